/** The pictures of what goes on: timelines, coverage, trends. */
export const TIME_PICTURE_STYLES = `
.picture .knows {
  fill: var(--allow-soft);
  stroke: var(--allow);
}
.picture .behind {
  fill: url(#hatch-wrong);
}
.picture .outage {
  fill: var(--deny-soft);
  stroke: var(--deny);
}
.picture .event {
  fill: var(--ink);
}
.picture .event.fault {
  fill: var(--wrong);
}
.picture .event.connection {
  fill: var(--paper);
  stroke: var(--ink);
  stroke-width: 2;
}
.picture .event.begun {
  fill: none;
  stroke: var(--edge);
  stroke-width: 2;
}
.picture .moment.wrong {
  fill: none;
  stroke: var(--wrong);
  stroke-width: 1.5;
  stroke-dasharray: 4 3;
}

.picture .heat {
  fill: var(--paper);
  stroke: none;
}
.picture .level-0 {
  fill: url(#hatch);
  stroke: var(--edge);
}
.picture .level-1 {
  fill: var(--heat-1);
}
.picture .level-2 {
  fill: var(--heat-2);
}
.picture .level-3 {
  fill: var(--heat-3);
}
.picture .level-4 {
  fill: var(--heat-4);
}
.picture .level-none {
  fill: none;
  stroke: var(--line);
}
.picture .heat.found {
  stroke: var(--wrong);
  stroke-width: 2.5;
}
.picture .on-0 {
  fill: var(--ink);
  font-weight: 650;
  paint-order: stroke;
  stroke: var(--ground);
  stroke-width: 4px;
}
.picture .on-1,
.picture .on-2 {
  fill: var(--heat-ink);
}
.picture .on-3,
.picture .on-4 {
  fill: var(--heat-paper);
}
.picture .column {
  fill: var(--edge);
}
.picture .column.last {
  fill: var(--allow);
}
.picture .line {
  fill: none;
  stroke: var(--allow);
  stroke-width: 1.75;
  stroke-linejoin: round;
}
.picture .line-end {
  fill: var(--allow);
}
.picture .met {
  fill: var(--wrong);
}
.picture .unmet {
  fill: var(--edge);
}
`;
