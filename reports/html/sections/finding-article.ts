import type { CampaignResult, Finding, NetworkPolicy, Verdict, VerdictMatrix } from '../../../model/index.ts';
import { CELL_LETTERS, objectKey } from '../../../model/index.ts';
import { clauseOf } from '../../../spec/index.ts';
import { reasonLines } from '../../terminal/explanation.ts';
import type { Child, Markup } from '../markup.ts';
import { markup, NOTHING, prose } from '../markup.ts';
import { addressLinePicture } from '../pictures/addresses/address-line.ts';
import { clusterPicture } from '../pictures/cluster/cluster-picture.ts';
import { packetTrace } from '../pictures/packet-trace.ts';
import { timelinePicture } from '../pictures/time/timeline.ts';
import { verdictMatrixPicture } from '../pictures/verdict-matrix.ts';
import { eventList } from './event-list.ts';
import type { Facet, FindingFacts } from './finding-facts.ts';
import { FACETS } from './finding-facts.ts';
import { historySteps } from './history-steps.ts';
import { copyButton, policyListing } from './policy-listing.ts';
import { provenance } from './provenance.ts';

/** Everything about one finding: what happened, why it is wrong, what it looks like, how to see it again. */
export function findingArticle(facts: FindingFacts, result: CampaignResult): Markup {
  const { finding, number, id, facets, met } = facts;
  const attributes = (Object.keys(FACETS) as Facet[]).map(
    (facet) => markup` data-${facet}="${facets[facet]}"`,
  );
  return markup`<article class="finding" id="${id}" aria-labelledby="${id}-title"${attributes}>
<header><p class="overline">Finding ${number}${facets.status !== '' && markup` · <em class="${facets.status}">${facets.status}</em>`}${met > 1 && ` · met ${met} times`}</p>
<h3 id="${id}-title" tabindex="-1">${finding.summary}</h3>
<p class="path">${[facets.engine, facets.property, facets.direction].filter((part) => part !== '').map((part) => markup`<span>${part}</span>`)}</p></header>
<div class="judgement">${answers(finding)}${clausePanel(finding)}</div>
${finding.fault !== undefined && faultPanel(finding.fault)}
${pictures(facts)}
${policies(finding)}
${historySteps(finding.scenario, finding.verdict?.reasons)}
${packetWay(finding)}
${replay(finding)}
${provenance(facts, result)}
</article>`;
}

/** What must be and what was, with the reasons of the specification. */
function answers({ key, verdict }: Finding): Markup {
  return markup`<div class="answers"><dl class="pair"><div class="expected"><dt>Expected</dt><dd class="${key.expected}">${key.expected}</dd></div><div class="observed"><dt>Observed</dt><dd class="${key.observed}">${key.observed}</dd></div></dl>${
    verdict !== undefined && reasons(verdict)
  }</div>`;
}

function reasons({ basis, reasons: why }: Verdict): Markup {
  const by =
    basis.kind === 'mandated' ? 'Mandated by the API' : `Left to the plugin (${basis.options.join(', ')})`;
  return markup`<div class="why"><p>${by}, by ${why.clauses.map((clause, index) => markup`${index > 0 && ', '}${clauseLink(clause)}`)}.</p><ul>${reasonLines(why).map((line) => markup`<li>${line.trim()}</li>`)}</ul></div>`;
}

function clauseLink(id: string): Markup {
  return markup`<a href="#clause-${id}">${id}</a>`;
}

/** The clause that the engine seems to read wrongly, in its own words. */
function clausePanel({ key }: Finding): Markup {
  const clause = key.clause === 'none' ? undefined : clauseOf(key.clause);
  if (clause === undefined) return NOTHING;
  return markup`<aside class="clause" aria-label="Clause ${clause.id}"><p class="overline">Clause ${clauseLink(clause.id)} · ${CLASSES[clause.class]}</p><p class="statement">${prose(clause.statement)}</p><p class="mistake"><b>Typical mistake.</b> ${prose(clause.typicalMistake)}</p><p class="source">${clause.source}</p></aside>`;
}

const CLASSES = {
  MANDATED: 'mandated',
  'LEFT-TO-PLUGIN': 'left to the plugin',
  UNDOCUMENTED: 'undocumented',
} as const;

function faultPanel({ kind, detail, log }: NonNullable<Finding['fault']>): Markup {
  return markup`<div class="fault"><p><b>${kind}.</b> ${detail}</p>${
    log !== undefined &&
    markup`<pre tabindex="0" role="region" aria-label="What the engine wrote"><code>${log}</code></pre>`
  }</div>`;
}

