import type { CampaignResult, EngineTally } from '../../../model/index.ts';
import { counted, duration, grouped } from '../../terminal/table.ts';
import type { Child, Markup } from '../markup.ts';
import { markup } from '../markup.ts';
import type { FindingFacts } from './finding-facts.ts';

/** How many of the clauses that could be judged were. */
export interface DecidedShare {
  readonly decided: number;
  readonly of: number;
}

/** What ran and whether it held: the first thing anybody wants to know. */
export function summary(
  result: CampaignResult,
  facts: readonly FindingFacts[],
  share: DecidedShare | undefined,
): Markup {
  const cells = result.tallies.reduce((total, tally) => total + tally.cells, 0);
  const compared = cells + result.corpus.expectations;
  const engines = new Set(result.tallies.map(({ engine }) => engine)).size;
  const tiles: readonly (readonly [value: string, name: string, note: Child])[] = [
    [grouped(result.cases), 'generated cases', `seed ${result.seed}, settings ${result.settings}`],
    [short(cells), 'verdicts compared', `${grouped(result.timing.cellsPerSecond)} a second`],
    [
      grouped(result.corpus.expectations),
      'expectations of the corpus',
      `${counted(result.corpus.files, 'scenario')}, ${result.corpus.failures === 0 ? 'all held' : `${counted(result.corpus.failures, 'failure')}`}`,
    ],
    ...(share === undefined
      ? []
      : [
          [
            `${grouped(share.decided)} of ${grouped(share.of)}`,
            'mandated clauses decided a verdict',
            markup`<a href="#coverage">${Math.floor((share.decided * 100) / Math.max(1, share.of))}%</a>`,
          ] as const,
        ]),
  ];
  return markup`<section class="summary" aria-labelledby="result">
<h1 id="result" class="${resultClass(facts, compared)}">${headline(result, facts, compared)}</h1>
<p class="lead">${lead(result, facts, engines)}</p>
<dl class="tiles">${tiles.map(([value, name, note]) => markup`<div><dt>${name}</dt><dd>${value}</dd><dd class="note">${note}</dd></div>`)}</dl>
${comparedTable(result)}
${result.notes.length > 0 && markup`<ul class="notes">${result.notes.map((text) => markup`<li>${text}</li>`)}</ul>`}
</section>`;
}

function resultClass(facts: readonly FindingFacts[], compared: number): string {
  if (facts.length > 0) return 'bad';
  return compared === 0 ? 'void' : 'good';
}

function headline({ occurrences }: CampaignResult, facts: readonly FindingFacts[], compared: number): string {
  if (facts.length > 0) {
    const met = Object.values(occurrences).reduce((total, count) => total + count, 0);
    const times = met > facts.length ? `, met ${counted(met, 'time')}` : '';
    return `${counted(facts.length, 'distinct finding')}${times}`;
  }
  // An empty run is never a pass.
  return compared === 0 ? 'Nothing was compared' : 'Everything held';
}

function lead(
  { ended, timing, fencepost }: CampaignResult,
  facts: readonly FindingFacts[],
  engines: number,
): Child {
  const fresh = facts.filter(({ facets }) => facets.status === 'new').length;
  const known = facts.filter(({ facets }) => facets.status === 'known').length;
  const split = fresh + known === 0 ? '' : ` ${grouped(fresh)} new, ${grouped(known)} known.`;
  const end = ENDS[ended];
  return markup`${counted(engines, 'engine')} in ${duration(timing.elapsedMs)}, begun <time datetime="${timing.startedAt}">${timing.startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}</time>, Fencepost ${fencepost}.${split}${end}`;
}

const ENDS: Readonly<Record<CampaignResult['ended'], string>> = {
  cases: '',
  time: '',
  interrupted: ' It was interrupted: the numbers are those up to then.',
  unfinished: ' It never ended: the numbers are those up to its last round.',
};

/** `62.7 million`, `1,234` */
function short(value: number): string {
  return value < 1_000_000
    ? grouped(value)
    : `${(value / 1_000_000).toFixed(value < 10_000_000 ? 2 : 1)} million`;
}

/** Engines down, properties across would hide versions and reasons: a row for each pair. */
function comparedTable({ tallies }: CampaignResult): Markup {
  return markup`<details class="compared" ${tallies.length <= 8 && 'open'}><summary>What was compared</summary><div class="scroll" tabindex="0" role="region" aria-label="What was compared"><table><thead><tr><th scope="col">engine</th><th scope="col">property</th><th scope="col" class="digits">cases</th><th scope="col" class="digits">verdicts</th><th scope="col" class="digits">findings</th><th scope="col">skipped</th></tr></thead><tbody>${tallies.map(tallyRow)}</tbody></table></div></details>`;
}

function tallyRow({ engine, version, property, cases, cells, findings, skipped }: EngineTally): Markup {
  const reasons = Object.entries(skipped).map(([reason, count]) => `${reason} ${grouped(count)}`);
  const state = findings > 0 ? 'bad' : cells === 0 ? 'void' : 'good';
  return markup`<tr class="${state}"><th scope="row">${engine} <small>${version}</small></th><td>${property}</td><td class="digits">${grouped(cases)}</td><td class="digits">${cells === 0 ? 'none' : grouped(cells)}</td><td class="digits found">${grouped(findings)}</td><td class="skipped">${reasons.join(', ')}</td></tr>`;
}
