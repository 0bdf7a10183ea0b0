export { jsonReport } from './json.ts';
export { escapeXml, junitReport } from './junit.ts';
export { campaignSummary, findingLines } from './terminal/campaign.ts';
export { explanation, reasonLines } from './terminal/explanation.ts';
export type { Style } from './terminal/style.ts';
export { COLOURED, PLAIN, styleFor } from './terminal/style.ts';
export type { Cell, Column } from './terminal/table.ts';
export { counted, displayWidth, duration, grouped, table } from './terminal/table.ts';
export {
  portsText,
  reachabilityCsv,
  reachabilityDiffText,
  reachabilityText,
} from './terminal/reachability.ts';
export { timelineLines } from './terminal/timeline.ts';
export { traceLines } from './terminal/trace.ts';
