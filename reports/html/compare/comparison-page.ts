import type { Comparison } from '../../../model/index.ts';
import { counted, duration, grouped } from '../../terminal/table.ts';
import type { Markup } from '../markup.ts';
import { markup } from '../markup.ts';
import { htmlPage } from '../page.ts';
import { COMPARE_STYLES } from './compare-styles.ts';
import { clauseTable, engineTable, optionTable } from './comparison-tables.ts';
import { deviationArticle } from './deviation-article.ts';

/** Engines side by side as one self-contained HTML page. The same input gives the same bytes. */
export function comparisonHtml(
  comparison: Comparison,
  { all = false }: { readonly all?: boolean } = {},
): string {
  const { deviations, fencepost } = comparison;
  const body = markup`<header class="topbar"><p class="brand">Fencepost</p><nav aria-label="Sections"><a href="#main">Summary</a><a href="#clauses">Clauses</a><a href="#engines">Engines</a>${
    deviations.length > 0 && markup`<a href="#deviations">Deviations</a>`
  }</nav></header>
<main id="main" class="layout single compare">
${summary(comparison)}
<div class="content">
${engineTable(comparison)}
${clauseTable(comparison, all)}
${optionTable(comparison, all)}
${deviations.length > 0 && deviationList(comparison)}
</div>
</main>
<footer class="foot"><p>Made by Fencepost ${fencepost}. Nothing in this page is loaded from anywhere.</p></footer>`;
  return htmlPage({ title: `Fencepost: ${headline(comparison)}`, body, styles: COMPARE_STYLES });
}

function headline({ engines, deviations }: Comparison): string {
  const what = deviations.length === 0 ? 'no deviation' : counted(deviations.length, 'deviation');
  return `${counted(engines.length, 'engine')}, ${what}`;
}

function summary(comparison: Comparison): Markup {
  const { corpus, cases, seed, settings, deviations, timing, ended, notes } = comparison;
  const end = ended === 'interrupted' ? ' It was interrupted: the numbers are those up to then.' : '';
  return markup`<section class="summary" aria-labelledby="result">
<h1 id="result" class="${deviations.length === 0 ? 'good' : 'bad'}">${headline(comparison)}</h1>
<p class="lead">Every engine was asked the same questions and told nothing. Deviations are sorted by the clause whose misreading explains them best, and cut down to one small scenario each.${end}</p>
<dl class="tiles">
<div><dt>questions</dt><dd>${grouped(corpus.questions)}</dd><dd class="note">of ${counted(corpus.scenarios, 'scenario')}</dd></div>
<div><dt>generated cases</dt><dd>${grouped(cases)}</dd><dd class="note">seed ${seed}, settings ${settings}</dd></div>
<div><dt>time</dt><dd>${duration(timing.elapsedMs)}</dd><dd class="note">reductions included</dd></div>
</dl>
${notes.length > 0 && markup`<ul class="notes">${notes.map((text) => markup`<li>${text}</li>`)}</ul>`}
</section>`;
}

function deviationList({ deviations }: Comparison): Markup {
  return markup`<section id="deviations" aria-labelledby="deviations-title">
<h2 id="deviations-title">Deviations in full</h2>
${deviations.map((deviation) => deviationArticle(deviation))}
</section>`;
}
