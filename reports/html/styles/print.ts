/** On paper: light, everything unfolded, nothing to press, no finding's picture torn apart. */
export const PRINT_STYLES = `
@page { margin: 14mm 12mm; }
@media print {
  html { font-size: 11.5px; }
  body { background: #fff; }
  .bar, .rail, .copy, .skip, .foot, .clauses { display: none; }
  .layout { display: block; }
  main { padding: 0; }
  .finding { content-visibility: visible; padding: 0 0 1.5rem; border: 0; border-radius: 0; }
  .finding + .finding { padding-top: 1.5rem; border-top: 1px solid var(--edge); }
  .figure, .pair, .clause, .replay, .judgement, .tiles { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
  .scroll { overflow: visible; }
  .picture { max-width: 100%; height: auto; }
  pre { white-space: pre-wrap; }
  .yaml .line { white-space: pre-wrap; }
  details::details-content { content-visibility: visible; block-size: auto; }
  a { color: inherit; text-decoration: none; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
