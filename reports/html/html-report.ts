import type { CampaignResult, CoverageSummary, Night } from '../../model/index.ts';
import { nightOf } from '../../model/index.ts';
import { counted } from '../terminal/table.ts';
import type { Markup } from './markup.ts';
import { markup } from './markup.ts';
import { htmlPage } from './page.ts';
import { coverageSection, decidedShare } from './sections/coverage-section.ts';
import { findingArticle } from './sections/finding-article.ts';
import type { FindingFacts } from './sections/finding-facts.ts';
import { factsOf } from './sections/finding-facts.ts';
import { findingRail } from './sections/finding-rail.ts';
import { summary } from './sections/summary.ts';
import { trendSection } from './sections/trend-section.ts';

/** What a report can show besides the result itself. */
export interface HtmlReportOptions {
  /** Campaigns before this one: what is new among the findings, and a trend. */
  readonly history?: readonly Night[];
  /** What of the specification was decided; default: what the result's own rows say. */
  readonly coverage?: CoverageSummary;
}

/**
 * A campaign's result as one self-contained HTML page: the findings with their pictures, coverage by clause and
 * the trend. It draws and computes no verdict. The same input gives the same bytes.
 */
export function htmlReport(
  result: CampaignResult,
  { history = [], coverage }: HtmlReportOptions = {},
): string {
  const facts = factsOf(result, history);
  const share = decidedShare(result, coverage);
  const body = markup`${topBar(facts.length > 0, history.length > 0)}
<main id="main" class="layout${facts.length === 0 && ' single'}">
${summary(result, facts, share)}
${facts.length > 0 && findingRail(facts)}
<div class="content">
${facts.length > 0 && findingList(facts, result)}
${coverageSection(result, coverage)}
${trendSection([...history, nightOf(result, share?.decided)])}
</div>
</main>
<footer class="foot">
<p>Made by Fencepost ${result.fencepost}. Nothing in this page is loaded from anywhere.</p>
</footer>`;
  return htmlPage({ title: titleOf(result), body });
}

function topBar(hasFindings: boolean, hasTrend: boolean): Markup {
  return markup`<header class="topbar">
<p class="brand">${BRAND} Fencepost</p>
<nav aria-label="Sections">
  <a href="#main">Summary</a>
  ${hasFindings && markup`<a href="#findings">Findings</a>`}
  <a href="#coverage">Clauses</a>
  ${hasTrend && markup`<a href="#trend">Trend</a>`}
</nav>
</header>`;
}

function findingList(facts: readonly FindingFacts[], result: CampaignResult): Markup {
  return markup`<section id="findings" aria-labelledby="findings-title">
<h2 id="findings-title" class="unseen">Findings in full</h2>
${facts.map((each) => findingArticle(each, result))}
</section>`;
}

/** Three posts and two rails. */
const BRAND = markup`<svg class="logo" viewBox="0 0 16 16" width="20" height="20" aria-hidden="true">
<path d="M3 2v12M8 2v12M13 2v12M1 6h14M1 11h14"/>
</svg>`;

function titleOf({ findings, seed }: CampaignResult): string {
  const what = findings.length === 0 ? 'no findings' : counted(findings.length, 'finding');
  return `Fencepost: ${what}, seed ${seed}`;
}
