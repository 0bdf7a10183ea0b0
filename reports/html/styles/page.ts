/** The page as a whole: its ground, its bar, its columns. */
export const PAGE_STYLES = `
*,
*::before,
*::after {
  box-sizing: border-box;
}
[hidden] {
  display: none !important;
}
html {
  scroll-padding-top: 4.5rem;
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
}
body {
  --here: var(--ground);
  margin: 0;
  background: var(--ground);
  color: var(--ink);
  font: 400 0.9375rem/1.55 var(--sans);
}
h1,
h2,
h3,
h4,
h5,
p,
ul,
ol,
dl,
dd,
figure,
pre {
  margin: 0;
  padding: 0;
}
ul,
ol {
  list-style: none;
}
h1,
h2,
h3 {
  text-wrap: balance;
  letter-spacing: -0.012em;
  overflow-wrap: anywhere;
}
h2 {
  font-size: 1.375rem;
  line-height: 1.25;
  font-weight: 650;
}
h4 {
  font-size: 0.875rem;
  font-weight: 620;
  margin-bottom: 0.625rem;
}
a {
  color: var(--link);
  text-underline-offset: 0.2em;
  text-decoration-thickness: 1px;
}
code,
kbd,
pre {
  font-family: var(--mono);
  font-size: 0.8125rem;
}
small {
  font-size: 0.8125rem;
  color: var(--faint);
  font-weight: 400;
}
button,
input {
  font: inherit;
  color: inherit;
}
button {
  cursor: pointer;
}
:focus-visible {
  outline: 2px solid var(--focus);
  outline-offset: 2px;
  border-radius: 4px;
}
h3:focus-visible {
  outline-offset: 6px;
}
summary {
  cursor: pointer;
}
.unseen {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.shapes {
  position: absolute;
}
.skip {
  position: absolute;
  left: 1rem;
  top: -4rem;
  z-index: 9;
  padding: 0.5rem 1rem;
  background: var(--paper);
  border-radius: 6px;
}
.skip:focus {
  top: 0.5rem;
}
.digits {
  text-align: right;
  font-variant-numeric: tabular-nums;
}
.quiet {
  color: var(--soft);
}
.overline {
  color: var(--faint);
  font-size: 0.8125rem;
}

.topbar {
  position: sticky;
  top: 0;
  z-index: 5;
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: 1rem;
  height: 3.25rem;
  padding: 0 1.5rem;
  background: var(--paper);
  border-bottom: 1px solid var(--line);
}
.brand {
  display: flex;
  align-items: center;
  gap: 0.55rem;
  font-weight: 650;
  letter-spacing: -0.01em;
}
.logo {
  fill: none;
  stroke: var(--allow);
  stroke-width: 2;
}
.topbar nav {
  display: flex;
  gap: 1.4rem;
}
.topbar nav a {
  color: var(--soft);
  text-decoration: none;
}
.topbar nav a:hover {
  color: var(--ink);
  text-decoration: underline;
}

.layout {
  display: grid;
  grid-template-columns: var(--rail) minmax(0, 1fr);
  grid-template-rows: auto 1fr;
  max-width: 100rem;
  margin: 0 auto;
}
.layout > .summary {
  grid-column: 2;
  padding: 2.5rem 2.5rem 1rem;
  min-width: 0;
}
.layout > .rail {
  grid-column: 1;
  grid-row: 1 / span 2;
  align-self: start;
}
.layout > .content {
  grid-column: 2;
  padding: 1.5rem 2.5rem 3rem;
  min-width: 0;
}
.layout.single {
  grid-template-columns: minmax(0, 1fr);
  max-width: 76rem;
}
.layout.single > * {
  grid-column: 1;
}
.content > section + section {
  margin-top: 3.5rem;
}
.content > section > h2 {
  margin-bottom: 1.25rem;
}
.foot {
  padding: 1.5rem 2.5rem 3rem;
  color: var(--faint);
  font-size: 0.8125rem;
  text-align: center;
}

@media (max-width: 62rem) {
  .layout {
    grid-template-columns: minmax(0, 1fr);
  }
  .layout > * {
    grid-column: 1 !important;
    grid-row: auto !important;
  }
  .layout > .summary {
    padding: 1.75rem 1.125rem 1rem;
  }
  .layout > .content {
    padding: 1.75rem 1.125rem;
  }
  .topbar {
    padding: 0 1.125rem;
  }
  .topbar nav {
    gap: 1rem;
  }
}
@media (max-width: 40rem) {
  .topbar nav {
    gap: 0.9rem;
    font-size: 0.875rem;
  }
  .topbar nav a:first-child {
    display: none;
  }
}
@media (prefers-reduced-motion: no-preference) {
  html {
    scroll-behavior: smooth;
  }
}
`;
