/** What only the page of the zoo has. */
export const ZOO_STYLES = `
.zoo .tiles dd small { font-size: 0.9375rem; letter-spacing: 0; }
.zoo .share { fill: var(--allow); }
.zoo .share-ground { fill: var(--deny-soft); }
.zoo .level { fill: none; stroke: var(--deny); stroke-dasharray: 5 4; }
.bugs small { display: block; }
.bugs tbody th { min-width: 20rem; max-width: 34rem; }
.bugs td { white-space: nowrap; }
.bugs .missed { color: var(--faint); }
.bugs tr.bad th { color: var(--wrong); }
.bugs tr:target { background: var(--allow-soft); }
`;
