import type { CampaignResult } from '../../model/index.ts';
import { formatFindingKey } from '../../model/index.ts';
import type { CampaignClock } from './campaign-clock.ts';
import { campaignClock } from './campaign-clock.ts';
import type { CampaignOptions } from './campaign-options.ts';
import { conductCases } from './conduct/conduct-cases.ts';
import type { Course } from './conduct/course.ts';
import { casesByLane, startCourse } from './conduct/course.ts';
import { pacedSaving } from './conduct/paced-saving.ts';
import type { Crew } from './crew/crew.ts';
import { openCrew } from './crew/crew.ts';
import { WHOLE } from './lanes/shard.ts';
import type { CampaignRecord } from './record/campaign-record.ts';
import { recordOfCourse } from './record/record-of-course.ts';
import { resultOfRecord } from './record/result-of-record.ts';
import { replayCorpus } from './replay-corpus.ts';

/**
 * Runs a campaign: the corpus first, then generated cases, every property on every engine it applies to. The
 * result is the same for the same seed, cases and version, but for `timing`, however many workers there are; an
 * interrupted campaign still ends with a valid one.
 *
 * @throws FencepostError `io` where the store cannot be written, `internal` where too many workers die
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const clock = campaignClock(options);
  // Workers start while the corpus is replayed.
  const crew = await openCrew(options, clock);
  try {
    const record = await runWith(crew, options, clock);
    options.store?.record(record);
    return resultOfRecord(record, options.store?.pathOf);
  } finally {
    await crew.close();
  }
}

async function runWith(crew: Crew, options: CampaignOptions, clock: CampaignClock): Promise<CampaignRecord> {
  const { store, recorder, shard = WHOLE } = options;
  const startedAt = new Date().toISOString();
  const replayed = await replayCorpus(
    // The other shards leave the corpus to the first, so that together they replay it once.
    shard.index === 1 ? options : { ...options, corpus: [] },
    clock,
    (findings) =>
      options.onProgress?.({ phase: 'corpus', cases: 0, cells: 0, findings, elapsedMs: clock.elapsedMs() }),
  );
  const known = replayed.corpusFailures.map(({ draft }) => formatFindingKey(draft.finding.key));
  const course = startCourse(options, known, crew.stations.length);
  clock.startCases();
  const recordNow = (ended: CampaignRecord['ended']): CampaignRecord => {
    const [elapsedMs, caseMs, workers] = [clock.elapsedMs(), clock.caseMs(), crew.stations.length];
    return recordOfCourse(options, course, {
      ended,
      ...replayed,
      timing: { startedAt, elapsedMs, caseMs, workers },
    });
  };
  const saving = pacedSaving(() => store?.record(recordNow('unfinished')));
  await conductCases(course, {
    options,
    crew,
    stopped: clock.stopped,
    wantsCoverage: recorder === undefined ? () => false : saving.wantsCoverage,
    async afterwards() {
      if (store !== undefined) saving.saveNowAndThen(course.ledger.findings());
      showProgress(options, clock, course);
      await clock.breathe();
    },
  });
  return recordNow(endOf(options, course));
}

function showProgress(options: CampaignOptions, clock: CampaignClock, course: Course): void {
  options.onProgress?.({
    phase: 'cases',
    cases: casesByLane(course).reduce((total, cases) => total + cases, 0),
    cells: course.tallies.reduce((total, { cells }) => total + cells, 0),
    findings: course.ledger.findings(),
    elapsedMs: clock.elapsedMs(),
  });
}

function endOf({ signal }: CampaignOptions, { schedule }: Course): CampaignResult['ended'] {
  if (signal?.aborted === true) return 'interrupted';
  return schedule.complete() ? 'cases' : 'time';
}
