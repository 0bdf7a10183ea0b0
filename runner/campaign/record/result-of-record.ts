import type { CampaignResult, EngineTally, ExhaustiveProgress, Finding } from '../../../model/index.ts';
import { formatFindingKey } from '../../../model/index.ts';
import { smallScope } from '../../../generators/index.ts';
import { runOf } from '../lanes/lane.ts';
import { finishFinding } from '../findings/draft-finding.ts';
import type { CampaignRecord } from './campaign-record.ts';

/**
 * What a campaign came to, as it is told.
 *
 * @param pathOf where the scenario file of that text lies; `undefined` where nothing was saved
 */
export function resultOfRecord(
  record: CampaignRecord,
  pathOf: (text: string) => string | undefined = () => undefined,
): CampaignResult {
  const { pairs, timing, coverage, canaries, shards } = record;
  const findings = findingsOf(record, pathOf);
  const cases = sum(timing.lanes);
  const cells = sum(pairs.map((pair) => pair.cells));
  const { startedAt, elapsedMs, caseMs, workers, lanes } = timing;
  return {
    schema: 'fencepost-result/1',
    fencepost: record.fencepost,
    seed: record.seed,
    settings: record.settings.name,
    generator: record.generator,
    ...(shards.present.length === shards.of ? {} : { shards }),
    ended: record.ended,
    corpus: record.corpus,
    cases,
    ...(record.exhaustive === undefined ? {} : { exhaustive: progressOf(record, record.exhaustive) }),
    tallies: pairs.map((pair): EngineTally => tallyOf(pair, findings)),
    findings,
    occurrences: occurrencesOf(record),
    ...(coverage === undefined ? {} : { coverage }),
    ...(canaries === undefined ? {} : { canaries }),
    notes: record.notes,
    timing: {
      startedAt,
      elapsedMs: Math.round(elapsedMs),
      casesPerSecond: perSecond(cases, caseMs),
      cellsPerSecond: perSecond(cells, caseMs),
      workers,
      lanes,
    },
  };
}

/** How far it got; lanes go on side by side, and the last of them says what is complete. */
function progressOf(
  { timing, shards }: Pick<CampaignRecord, 'timing' | 'shards'>,
  total: number,
): ExhaustiveProgress {
  const { lanes } = timing;
  const walked = Math.min(total, ...lanes.map((steps, lane) => runOf(lane, steps)));
  const complete = shards.present.length < shards.of ? undefined : smallScope().completeAfter(walked);
  return { done: sum(lanes), total, ...(complete === undefined ? {} : { complete }) };
}

function tallyOf(
  { engine, version, property, cases, cells, skipped, trace }: CampaignRecord['pairs'][number],
  findings: readonly Finding[],
): EngineTally {
  const own = findings.filter(({ key }) => key.engine === engine && key.property === property);
  const counts = { cases, cells, skipped, ...(trace === undefined ? {} : { trace }) };
  return { engine, version, property, ...counts, findings: own.length };
}

/** Distinct by key: first what the corpus shows, then by case. */
function findingsOf(
  { corpusFailures, sightings, pairs }: CampaignRecord,
  pathOf: (text: string) => string | undefined,
): Finding[] {
  const findings = new Map<string, Finding>();
  const drafts = [
    ...corpusFailures,
    ...sightings.map(({ draft, pair }) => ({ draft, spec: pairs[pair]?.spec ?? '' })),
  ];
  for (const { draft, spec } of drafts) {
    if (draft === undefined) continue;
    const key = formatFindingKey(draft.finding.key);
    if (!findings.has(key)) findings.set(key, finishFinding(draft, spec, pathOf(draft.text)));
  }
  return [...findings.values()];
}

/** How often each finding's key was met, in the order of the keys. A violation counts for what it reduced to. */
function occurrencesOf({ corpusFailures, sightings }: CampaignRecord): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { key, count, draft } of [...corpusFailures, ...sightings]) {
    const own = draft === undefined ? key : formatFindingKey(draft.finding.key);
    counts.set(own, (counts.get(own) ?? 0) + count);
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function perSecond(count: number, ms: number): number {
  return ms > 0 ? Math.round((count * 1000) / ms) : 0;
}
