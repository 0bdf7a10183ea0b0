/** What the pictures are painted with; shapes carry the meaning, colours repeat it. */
export const PICTURE_STYLES = `
.figures { display: flex; flex-wrap: wrap; gap: 1.75rem 2.5rem; margin: 1.75rem 0; }
.figure { max-width: 100%; }
.figure .scroll { padding: 2px; }
.picture { display: block; font: 400 13px var(--sans); fill: var(--ink); max-width: none; }
.picture .mono { font: 400 11.5px var(--mono); }
.picture .small { font-size: 11px; }
.picture .tick { font-size: 10.5px; fill: var(--faint); }
.picture .note { font-size: 11.5px; fill: var(--faint); }
.picture .faint { fill: var(--faint); }
.picture .strong { font-weight: 650; }
.picture .big { font-size: 17px; letter-spacing: -0.01em; }
.picture .mid { text-anchor: middle; }
.picture .end { text-anchor: end; }
.picture text.wrong { fill: var(--wrong); }
.picture .grid { fill: none; stroke: var(--line); }
.picture .axis { fill: none; stroke: var(--edge); stroke-width: 1.25; }
.picture .axis.gap { stroke: var(--paper); stroke-width: 3; paint-order: stroke; }
.hatch path { fill: none; stroke: var(--edge); stroke-width: 1.5; }
.hatch-wrong path { fill: none; stroke: var(--wrong); stroke-width: 1.25; }
.head path { fill: var(--allow); }
.head.wrong path { fill: var(--wrong); }

.picture .allow, .picture .deny { fill: none; stroke: var(--allow); stroke-width: 13; stroke-linecap: round; }
.picture .allow.half { stroke-width: 8; }
.picture .deny { stroke: var(--deny); stroke-width: 2.5; stroke-linecap: butt; }
.picture .unasked { fill: url(#hatch); opacity: 0.3; }
.picture .differs { fill: var(--wrong-soft); stroke: var(--wrong); stroke-width: 1.75; stroke-linejoin: round; }
.picture .here { fill: none; stroke: var(--ink); stroke-width: 2.25; }

.picture .place { fill: var(--well); stroke: var(--line); }
.picture .place.outside, .picture .place.services { fill: none; stroke: var(--edge); stroke-dasharray: 4 4; }
.picture .item { fill: var(--paper); stroke: var(--edge); }
.picture .item.hostNetwork, .picture .item.node { stroke-dasharray: 5 3; }
.picture .item.source, .picture .item.destination, .picture .item.via { stroke: var(--ink); stroke-width: 1.75; }
.picture .isolated { fill: var(--deny); font-weight: 600; }
.picture .flow { fill: none; stroke: var(--allow); stroke-width: 2.25; marker-end: url(#head); }
.picture .flow.stopped { stroke: var(--deny); stroke-dasharray: 50 100; marker-end: none; }
.picture .flow.unreached { stroke: var(--edge); stroke-width: 1.5; stroke-dasharray: 3 4; marker-end: none; }
.picture .flow.wrong { stroke: var(--wrong); marker-end: url(#head-wrong); }
.picture .flow.stopped.wrong { marker-end: none; }
.picture .sign { fill: var(--paper); stroke: var(--soft); stroke-width: 2; }
.picture .sign.wrong { fill: var(--wrong); stroke: var(--wrong); }
.picture .sign-mark { fill: none; stroke: var(--soft); stroke-width: 2.25; stroke-linecap: round; stroke-linejoin: round; }
.picture .sign-mark.wrong { stroke: var(--paper); }

.picture .block.held { fill: var(--allow); opacity: 0.85; }
.picture .block.excepted { fill: url(#hatch); stroke: var(--edge); }
.picture .plumb { fill: none; stroke: var(--edge); stroke-dasharray: 2 3; }
.picture .plumb.source, .picture .plumb.destination { stroke: var(--ink); stroke-dasharray: none; stroke-width: 1.25; }
.picture .hit { stroke: var(--ink); stroke-width: 2; }
.picture .hit.in { fill: var(--ink); stroke: var(--paper); }
.picture .hit.out { fill: var(--paper); }

.picture .knows { fill: var(--allow-soft); stroke: var(--allow); }
.picture .behind { fill: url(#hatch-wrong); }
.picture .outage { fill: var(--deny-soft); stroke: var(--deny); }
.picture .event { fill: var(--ink); }
.picture .event.fault { fill: var(--wrong); }
.picture .event.connection { fill: var(--paper); stroke: var(--ink); stroke-width: 2; }
.picture .event.begun { fill: none; stroke: var(--edge); stroke-width: 2; }
.picture .moment.wrong { fill: none; stroke: var(--wrong); stroke-width: 1.5; stroke-dasharray: 4 3; }

.picture .heat { fill: var(--paper); stroke: none; }
.picture .level-0 { fill: url(#hatch); stroke: var(--edge); }
.picture .level-1 { fill: var(--heat-1); }
.picture .level-2 { fill: var(--heat-2); }
.picture .level-3 { fill: var(--heat-3); }
.picture .level-4 { fill: var(--heat-4); }
.picture .level-none { fill: none; stroke: var(--line); }
.picture .heat.found { stroke: var(--wrong); stroke-width: 2.5; }
.picture .on-0 { fill: var(--ink); font-weight: 650; paint-order: stroke; stroke: var(--ground); stroke-width: 4px; }
.picture .on-1, .picture .on-2 { fill: var(--heat-ink); }
.picture .on-3, .picture .on-4 { fill: var(--heat-paper); }
.picture .column { fill: var(--edge); }
.picture .column.last { fill: var(--allow); }
.picture .line { fill: none; stroke: var(--allow); stroke-width: 1.75; stroke-linejoin: round; }
.picture .line-end { fill: var(--allow); }
.picture .met { fill: var(--wrong); }
.picture .unmet { fill: var(--edge); }

figcaption { margin-top: 0.5rem; contain: inline-size; }
.figure { min-width: min(100%, 19rem); }
.legend { display: flex; flex-wrap: wrap; gap: 0.15rem 1.1rem; color: var(--soft); font-size: 0.8125rem; }
.legend li { display: flex; align-items: center; gap: 0.4rem; }
.key { flex: none; width: 0.8rem; height: 0.8rem; border-radius: 2px; }
.key.allow { border-radius: 50%; background: var(--allow); }
.key.deny { height: 0.16rem; background: var(--deny); }
.key.differs { border: 2px solid var(--wrong); background: linear-gradient(135deg, transparent 46%, var(--wrong) 46% 54%, transparent 54%); }
.key.here { border: 2px solid var(--ink); border-radius: 3px; }
.key.held { width: 1.3rem; background: var(--allow); }
.key.excepted, .key.level-0 { width: 1.3rem; border: 1px solid var(--edge); background: repeating-linear-gradient(135deg, transparent 0 3px, var(--edge) 3px 4.5px); }
.key.in { width: 0.6rem; height: 0.6rem; border-radius: 50%; background: var(--ink); }
.key.out { width: 0.6rem; height: 0.6rem; border-radius: 50%; border: 2px solid var(--ink); }
.key.knows { width: 1.3rem; background: var(--allow-soft); border: 1px solid var(--allow); }
.key.behind { width: 1.3rem; background: repeating-linear-gradient(135deg, transparent 0 3px, var(--wrong) 3px 4.2px); }
.key.outage { width: 1.3rem; background: var(--deny-soft); border: 1px solid var(--edge); }
.key.level-1 { background: var(--heat-1); }
.key.level-2 { background: var(--heat-2); }
.key.level-3 { background: var(--heat-3); }
.key.level-4 { background: var(--heat-4); }
.key.level-none { border: 1px solid var(--line); }
.key.found { border: 2.5px solid var(--wrong); }
.namespaces { display: flex; flex-wrap: wrap; gap: 0.15rem 1.25rem; color: var(--soft); font-size: 0.8125rem; }
.namespaces::before { content: 'Namespaces'; color: var(--faint); }
.namespaces b { color: var(--ink); font-weight: 600; }

.figure.text { margin-top: 1.5rem; }
.trace { display: grid; gap: 0.75rem; }
.hop h5 { font-size: 0.8125rem; font-weight: 600; color: var(--soft); }
.step { position: relative; padding: 0.2rem 0 0.2rem 1.6rem; overflow-wrap: anywhere; }
.step::before { content: ''; position: absolute; left: 0.4rem; top: 0; bottom: 0; border-left: 2px solid var(--line); }
.step::after { content: ''; position: absolute; left: 0.1rem; top: 0.7rem; width: 0.55rem; height: 0.55rem; border-radius: 50%; background: var(--paper); border: 2px solid var(--edge); }
.step.allow::after, .step.delivered::after { background: var(--allow); border-color: var(--allow); }
.step.deny::after, .step.dropped::after, .step.rejected::after { background: var(--deny); border-color: var(--deny); border-radius: 2px; }
.step b { font-weight: 600; }
.step em { font-style: normal; font-weight: 600; color: var(--allow); }
.step.deny em { color: var(--deny); }
.step code { display: block; margin-top: 0.15rem; color: var(--soft); }
.events { margin-top: 0.6rem; font-size: 0.8125rem; }
.events tr.wrong td { color: var(--wrong); font-weight: 600; }
`;
