/** The list of findings beside them, with its search and filters. */
export const RAIL_STYLES = `
.rail {
  position: sticky;
  top: 3.25rem;
  display: flex;
  flex-direction: column;
  height: calc(100vh - 3.25rem);
  padding: 1.5rem 0 0 1.5rem;
  border-right: 1px solid var(--line);
}
.rail h2 {
  font-size: 1rem;
  padding-right: 1.25rem;
}
.rail .count {
  color: var(--faint);
  font-weight: 450;
  font-variant-numeric: tabular-nums;
  margin-left: 0.25rem;
}
.filters {
  flex: 0 1 auto;
  max-height: 46%;
  overflow-y: auto;
  padding: 0.75rem 1.25rem 0.5rem 0;
}
.search {
  position: relative;
  display: block;
}
.search input {
  width: 100%;
  padding: 0.45rem 2.2rem 0.45rem 0.7rem;
  background: var(--paper);
  border: 1px solid var(--edge);
  border-radius: 7px;
}
.search input::placeholder {
  color: var(--faint);
  opacity: 1;
}
.search kbd {
  position: absolute;
  right: 0.5rem;
  top: 50%;
  transform: translateY(-50%);
}
.search input:focus + kbd {
  visibility: hidden;
}
kbd {
  padding: 0.05rem 0.4rem;
  border: 1px solid var(--edge);
  border-bottom-width: 2px;
  border-radius: 5px;
  color: var(--soft);
  background: var(--paper);
  font-size: 0.75rem;
}
.chips {
  display: grid;
  grid-template-columns: 4.6rem minmax(0, 1fr);
  margin-top: 0.6rem;
}
.chips > span {
  padding-top: 0.2rem;
  color: var(--faint);
  font-size: 0.78125rem;
}
.chips > div {
  display: flex;
  flex-wrap: wrap;
  gap: 0.3rem;
}
.chip {
  padding: 0 0.5rem;
  background: var(--paper);
  border: 1px solid var(--edge);
  border-radius: 0.8rem;
  font-size: 0.78125rem;
  line-height: 1.4rem;
  overflow-wrap: anywhere;
  text-align: left;
}
.chip span {
  color: var(--faint);
  font-variant-numeric: tabular-nums;
}
.chip:hover {
  border-color: var(--soft);
}
.chip[aria-pressed='true'] {
  background: var(--ink);
  border-color: var(--ink);
  color: var(--paper);
}
.chip[aria-pressed='true'] span {
  color: inherit;
}
.list {
  position: relative;
  overflow-y: auto;
  margin-top: 0.5rem;
  padding: 0.5rem 0.75rem 1rem 0;
  border-top: 1px solid var(--line);
  overscroll-behavior: contain;
}
.list a {
  display: grid;
  grid-template-columns: 1.6rem minmax(0, 1fr);
  padding: 0.55rem 0.6rem;
  border-radius: 7px;
  color: inherit;
  text-decoration: none;
  font-size: 0.84375rem;
  line-height: 1.4;
}
.list a:hover {
  background: var(--deny-soft);
}
.list a[aria-current] {
  background: var(--paper);
  box-shadow: inset 3px 0 0 var(--wrong);
}
.list .number {
  color: var(--faint);
  font-variant-numeric: tabular-nums;
}
.list .what {
  display: -webkit-box;
  -webkit-line-clamp: 2;
  -webkit-box-orient: vertical;
  overflow: hidden;
  overflow-wrap: anywhere;
}
.list .tags {
  grid-column: 2;
  color: var(--faint);
  font-size: 0.78125rem;
}
.list .tags b {
  color: var(--soft);
  font-weight: 600;
}
em.new {
  color: var(--wrong);
  font-style: normal;
  font-weight: 600;
}
em.known {
  color: var(--faint);
  font-style: normal;
}
.nothing {
  padding: 1rem 1.25rem 1rem 0;
  color: var(--soft);
}
.nothing button {
  padding: 0;
  background: none;
  border: 0;
  color: var(--link);
  text-decoration: underline;
}
.keys {
  margin-top: auto;
  padding: 0.6rem 0 0.8rem;
  border-top: 1px solid var(--line);
  color: var(--faint);
  font-size: 0.78125rem;
}
.keys label {
  margin-right: 0.5rem;
}
.keys input {
  vertical-align: -0.12em;
  accent-color: var(--allow);
}
@media (max-width: 62rem) {
  .rail {
    position: static;
    height: auto;
    padding: 1.25rem 1.125rem 0;
    border-right: 0;
    border-bottom: 1px solid var(--line);
  }
  .rail h2,
  .filters {
    padding-right: 0;
  }
  .list {
    max-height: 19rem;
    padding-right: 0;
  }
  .keys {
    display: none;
  }
}
`;
