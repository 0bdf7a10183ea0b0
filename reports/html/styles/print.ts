/** On paper: light, everything unfolded, nothing to press, no finding's picture torn apart. */
export const PRINT_STYLES = `
@page {
  margin: 14mm 12mm;
}
@media print {
  html {
    font-size: 11.5px;
  }
  body {
    background: #fff;
  }
  .topbar,
  .rail,
  .copy,
  .skip,
  .foot,
  .clauses {
    display: none;
  }
  .layout {
    display: block;
  }
  .layout > * {
    padding: 0 0 6mm !important;
  }
  .figures {
    display: block;
  }
  .figure {
    margin-bottom: 5mm;
  }
  .finding {
    padding: 0 0 1.5rem;
    border: 0;
    border-radius: 0;
  }
  .finding + .finding {
    padding-top: 1.5rem;
    border-top: 1px solid var(--edge);
  }
  .figure,
  .pair,
  .clause,
  .replay,
  .judgement,
  .tiles {
    break-inside: avoid;
  }
  h2,
  h3,
  h4 {
    break-after: avoid;
  }
  .scroll {
    overflow: visible;
    background: none;
  }
  .picture {
    max-width: 100%;
    max-height: 105mm;
    height: auto;
  }
  pre {
    white-space: pre-wrap;
  }
  .yaml code {
    white-space: pre-wrap;
  }
  details:not(.events, .clauses, .trial)::details-content {
    content-visibility: visible;
    block-size: auto;
  }
  a {
    color: inherit;
    text-decoration: none;
  }
  * {
    print-color-adjust: exact;
    -webkit-print-color-adjust: exact;
  }
}
`;
