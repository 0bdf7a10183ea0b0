import type { Finding, VerdictMatrix } from '../../../model/index.ts';
import { CELL_LETTERS, NAMESPACE_NAME_LABEL } from '../../../model/index.ts';
import type { Child, Markup } from '../markup.ts';
import { markup, NOTHING } from '../markup.ts';
import { addressLinePicture } from '../pictures/addresses/address-line.ts';
import { clusterPicture } from '../pictures/cluster/cluster-picture.ts';
import { packetTrace } from '../pictures/packet-trace.ts';
import { timelinePicture } from '../pictures/time/timeline.ts';
import { verdictMatrixPicture } from '../pictures/verdict-matrix.ts';
import { eventList } from './event-list.ts';
import type { FindingFacts } from './finding-facts.ts';

/** All pictures of a finding, as far as there is something to draw. */
export function findingFigures(facts: FindingFacts): Markup {
  const figures = [clusterFigure(facts), matrixFigure(facts), lineFigure(facts), timeFigure(facts)];
  return markup`<div class="figures">${figures}</div>`;
}

/** The way of the packet, where somebody followed it. */
export function packetWay({ trace, evidence }: Finding): Markup {
  const shown = trace ?? evidence?.trace;
  return shown === undefined ? NOTHING : figure('The way of the packet', 'text', packetTrace(shown));
}

/** A picture with its heading and legend; a wide one scrolls by itself, by keys too. */
function figure(title: string, kind: string, drawing: Markup, legend: Child = undefined): Markup {
  return markup`<figure class="figure ${kind}">
<h4>${title}</h4>
<div class="scroll" tabindex="0" role="region" aria-label="${title}">${drawing}</div>
${legend !== undefined && markup`<figcaption>${legend}</figcaption>`}
</figure>`;
}

function clusterFigure({ finding, id }: FindingFacts): Markup {
  const { scenario, flow, verdict, key } = finding;
  const { expected, observed } = key;
  const shown =
    flow === undefined
      ? undefined
      : { flow, expected, observed, ...(verdict === undefined ? {} : { verdict }) };
  const drawing = clusterPicture(`${id}-cluster`, scenario.cluster, shown);
  return figure('The cluster', 'cluster', drawing, namespaceNote(finding));
}

/** Labels of namespaces decide as those of pods do, and have no box of their own. */
function namespaceNote({ scenario }: Finding): Child {
  const noted = scenario.cluster.namespaces.map(({ name, labels }) => {
    const own = Object.entries(labels)
      .filter(([key]) => key !== NAMESPACE_NAME_LABEL)
      .map(([key, value]) => `${key}=${value}`);
    return markup`<li><b>${name}</b>${own.length > 0 && ` ${own.join(', ')}`}</li>`;
  });
  return noted.length === 0
    ? undefined
    : markup`<ul class="namespaces" aria-label="Namespaces">${noted}</ul>`;
}

function matrixFigure({ finding, id }: FindingFacts): Markup {
  const matrix = finding.evidence?.matrix;
  if (matrix === undefined) return NOTHING;
  const drawing = verdictMatrixPicture(`${id}-matrix`, matrix);
  return figure(`Who reaches whom on ${matrix.title}`, 'matrix', drawing, matrixLegend(matrix));
}

function matrixLegend({ expected, observed }: VerdictMatrix): Markup {
  const letters = [...expected, ...observed].join('');
  return legendOf(
    ['allow', 'allowed'],
    ['deny', 'denied'],
    ['differs', 'differs: above what is expected, below what was observed'],
    ['here', 'the finding’s flow'],
    letters.includes(CELL_LETTERS.open) && markup`<b>?</b> left to the plugin`,
    letters.includes(CELL_LETTERS.unsupported) && markup`<b>u</b> the engine cannot say`,
  );
}

function lineFigure({ finding, id }: FindingFacts): Markup {
  const { scenario, flow } = finding;
  const drawing = flow === undefined ? NOTHING : addressLinePicture(`${id}-line`, scenario.cluster, flow);
  return drawing === NOTHING
    ? NOTHING
    : figure('Addresses, blocks and excepts', 'line', drawing, LINE_LEGEND);
}

const LINE_LEGEND = legendOf(
  ['held', 'block'],
  ['excepted', 'except'],
  ['in', 'address inside'],
  ['out', 'address excepted'],
  markup`widths go by the logarithm of the number of addresses`,
);

function timeFigure({ finding, id }: FindingFacts): Markup {
  const timeline = finding.evidence?.timeline;
  if (timeline === undefined) return NOTHING;
  const drawing = timelinePicture(`${id}-time`, timeline);
  return figure('What each node knew', 'time', drawing, [TIME_LEGEND, eventList(timeline)]);
}

const TIME_LEGEND = legendOf(
  ['knows', 'up to date'],
  ['behind', 'behind the API server'],
  ['outage', 'agent down'],
);

/** What marks mean: a key and its words, or words alone. */
function legendOf(...entries: readonly (readonly [key: string, words: string] | Markup | false)[]): Markup {
  const items = entries.map((entry) => {
    if (entry === false) return NOTHING;
    if ('markup' in entry) return markup`<li>${entry}</li>`;
    const [key, words] = entry;
    return markup`<li><i class="key ${key}"></i>${words}</li>`;
  });
  return markup`<ul class="legend">${items}</ul>`;
}
