import type { Deviation } from '../../../model/index.ts';
import { clauseOf } from '../../../spec/index.ts';
import { reasonLines } from '../../terminal/explanation.ts';
import { counted } from '../../terminal/table.ts';
import type { Markup } from '../markup.ts';
import { markup, NOTHING, prose } from '../markup.ts';
import { policySection, replaySection, trialSection } from '../sections/finding-code.ts';
import type { FindingFacts } from '../sections/finding-facts.ts';
import { findingFigures, packetWay } from '../sections/finding-figures.ts';
import { codeBlock } from '../sections/policy-listing.ts';

/** One deviation with its smallest scenario: what happened, why it is wrong, what it looks like, how to see it again. */
export function deviationArticle(deviation: Deviation): Markup {
  const { number, engine, clause, finding, scenario, corpus, cases, expected, keys } = deviation;
  const id = `deviation-${number}`;
  const facts = factsOf(deviation, id);
  return markup`<article class="finding" id="${id}" aria-labelledby="${id}-title">
<header>
<p class="overline">#${number} · ${counted(corpus, 'answer')} to the corpus, ${counted(cases, 'generated case')}${
    expected && ' · expected'
  }</p>
<h3 id="${id}-title" tabindex="-1">${finding.summary}</h3>
<p class="path"><span>${engine}</span>${clause !== 'none' && markup`<span>${clause}</span>`}</p>
</header>
<div class="judgement">
${answers(deviation)}
${clausePanel(deviation)}
</div>
${finding.fault?.log !== undefined && codeBlock(finding.fault.log, 'log')}
${findingFigures(facts)}
${policySection(finding)}
${packetWay(finding)}
${replaySection(finding)}
<details class="trial"><summary>The scenario file</summary>
${codeBlock(scenario, 'scenario', `Scenario ${number}`, 'yaml')}
<p class="quiet">${keys.map((key) => markup`<code>${key}</code> `)}</p></details>
${trialSection(facts)}
</article>`;
}

function factsOf({ number, finding, keys, corpus, cases }: Deviation, id: string): FindingFacts {
  const { engine, property, direction, clause } = finding.key;
  const facets = { status: '', outcome: '', engine, property, direction, clause };
  return { finding, number, id, key: keys[0] ?? '', met: corpus + cases, facets };
}

function answers({ finding: { key, verdict } }: Deviation): Markup {
  return markup`<div class="answers">
<dl class="pair">
  <div class="expected"><dt>Expected</dt><dd class="${key.expected}">${key.expected}</dd></div>
  <div class="observed"><dt>Observed</dt><dd class="${key.observed}">${key.observed}</dd></div>
</dl>
${
  verdict !== undefined &&
  markup`<div class="why"><ul>${reasonLines(verdict.reasons).map((line) => markup`<li>${line.trim()}</li>`)}</ul></div>`
}
</div>`;
}

function clausePanel({ clause }: Deviation): Markup {
  const entry = clause === 'none' ? undefined : clauseOf(clause);
  if (entry === undefined) return NOTHING;
  return markup`<aside class="clause" aria-label="Clause ${entry.id}">
<p class="overline">Clause ${entry.id}</p>
<p class="statement">${prose(entry.statement)}</p>
<p class="mistake"><b>Typical mistake.</b> ${prose(entry.typicalMistake)}</p>
<p class="source">${entry.source}</p>
</aside>`;
}
