/** One finding: its sentence, its two answers, its clause, its code. */
export const FINDING_STYLES = `
.finding {
  --here: var(--paper);
  padding: 1.75rem 2rem 1.5rem;
  background: var(--paper);
  border: 1px solid var(--line);
  border-radius: 12px;
}
.finding + .finding {
  margin-top: 1.75rem;
}
.finding h3 {
  margin: 0.2rem 0 0.4rem;
  font-size: 1.25rem;
  line-height: 1.35;
  font-weight: 640;
}
.path {
  color: var(--soft);
  font-size: 0.875rem;
  overflow-wrap: anywhere;
}
.path span + span::before {
  content: '›';
  margin: 0 0.5rem;
  color: var(--faint);
}
.judgement {
  display: grid;
  grid-template-columns: minmax(0, 1fr) minmax(0, 1.15fr);
  gap: 2rem;
  margin: 1.5rem 0;
}
.pair {
  display: flex;
  gap: 0.75rem;
  margin-bottom: 1rem;
}
.pair > div {
  flex: 1;
  padding: 0.6rem 0.9rem 0.7rem;
  border: 1px solid var(--line);
  border-radius: 9px;
  background: var(--well);
}
.pair dt {
  color: var(--soft);
  font-size: 0.8125rem;
}
.pair dd {
  font-size: 1.375rem;
  line-height: 1.25;
  font-weight: 680;
  letter-spacing: -0.01em;
  overflow-wrap: anywhere;
}
.pair dd.allow {
  color: var(--allow);
}
.pair dd.deny {
  color: var(--deny);
}
.pair dd.allow::after {
  content: '\\00a0✓';
  font-weight: 500;
}
.pair dd.deny::after {
  content: '\\00a0–';
  font-weight: 500;
}
.pair .observed {
  border: 2px solid var(--wrong);
  background: var(--wrong-soft);
}
.pair .observed dt {
  color: var(--wrong);
  font-weight: 600;
}
.why p {
  color: var(--soft);
}
.why ul {
  margin-top: 0.4rem;
}
.why li {
  position: relative;
  padding: 0.1rem 0 0.1rem 1rem;
  overflow-wrap: anywhere;
}
.why li::before {
  content: '';
  position: absolute;
  left: 0.1rem;
  top: 0.72em;
  width: 0.35rem;
  height: 0.35rem;
  border-radius: 50%;
  background: var(--edge);
}
.clause {
  padding-left: 1.5rem;
  border-left: 3px solid var(--line);
}
.clause .statement {
  margin: 0.15rem 0 0.6rem;
  font-size: 1.0625rem;
  line-height: 1.5;
  text-wrap: pretty;
}
.clause .mistake {
  color: var(--soft);
}
.clause .mistake b {
  color: var(--ink);
  font-weight: 600;
}
.clause .source {
  margin-top: 0.5rem;
  color: var(--faint);
  font-size: 0.8125rem;
  overflow-wrap: anywhere;
}
.fault {
  margin: 1rem 0;
}
.fault b {
  color: var(--wrong);
}
.copyable {
  position: relative;
}
pre {
  overflow: auto;
  padding: 0.8rem 1rem;
  background: var(--well);
  border: 1px solid var(--line);
  border-radius: 8px;
  line-height: 1.6;
  tab-size: 2;
}
.fault pre {
  max-height: 24rem;
  margin-top: 0.6rem;
}
.replay {
  margin-top: 1.5rem;
}
.replay pre {
  padding-right: 5.5rem;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}
.copy {
  position: absolute;
  top: 0.45rem;
  right: 0.45rem;
  padding: 0.1rem 0.65rem;
  background: var(--paper);
  border: 1px solid var(--edge);
  border-radius: 6px;
  font-size: 0.8125rem;
  color: var(--soft);
}
.copy:hover {
  color: var(--ink);
  border-color: var(--soft);
}
.policies {
  margin-top: 1.5rem;
}
.history {
  margin-top: 1.5rem;
}
.history ol {
  counter-reset: step;
}
.history ol > li {
  counter-increment: step;
  padding: 0.2rem 0 0.6rem 1.75rem;
  position: relative;
}
.history ol > li::before {
  content: counter(step);
  position: absolute;
  left: 0;
  color: var(--faint);
  font-variant-numeric: tabular-nums;
}
.history ul > li {
  padding: 0.1rem 0;
}
.history .copyable {
  margin: 0.4rem 0;
  max-width: 44rem;
}
.columns {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 25rem), 1fr));
  gap: 1rem;
  align-items: start;
}
.yaml {
  padding: 0.7rem 0;
}
.yaml code {
  display: inline-block;
  min-width: 100%;
  padding: 0 1rem 0 0.95rem;
  white-space: pre;
}
.yaml span {
  display: block;
  margin: 0 -1rem 0 -0.95rem;
  padding: 0 1rem 0 calc(0.95rem - 3px);
  border-left: 3px solid transparent;
}
.yaml i {
  color: var(--soft);
  font: 500 0.78125rem/1 var(--sans);
  user-select: none;
}
.yaml .isolates {
  background: var(--deny-soft);
  border-left-color: var(--deny);
}
.yaml .allows {
  background: var(--allow-soft);
  border-left-color: var(--allow);
}
.yaml .allows i {
  color: var(--allow);
}
.yaml .refuses {
  background: var(--deny-soft);
  border-left-color: var(--edge);
}
.trial {
  margin-top: 1.25rem;
  font-size: 0.875rem;
}
.trial .copyable {
  margin: 0.4rem 0 0.75rem;
}
.trial pre {
  max-height: 26rem;
}
.trial ul {
  padding-left: 1.1rem;
  margin-bottom: 0.75rem;
  list-style: disc;
  color: var(--soft);
}
.provenance {
  margin-top: 0.5rem;
  font-size: 0.875rem;
}
.provenance dl {
  margin-top: 0.4rem;
}
.provenance dl > div {
  display: grid;
  grid-template-columns: 8rem minmax(0, 1fr);
  padding: 0.3rem 0;
  border-top: 1px solid var(--line);
}
.provenance dt {
  color: var(--faint);
}
.provenance dd {
  overflow-wrap: anywhere;
}
@media (max-width: 80rem) {
  .judgement {
    grid-template-columns: minmax(0, 1fr);
    gap: 1.25rem;
  }
}
@media (max-width: 40rem) {
  .finding {
    padding: 1.25rem 1.125rem;
    margin-inline: -0.5rem;
  }
  .provenance dl > div {
    grid-template-columns: minmax(0, 1fr);
  }
}
`;
