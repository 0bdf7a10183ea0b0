/** Styles of the page of a comparison: wide tables whose first column stays in view. */
export const COMPARE_STYLES = `
.compare.layout.single {
  max-width: 100rem;
}
.engines-compared thead th {
  vertical-align: bottom;
}
.engines-compared tbody th,
.engines-compared thead th:first-child {
  position: sticky;
  left: 0;
  background: var(--here);
  min-width: 12rem;
}
.engines-compared td {
  white-space: nowrap;
  font-variant-numeric: tabular-nums;
}
.engines-compared td small,
.engines-compared th small {
  display: block;
  white-space: normal;
}
.engines-compared .holds {
  color: var(--soft);
}
.engines-compared .deviates,
.engines-compared .fails,
.engines-compared .mixed,
.engines-compared .odd {
  color: var(--wrong);
  font-weight: 620;
}
.engines-compared .unsupported,
.engines-compared .open,
.engines-compared .elsewhere,
.engines-compared .not-shown {
  color: var(--faint);
}
.engines-compared td a {
  color: inherit;
}
.signs {
  display: flex;
  flex-wrap: wrap;
  gap: 0.25rem 1.5rem;
  margin-top: 0.75rem;
  color: var(--soft);
  font-size: 0.8125rem;
}
`;
