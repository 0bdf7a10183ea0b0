export type { HtmlReportOptions } from './html/html-report.ts';
export { htmlReport } from './html/html-report.ts';
export { jsonReport } from './json.ts';
export { escapeXml, junitReport } from './junit.ts';
export { markdownReport } from './markdown/markdown-report.ts';
export { sarifReport } from './sarif.ts';
export { campaignSummary, findingLines } from './terminal/campaign.ts';
export { comparisonHtml } from './html/compare/comparison-page.ts';
export { comparisonMarkdown } from './markdown/compare.ts';
export type { ComparisonTextOptions } from './terminal/compare.ts';
export { comparisonText } from './terminal/compare.ts';
export type { CoverageTextOptions } from './terminal/coverage.ts';
export { coverageShare, coverageText, coverageTotals } from './terminal/coverage.ts';
export { expectedLines } from './terminal/expected.ts';
export { explanation, reasonLines } from './terminal/explanation.ts';
export { historyConclusion, historyText } from './terminal/history.ts';
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
export { killMatrixText } from './terminal/zoo.ts';
export { killMatrixMarkdown } from './markdown/zoo.ts';
export { killMatrixHtml } from './html/zoo/kill-matrix-page.ts';
