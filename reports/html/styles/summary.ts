/** What ran and what it came to: the summary, tables, coverage. */
export const SUMMARY_STYLES = `
.summary h1 {
  font-size: 2.25rem;
  line-height: 1.12;
  font-weight: 680;
  letter-spacing: -0.024em;
}
.summary h1.good {
  color: var(--good);
}
.summary h1.bad,
.summary h1.void {
  color: var(--wrong);
}
.lead {
  margin-top: 0.6rem;
  color: var(--soft);
  font-size: 1.0625rem;
}
.tiles {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(12.5rem, 1fr));
  margin: 1.75rem 0;
  border-block: 1px solid var(--line);
}
.tiles > div {
  display: flex;
  flex-direction: column;
  padding: 1rem 1.25rem 1.1rem 0;
}
.tiles dt {
  order: 2;
  color: var(--ink);
}
.tiles dd {
  font-size: 1.5rem;
  line-height: 1.3;
  font-weight: 620;
  letter-spacing: -0.015em;
  font-variant-numeric: tabular-nums;
}
.tiles .note {
  order: 3;
  font-size: 0.8125rem;
  font-weight: 400;
  line-height: 1.55;
  letter-spacing: 0;
  color: var(--faint);
}
.notes {
  margin-top: 1rem;
  padding-left: 1.1rem;
  list-style: disc;
  color: var(--soft);
}

details > summary {
  color: var(--soft);
  font-weight: 560;
  padding: 0.25rem 0;
  width: fit-content;
}
details > summary:hover {
  color: var(--ink);
}
.scroll {
  overflow-x: auto;
  background:
    linear-gradient(90deg, var(--here) 40%, transparent) 0 0 / 2.5rem 100% no-repeat local,
    linear-gradient(270deg, var(--here) 40%, transparent) 100% 0 / 2.5rem 100% no-repeat local,
    linear-gradient(90deg, var(--shade), transparent) 0 0 / 0.7rem 100% no-repeat scroll,
    linear-gradient(270deg, var(--shade), transparent) 100% 0 / 0.7rem 100% no-repeat scroll;
}
table {
  border-collapse: collapse;
  width: 100%;
  font-size: 0.875rem;
}
th {
  text-align: left;
  font-weight: 560;
}
thead th {
  color: var(--faint);
  font-weight: 500;
  font-size: 0.8125rem;
}
th,
td {
  padding: 0.4rem 1rem 0.4rem 0;
  border-bottom: 1px solid var(--line);
  vertical-align: top;
}
th.digits {
  text-align: right;
}
.compared td,
.compared th {
  white-space: nowrap;
}
.compared td.skipped {
  white-space: normal;
  min-width: 16rem;
  color: var(--soft);
}
.compared .bad .found {
  color: var(--wrong);
  font-weight: 650;
}
.compared .good .found {
  color: var(--faint);
}
.compared .void {
  color: var(--faint);
}
.clauses tbody th {
  white-space: nowrap;
}
.clauses th small,
.clauses td small {
  display: block;
}
.clauses td:last-child {
  min-width: 11rem;
}
.clauses tr.bad th {
  color: var(--wrong);
}
.clauses tr:target {
  background: var(--allow-soft);
}
.heats {
  display: flex;
  flex-wrap: wrap;
  gap: 2rem 3rem;
  margin-bottom: 1rem;
}
.heats h3,
.trend h3 {
  font-size: 0.9375rem;
  font-weight: 600;
  margin-bottom: 0.75rem;
  letter-spacing: 0;
}
.trend .figure + .figure {
  margin-top: 2rem;
}
.coverage .legend {
  margin-bottom: 1.5rem;
}

@media (max-width: 62rem) {
  .summary h1 {
    font-size: 1.75rem;
  }
  .tiles {
    grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
  }
}
`;
