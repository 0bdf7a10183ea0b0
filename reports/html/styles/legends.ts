/** What stands around pictures: legends, lists of events, the way of a packet. */
export const LEGEND_STYLES = `
figcaption {
  margin-top: 0.5rem;
  contain: inline-size;
}
.figure {
  min-width: min(100%, 19rem);
}
.legend {
  display: flex;
  flex-wrap: wrap;
  gap: 0.15rem 1.1rem;
  color: var(--soft);
  font-size: 0.8125rem;
}
.legend li {
  display: flex;
  align-items: center;
  gap: 0.4rem;
}
.key {
  flex: none;
  width: 0.8rem;
  height: 0.8rem;
  border-radius: 2px;
}
.key.allow {
  border-radius: 50%;
  background: var(--allow);
}
.key.deny {
  height: 0.16rem;
  background: var(--deny);
}
.key.differs {
  border: 2px solid var(--wrong);
  background: linear-gradient(135deg, transparent 46%, var(--wrong) 46% 54%, transparent 54%);
}
.key.here {
  border: 2px solid var(--ink);
  border-radius: 3px;
}
.key.held {
  width: 1.3rem;
  background: var(--allow);
}
.key.excepted,
.key.level-0 {
  width: 1.3rem;
  border: 1px solid var(--edge);
  background: repeating-linear-gradient(135deg, transparent 0 3px, var(--edge) 3px 4.5px);
}
.key.in {
  width: 0.6rem;
  height: 0.6rem;
  border-radius: 50%;
  background: var(--ink);
}
.key.out {
  width: 0.6rem;
  height: 0.6rem;
  border-radius: 50%;
  border: 2px solid var(--ink);
}
.key.knows {
  width: 1.3rem;
  background: var(--allow-soft);
  border: 1px solid var(--allow);
}
.key.behind {
  width: 1.3rem;
  background: repeating-linear-gradient(135deg, transparent 0 3px, var(--wrong) 3px 4.2px);
}
.key.outage {
  width: 1.3rem;
  background: var(--deny-soft);
  border: 1px solid var(--edge);
}
.key.level-1 {
  background: var(--heat-1);
}
.key.level-2 {
  background: var(--heat-2);
}
.key.level-3 {
  background: var(--heat-3);
}
.key.level-4 {
  background: var(--heat-4);
}
.key.level-none {
  border: 1px solid var(--line);
}
.key.found {
  border: 2.5px solid var(--wrong);
}
.namespaces {
  display: flex;
  flex-wrap: wrap;
  gap: 0.15rem 1.25rem;
  color: var(--soft);
  font-size: 0.8125rem;
}
.namespaces::before {
  content: 'Namespaces';
  color: var(--faint);
}
.namespaces b {
  color: var(--ink);
  font-weight: 600;
}

.figure.text {
  margin-top: 1.5rem;
}
.trace {
  display: grid;
  gap: 0.75rem;
}
.hop h5 {
  font-size: 0.8125rem;
  font-weight: 600;
  color: var(--soft);
}
.step {
  position: relative;
  padding: 0.2rem 0 0.2rem 1.6rem;
  overflow-wrap: anywhere;
}
.step::before {
  content: '';
  position: absolute;
  left: 0.4rem;
  top: 0;
  bottom: 0;
  border-left: 2px solid var(--line);
}
.step::after {
  content: '';
  position: absolute;
  left: 0.1rem;
  top: 0.7rem;
  width: 0.55rem;
  height: 0.55rem;
  border-radius: 50%;
  background: var(--paper);
  border: 2px solid var(--edge);
}
.step.allow::after,
.step.delivered::after {
  background: var(--allow);
  border-color: var(--allow);
}
.step.deny::after,
.step.dropped::after,
.step.rejected::after {
  background: var(--deny);
  border-color: var(--deny);
  border-radius: 2px;
}
.step b {
  font-weight: 600;
}
.step em {
  font-style: normal;
  font-weight: 600;
  color: var(--allow);
}
.step.deny em {
  color: var(--deny);
}
.step code {
  display: block;
  margin-top: 0.15rem;
  color: var(--soft);
}
.events {
  margin-top: 0.6rem;
  font-size: 0.8125rem;
}
.events tr.wrong td {
  color: var(--wrong);
  font-weight: 600;
}
`;
