import type { CanaryFlight } from '../../../model/index.ts';
import { FencepostError } from '../../../model/index.ts';
import { bySight, MOST_REDUCTIONS } from '../findings/ledger.ts';
import { mergeCoverage } from '../../coverage/merge-coverage.ts';
import { addCounts } from '../lanes/tallies.ts';
import type { CampaignRecord, PairRecord, SightingRecord } from './campaign-record.ts';

/** A record and where it was read, for messages. */
export interface NamedRecord {
  readonly name: string;
  readonly record: CampaignRecord;
}

/**
 * Joins the records of shards, in any order, as if one machine had run them all: but for `timing`, the whole is
 * the same as that of a campaign in one piece.
 *
 * @throws FencepostError `input` for shards of different campaigns, and for one that is there twice
 */
export function mergeRecords(parts: readonly NamedRecord[]): CampaignRecord {
  const [first, ...rest] = [...parts].sort(
    (a, b) => (a.record.shards.present[0] ?? 0) - (b.record.shards.present[0] ?? 0),
  );
  if (first === undefined) throw new FencepostError('usage', 'there is nothing to join');
  for (const other of rest) requireSameCampaign(first, other);
  requireDistinctShards([first, ...rest]);
  const records = [first, ...rest].map(({ record }) => record);
  const present = records.flatMap(({ shards }) => shards.present).sort((a, b) => a - b);
  const { of } = first.record.shards;
  const recorded = records.flatMap(({ coverage }) => (coverage === undefined ? [] : [coverage]));
  return {
    ...first.record,
    shards: present.length === of ? { of: 1, present: [1] } : { of, present },
    ended: endOf(records),
    corpus: {
      files: sumOf(records, ({ corpus }) => corpus.files),
      expectations: sumOf(records, ({ corpus }) => corpus.expectations),
      failures: sumOf(records, ({ corpus }) => corpus.failures),
    },
    corpusFailures: records.flatMap(({ corpusFailures }) => corpusFailures),
    pairs: first.record.pairs.map((pair, index) => mergePairs(pair, records, index)),
    sightings: mergeSightings(records),
    ...(recorded.length === 0 ? {} : { coverage: mergeCoverage(recorded) }),
    ...mergeCanaries(records),
    notes: records.flatMap(({ notes }) => notes),
    timing: mergeTiming(records.map(({ timing }) => timing)),
  };
}

/** What must be the same in all shards of a campaign, as people name it. */
const IDENTITY: readonly (readonly [what: string, of: (record: CampaignRecord) => unknown])[] = [
  ['version of Fencepost', ({ fencepost }) => fencepost],
  ['generator', ({ generator }) => generator],
  ['seed', ({ seed }) => seed],
  ['number of cases', ({ cases }) => cases ?? 'as many as there is time for'],
  ['settings', ({ settings }) => settings],
  ['guidance', ({ guided }) => (guided === true ? 'on' : 'off')],
  ['number of small scenarios', ({ exhaustive }) => exhaustive ?? 'none'],
  ['number of shards', ({ shards }) => shards.of],
  ['counting of coverage', ({ coverage }) => (coverage === undefined ? 'off' : 'on')],
  ['limit of probes', ({ probes }) => probes ?? 'none'],
  [
    'list of engines and properties',
    ({ pairs }) => pairs.map(({ engine, version, property }) => `${engine} ${version} ${property}`),
  ],
];

function requireSameCampaign(a: NamedRecord, b: NamedRecord): void {
  for (const [what, of] of IDENTITY) {
    const [one, other] = [of(a.record), of(b.record)];
    if (JSON.stringify(one) === JSON.stringify(other)) continue;
    const values = typeof one === 'object' ? '' : `: ${String(one)} and ${String(other)}`;
    throw new FencepostError(
      'input',
      `${a.name} and ${b.name} are not of one campaign: the ${what} differs${values}`,
    );
  }
}

function requireDistinctShards(parts: readonly NamedRecord[]): void {
  const holders = new Map<number, string>();
  for (const { name, record } of parts) {
    for (const shard of record.shards.present) {
      const holder = holders.get(shard);
      if (holder !== undefined) {
        throw new FencepostError(
          'input',
          `${holder} and ${name} both hold shard ${shard}/${record.shards.of}`,
        );
      }
      holders.set(shard, name);
    }
  }
}

function endOf(records: readonly CampaignRecord[]): CampaignRecord['ended'] {
  const ends = new Set(records.map(({ ended }) => ended));
  for (const end of ['unfinished', 'interrupted', 'time'] as const) if (ends.has(end)) return end;
  return 'cases';
}

function mergePairs(pair: PairRecord, records: readonly CampaignRecord[], index: number): PairRecord {
  const counts = records.map(({ pairs }) => pairs[index]!).reduce((a, b) => ({ ...a, ...addCounts(a, b) }));
  const { cases, cells, skipped, trace } = counts;
  return { ...pair, cases, cells, skipped, ...(trace === undefined ? {} : { trace }) };
}

/**
 * Of each key the earliest case, and of each pair the first {@link MOST_REDUCTIONS} keys: as the ledger chooses.
 * What is among the first of all shards is among the first of its own, and so was reduced there.
 */
function mergeSightings(records: readonly CampaignRecord[]): SightingRecord[] {
  const byKey = new Map<string, SightingRecord>();
  for (const sighting of records.flatMap(({ sightings }) => sightings)) {
    const known = byKey.get(sighting.key);
    const earlier = known === undefined || bySight(sighting, known) < 0 ? sighting : known;
    byKey.set(sighting.key, { ...earlier, count: sighting.count + (known?.count ?? 0) });
  }
  const spent = new Map<number, number>();
  return [...byKey.values()].sort(bySight).map(({ draft, ...sighting }) => {
    const rank = spent.get(sighting.pair) ?? 0;
    spent.set(sighting.pair, rank + 1);
    return draft === undefined || rank >= MOST_REDUCTIONS ? sighting : { ...sighting, draft };
  });
}

/** All shards fly the same canaries; what one of them missed was missed. */
function mergeCanaries(records: readonly CampaignRecord[]): Pick<CampaignRecord, 'canaries'> {
  const flights = new Map<string, CanaryFlight>();
  for (const flight of records.flatMap(({ canaries = [] }) => canaries)) {
    if (flights.get(flight.engine)?.caught !== false) flights.set(flight.engine, flight);
  }
  return flights.size === 0 ? {} : { canaries: [...flights.values()] };
}

function mergeTiming(timings: readonly CampaignRecord['timing'][]): CampaignRecord['timing'] {
  return {
    startedAt: timings.map(({ startedAt }) => startedAt).reduce((a, b) => (a < b ? a : b)),
    elapsedMs: Math.max(...timings.map(({ elapsedMs }) => elapsedMs)),
    caseMs: Math.max(...timings.map(({ caseMs }) => caseMs)),
    workers: timings.reduce((total, { workers }) => total + workers, 0),
    lanes: timings.map(({ lanes }) => lanes).reduce((a, b) => a.map((count, lane) => count + (b[lane] ?? 0))),
  };
}

function sumOf(records: readonly CampaignRecord[], of: (record: CampaignRecord) => number): number {
  return records.reduce((total, record) => total + of(record), 0);
}
