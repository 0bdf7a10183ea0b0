/** What the pictures are painted with; shapes carry the meaning, colours repeat it. */
export const PICTURE_STYLES = `
.figures {
  display: flex;
  flex-wrap: wrap;
  gap: 1.75rem 2.5rem;
  margin: 1.75rem 0;
}
.figure {
  max-width: 100%;
}
.figure .scroll {
  padding: 2px;
}
.picture {
  display: block;
  font: 400 13px var(--sans);
  fill: var(--ink);
  max-width: none;
}
.picture .mono {
  font: 400 11.5px var(--mono);
}
.picture .small {
  font-size: 11px;
}
.picture .tick {
  font-size: 10.5px;
  fill: var(--faint);
}
.picture .note {
  font-size: 11.5px;
  fill: var(--faint);
}
.picture .faint {
  fill: var(--faint);
}
.picture .strong {
  font-weight: 650;
}
.picture .big {
  font-size: 17px;
  letter-spacing: -0.01em;
}
.picture .mid {
  text-anchor: middle;
}
.picture .end {
  text-anchor: end;
}
.picture text.wrong {
  fill: var(--wrong);
}
.picture .grid {
  fill: none;
  stroke: var(--line);
}
.picture .axis {
  fill: none;
  stroke: var(--edge);
  stroke-width: 1.25;
}
.picture .axis.gap {
  stroke: var(--paper);
  stroke-width: 3;
  paint-order: stroke;
}
.hatch path {
  fill: none;
  stroke: var(--edge);
  stroke-width: 1.5;
}
.hatch-wrong path {
  fill: none;
  stroke: var(--wrong);
  stroke-width: 1.25;
}
.head path {
  fill: var(--allow);
}
.head.wrong path {
  fill: var(--wrong);
}

.picture .allow,
.picture .deny {
  fill: none;
  stroke: var(--allow);
  stroke-width: 13;
  stroke-linecap: round;
}
.picture .allow.half {
  stroke-width: 8;
}
.picture .deny {
  stroke: var(--deny);
  stroke-width: 2.5;
  stroke-linecap: butt;
}
.picture .unasked {
  fill: url(#hatch);
  opacity: 0.3;
}
.picture .differs {
  fill: var(--wrong-soft);
  stroke: var(--wrong);
  stroke-width: 1.75;
  stroke-linejoin: round;
}
.picture .here {
  fill: none;
  stroke: var(--ink);
  stroke-width: 2.25;
}

.picture .place {
  fill: var(--well);
  stroke: var(--line);
}
.picture .place.outside,
.picture .place.services {
  fill: none;
  stroke: var(--edge);
  stroke-dasharray: 4 4;
}
.picture .item {
  fill: var(--paper);
  stroke: var(--edge);
}
.picture .item.hostNetwork,
.picture .item.node {
  stroke-dasharray: 5 3;
}
.picture .item.source,
.picture .item.destination,
.picture .item.via {
  stroke: var(--ink);
  stroke-width: 1.75;
}
.picture .isolated {
  fill: var(--deny);
  font-weight: 600;
}
.picture .flow {
  fill: none;
  stroke: var(--allow);
  stroke-width: 2.25;
  marker-end: url(#head);
}
.picture .flow.stopped {
  stroke: var(--deny);
  stroke-dasharray: 50 100;
  marker-end: none;
}
.picture .flow.unreached {
  stroke: var(--edge);
  stroke-width: 1.5;
  stroke-dasharray: 3 4;
  marker-end: none;
}
.picture .flow.wrong {
  stroke: var(--wrong);
  marker-end: url(#head-wrong);
}
.picture .flow.stopped.wrong {
  marker-end: none;
}
.picture .sign {
  fill: var(--paper);
  stroke: var(--soft);
  stroke-width: 2;
}
.picture .sign.wrong {
  fill: var(--wrong);
  stroke: var(--wrong);
}
.picture .sign-mark {
  fill: none;
  stroke: var(--soft);
  stroke-width: 2.25;
  stroke-linecap: round;
  stroke-linejoin: round;
}
.picture .sign-mark.wrong {
  stroke: var(--paper);
}

.picture .block.held {
  fill: var(--allow);
  opacity: 0.85;
}
.picture .block.excepted {
  fill: url(#hatch);
  stroke: var(--edge);
}
.picture .plumb {
  fill: none;
  stroke: var(--edge);
  stroke-dasharray: 2 3;
}
.picture .plumb.source,
.picture .plumb.destination {
  stroke: var(--ink);
  stroke-dasharray: none;
  stroke-width: 1.25;
}
.picture .hit {
  stroke: var(--ink);
  stroke-width: 2;
}
.picture .hit.in {
  fill: var(--ink);
  stroke: var(--paper);
}
.picture .hit.out {
  fill: var(--paper);
}
`;
