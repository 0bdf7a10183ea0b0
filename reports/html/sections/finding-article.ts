import type { CampaignResult, Finding, Verdict } from '../../../model/index.ts';
import { clauseOf } from '../../../spec/index.ts';
import { reasonLines } from '../../terminal/explanation.ts';
import type { Markup } from '../markup.ts';
import { markup, NOTHING, prose } from '../markup.ts';
import { policySection, replaySection, trialSection } from './finding-code.ts';
import type { Facet, FindingFacts } from './finding-facts.ts';
import { FACETS } from './finding-facts.ts';
import { findingFigures, packetWay } from './finding-figures.ts';
import { historySteps } from './history-steps.ts';
import { provenance } from './provenance.ts';

/** Everything about one finding: what happened, why it is wrong, what it looks like, how to see it again. */
export function findingArticle(facts: FindingFacts, result: CampaignResult): Markup {
  const { finding, id, facets } = facts;
  const attributes = (Object.keys(FACETS) as Facet[]).map(
    (facet) => markup` data-${facet}="${facets[facet]}"`,
  );
  return markup`<article class="finding" id="${id}" aria-labelledby="${id}-title"${attributes}>
${head(facts)}
<div class="judgement">
${answers(finding)}
${clausePanel(finding)}
</div>
${finding.fault !== undefined && faultPanel(finding.fault)}
${findingFigures(facts)}
${policySection(finding)}
${historySteps(finding.scenario, finding.verdict?.reasons)}
${packetWay(finding)}
${replaySection(finding)}
${trialSection(facts)}
${provenance(facts, result)}
</article>`;
}

function head({ finding, number, id, facets, met }: FindingFacts): Markup {
  const { status, engine, property, direction } = facets;
  const way = [engine, property, direction].filter((part) => part !== '');
  return markup`<header>
<p class="overline">
  Finding ${number}
  ${status !== '' && markup` · <em class="${status}">${status}</em>`}
  ${met > 1 && ` · met ${met} times`}
</p>
<h3 id="${id}-title" tabindex="-1">${finding.summary}</h3>
<p class="path">${way.map((part) => markup`<span>${part}</span>`)}</p>
</header>`;
}

/** What must be and what was, with the reasons of the specification. */
function answers({ key: { expected, observed }, verdict }: Finding): Markup {
  return markup`<div class="answers">
<dl class="pair">
  <div class="expected"><dt>Expected</dt><dd class="${expected}">${expected}</dd></div>
  <div class="observed"><dt>Observed</dt><dd class="${observed}">${observed}</dd></div>
</dl>
${verdict !== undefined && reasons(verdict)}
</div>`;
}

function reasons({ basis, reasons: why }: Verdict): Markup {
  const by =
    basis.kind === 'mandated' ? 'Mandated by the API' : `Left to the plugin (${basis.options.join(', ')})`;
  const clauses = why.clauses.map((clause, index) => markup`${index > 0 && ', '}${clauseLink(clause)}`);
  return markup`<div class="why">
<p>${by}, by ${clauses}.</p>
<ul>${reasonLines(why).map((line) => markup`<li>${line.trim()}</li>`)}</ul>
</div>`;
}

function clauseLink(id: string): Markup {
  return markup`<a href="#clause-${id}">${id}</a>`;
}

/** The clause that the engine seems to read wrongly, in its own words. */
function clausePanel({ key }: Finding): Markup {
  const clause = key.clause === 'none' ? undefined : clauseOf(key.clause);
  if (clause === undefined) return NOTHING;
  const { id, statement, typicalMistake, source } = clause;
  return markup`<aside class="clause" aria-label="Clause ${id}">
<p class="overline">Clause ${clauseLink(id)} · ${CLASSES[clause.class]}</p>
<p class="statement">${prose(statement)}</p>
<p class="mistake"><b>Typical mistake.</b> ${prose(typicalMistake)}</p>
<p class="source">${source}</p>
</aside>`;
}

const CLASSES = {
  MANDATED: 'mandated',
  'LEFT-TO-PLUGIN': 'left to the plugin',
  UNDOCUMENTED: 'undocumented',
} as const;

function faultPanel({ kind, detail, log }: NonNullable<Finding['fault']>): Markup {
  return markup`<div class="fault">
<p><b>${kind}.</b> ${detail}</p>
${log !== undefined && markup`<pre tabindex="0" role="region" aria-label="What the engine wrote"><code>${log}</code></pre>`}
</div>`;
}