function pictures({ finding, id }: FindingFacts): Markup {
  const { scenario, flow, verdict, key, evidence } = finding;
  const shown =
    flow === undefined
      ? undefined
      : {
          flow,
          expected: key.expected,
          observed: key.observed,
          ...(verdict === undefined ? {} : { verdict }),
        };
  const line = flow === undefined ? NOTHING : addressLinePicture(`${id}-line`, scenario.cluster, flow);
  const matrix = evidence?.matrix;
  const timeline = evidence?.timeline;
  return markup`<div class="figures">${figure('The cluster', clusterPicture(`${id}-cluster`, scenario.cluster, shown), 'cluster', namespaceNote(finding))}${
    matrix !== undefined &&
    figure(
      `Who reaches whom on ${matrix.title}`,
      verdictMatrixPicture(`${id}-matrix`, matrix),
      'matrix',
      matrixLegend(matrix),
    )
  }${line !== NOTHING && figure('Addresses, blocks and excepts', line, 'line', LINE_LEGEND)}${
    timeline !== undefined &&
    figure(
      'What each node knew',
      markup`${timelinePicture(`${id}-time`, timeline)}`,
      'time',
      markup`${TIME_LEGEND}${eventList(timeline)}`,
    )
  }</div>`;
}

function packetWay({ trace, evidence }: Finding): Child {
  const shown = trace ?? evidence?.trace;
  return shown && figure('The way of the packet', packetTrace(shown), 'text');
}

/** A picture with its heading and legend; a wide one scrolls by itself, by keys too. */
export function figure(title: string, drawing: Markup, kind: string, legend: Child = undefined): Markup {
  return markup`<figure class="figure ${kind}"><h4>${title}</h4><div class="scroll" tabindex="0" role="region" aria-label="${title}">${drawing}</div>${
    legend !== undefined && markup`<figcaption>${legend}</figcaption>`
  }</figure>`;
}

/** Labels of namespaces decide as those of pods do, and have no box of their own. */
function namespaceNote({ scenario }: Finding): Child {
  const { namespaces } = scenario.cluster;
  const noted = namespaces.map(({ name, labels }) => {
    const own = Object.entries(labels)
      .filter(([key]) => key !== 'kubernetes.io/metadata.name')
      .map(([key, value]) => `${key}=${value}`);
    return markup`<li><b>${name}</b>${own.length > 0 && ` ${own.join(', ')}`}</li>`;
  });
  return noted.length === 0
    ? undefined
    : markup`<ul class="namespaces" aria-label="Namespaces">${noted}</ul>`;
}

function matrixLegend({ expected, observed }: VerdictMatrix): Markup {
  const letters = [...expected, ...observed].join('');
  return markup`<ul class="legend"><li><i class="key allow"></i>allowed</li><li><i class="key deny"></i>denied</li><li><i class="key differs"></i>differs: above what is expected, below what was observed</li><li><i class="key here"></i>the finding’s flow</li>${
    letters.includes(CELL_LETTERS.open) && markup`<li><b>?</b> left to the plugin</li>`
  }${letters.includes(CELL_LETTERS.unsupported) && markup`<li><b>u</b> the engine cannot say</li>`}</ul>`;
}

const LINE_LEGEND = markup`<ul class="legend"><li><i class="key held"></i>block</li><li><i class="key excepted"></i>except</li><li><i class="key in"></i>address inside</li><li><i class="key out"></i>address excepted</li><li>widths go by the logarithm of the number of addresses</li></ul>`;
const TIME_LEGEND = markup`<ul class="legend"><li><i class="key knows"></i>up to date</li><li><i class="key behind"></i>behind the API server</li><li><i class="key outage"></i>agent down</li></ul>`;

function policies({ scenario, verdict }: Finding): Markup {
  const all = scenario.cluster.policies.toSorted((a, b) => partIn(b, verdict) - partIn(a, verdict));
  const when = scenario.steps.length > 0 ? ' at the start' : '';
  if (all.length === 0) return markup`<p class="quiet">There is no policy${when}.</p>`;
  const drawn = all.slice(0, MOST_POLICIES);
  const rest = all.length - drawn.length;
  return markup`<section class="policies"><h4>${all.length === 1 ? 'The policy' : `The ${all.length} policies`}${when}</h4><div class="columns">${drawn.map((policy) => policyListing(policy, verdict?.reasons))}</div>${rest > 0 && markup`<p class="quiet">${rest} more are in the scenario’s file.</p>`}</section>`;
}

/** 1 for a policy that isolates an end of the flow, and so is read first. */
function partIn(policy: NetworkPolicy, verdict: Verdict | undefined): number {
  const sides = [verdict?.reasons.egress, verdict?.reasons.ingress];
  return sides.some((side) => side?.isolatedBy.includes(objectKey(policy))) ? 1 : 0;
}

/** A case that could not be reduced may have dozens. */
const MOST_POLICIES = 8;

function replay({ reproduce }: Finding): Markup {
  return markup`<section class="replay"><h4>See it again</h4><div class="copyable"><pre tabindex="0" role="region" aria-label="Command to replay"><code>${reproduce}</code></pre>${copyButton('command')}</div></section>`;
}
