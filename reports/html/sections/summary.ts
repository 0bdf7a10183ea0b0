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
  const compared = cellsOf(result) + result.corpus.expectations;
  return markup`<section class="summary" aria-labelledby="result">
<h1 id="result" class="${resultClass(facts, compared)}">${headline(result, facts, compared)}</h1>
<p class="lead">${lead(result, facts)}</p>
<dl class="tiles">${tilesOf(result, share).map(tileMark)}</dl>
${comparedTable(result)}
${result.notes.length > 0 && markup`<ul class="notes">${result.notes.map((text) => markup`<li>${text}</li>`)}</ul>`}
</section>`;
}

function cellsOf({ tallies }: CampaignResult): number {
  return tallies.reduce((total, { cells }) => total + cells, 0);
}

/** A large number, what it counts, and something about it. */
interface Tile {
  readonly value: string;
  readonly name: string;
  readonly note: Child;
}

function tilesOf(result: CampaignResult, share: DecidedShare | undefined): Tile[] {
  const { cases, seed, settings, corpus, timing } = result;
  const failures = corpus.failures === 0 ? 'all held' : counted(corpus.failures, 'failure');
  const tiles: Tile[] = [
    { value: grouped(cases), name: 'generated cases', note: `seed ${seed}, settings ${settings}` },
    {
      value: short(cellsOf(result)),
      name: 'verdicts compared',
      note: `${grouped(timing.cellsPerSecond)} a second`,
    },
    {
      value: grouped(corpus.expectations),
      name: 'expectations of the corpus',
      note: `${counted(corpus.files, 'scenario')}, ${failures}`,
    },
  ];
  if (share === undefined) return tiles;
  const percent = Math.floor((share.decided * 100) / Math.max(1, share.of));
  return [
    ...tiles,
    {
      value: `${grouped(share.decided)} of ${grouped(share.of)}`,
      name: 'mandated clauses decided a verdict',
      note: markup`<a href="#coverage">${percent}%</a>`,
    },
  ];
}

function tileMark({ value, name, note }: Tile): Markup {
  return markup`<div><dt>${name}</dt><dd>${value}</dd><dd class="note">${note}</dd></div>`;
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
  { ended, timing, tallies, fencepost, shards }: CampaignResult,
  facts: readonly FindingFacts[],
): Child {
  const engines = counted(new Set(tallies.map(({ engine }) => engine)).size, 'engine');
  const fresh = facts.filter(({ facets }) => facets.status === 'new').length;
  const known = facts.filter(({ facets }) => facets.status === 'known').length;
  const split = fresh + known === 0 ? '' : ` ${grouped(fresh)} new, ${grouped(known)} known.`;
  const part = shards === undefined ? '' : ` Shards ${shards.present.join(', ')} of ${shards.of} alone.`;
  const begun = timing.startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC');
  const time = markup`<time datetime="${timing.startedAt}">${begun}</time>`;
  return markup`${engines} in ${duration(timing.elapsedMs)}, begun ${time}, Fencepost ${fencepost}.${split}${part}${ENDS[ended]}`;
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

/** More rows than this are folded at first. */
const MOST_ROWS = 8;

/** Engines down, properties across would hide versions and reasons: a row for each pair. */
function comparedTable({ tallies }: CampaignResult): Markup {
  return markup`<details class="compared"${tallies.length <= MOST_ROWS && ' open'}>
<summary>What was compared</summary>
<div class="scroll" tabindex="0" role="region" aria-label="What was compared"><table>
<thead><tr>
  <th scope="col">engine</th>
  <th scope="col">property</th>
  <th scope="col" class="digits">cases</th>
  <th scope="col" class="digits">verdicts</th>
  <th scope="col" class="digits">findings</th>
  <th scope="col">skipped</th>
</tr></thead>
<tbody>${tallies.map(tallyRow)}</tbody>
</table></div>
</details>`;
}

function tallyRow({ engine, version, property, cases, cells, findings, skipped }: EngineTally): Markup {
  const reasons = Object.entries(skipped).map(([reason, count]) => `${reason} ${grouped(count)}`);
  const state = findings > 0 ? 'bad' : cells === 0 ? 'void' : 'good';
  return markup`<tr class="${state}">
<th scope="row">${engine} <small>${version}</small></th>
<td>${property}</td>
<td class="digits">${grouped(cases)}</td>
<td class="digits">${cells === 0 ? 'none' : grouped(cells)}</td>
<td class="digits found">${grouped(findings)}</td>
<td class="skipped">${reasons.join(', ')}</td>
</tr>`;
}
