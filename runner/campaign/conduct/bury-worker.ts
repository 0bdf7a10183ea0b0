import { generateScenario } from '../../../generators/index.ts';
import type { FindingOrigin } from '../../../model/index.ts';
import { FencepostError, formatFindingKey } from '../../../model/index.ts';
import type { Violation } from '../../../properties/index.ts';
import type { CampaignOptions } from '../campaign-options.ts';
import type { Course } from './course.ts';
import type { LastWords } from '../crew/black-box.ts';
import { WorkerDeath } from '../crew/black-box.ts';
import type { RoundOrder } from '../crew/station.ts';
import { draftAsFound } from '../findings/draft-finding.ts';

/** Workers that may die before the campaign is given up: something is wrong that no case is to blame for. */
const MOST_DEATHS = 32;

/**
 * What follows when a worker dies. The case that it was at is a finding and is not tried again; its lanes go on
 * from their last completed round, with guides that have forgotten what they learnt.
 *
 * @param order what it had been told to run, if it had
 * @throws anything that is no death, and the death of too many
 */
export function buryWorker(
  course: Course,
  options: CampaignOptions,
  error: unknown,
  station: number,
  order?: RoundOrder,
): void {
  if (!(error instanceof WorkerDeath)) throw error;
  const { message, lastWords } = error;
  course.notes.push(noteOf(message, lastWords));
  if (course.notes.length >= MOST_DEATHS) {
    throw new FencepostError('internal', `${MOST_DEATHS} workers have died; the last one: ${message}`);
  }
  course.ledger.abandon(station);
  course.coverage.push(course.coverage[station] ?? []);
  course.coverage[station] = [];
  if (lastWords.doing !== 'check' || order === undefined) return;
  course.schedule.skip(order.lane, lastWords.run);
  const { run, pair } = lastWords;
  const origin: FindingOrigin = { kind: 'generated', seed: options.seed, run };
  const draft = draftAsFound(course.pairs[pair]!, deathOf(course, options, message, lastWords), origin);
  const key = formatFindingKey(draft.finding.key);
  course.ledger.take({ sightings: [{ key, run, pair, draft }], counts: [[key, 1]] });
}

/** The violation that a worker's death is. */
function deathOf(
  { pairs }: Course,
  { seed, settings }: CampaignOptions,
  message: string,
  { run, pair, scenario }: Extract<LastWords, { readonly doing: 'check' }>,
): Violation {
  return {
    summary: `${pairs[pair]!.engine.name}: the worker died over this case: ${message}`,
    direction: 'none',
    expected: 'an answer',
    observed: 'crash',
    scenario: scenario ?? generateScenario(seed, run, settings),
    fault: { kind: 'crash', detail: message },
  };
}

function noteOf(message: string, lastWords: LastWords): string {
  switch (lastWords.doing) {
    case 'check':
      return `a worker died over case ${lastWords.run}: ${message}`;
    case 'reduction':
      return `a worker died over a reduction; what it was to reduce stays as it was found: ${message}`;
    case 'nothing':
      return `a worker died between two tasks: ${message}`;
  }
}
