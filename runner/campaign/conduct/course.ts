import { LANES } from '../../../generators/index.ts';
import type { CoverageRow } from '../../../model/index.ts';
import type { CampaignOptions } from '../campaign-options.ts';
import type { Ledger } from '../findings/ledger.ts';
import { createLedger } from '../findings/ledger.ts';
import { lanesOf, WHOLE } from '../lanes/shard.ts';
import type { Pair, PairCounts } from '../lanes/tallies.ts';
import { NO_COUNTS, pairsOf } from '../lanes/tallies.ts';
import type { Schedule } from './schedule.ts';
import { createSchedule } from './schedule.ts';

/** All that is known of a campaign's cases while they are run. */
export interface Course {
  readonly pairs: readonly Pair[];
  readonly schedule: Schedule;
  readonly ledger: Ledger;
  /** By pair. */
  readonly tallies: PairCounts[];
  /** Workers that died. */
  readonly notes: string[];
  /** What was decided, by station, as far as they have told; behind them what dead workers had told. */
  readonly coverage: (readonly CoverageRow[])[];
}

/**
 * The course before its first case.
 *
 * @param known keys of findings that the corpus has shown
 * @param stations who runs the lanes
 */
export function startCourse(options: CampaignOptions, known: readonly string[], stations: number): Course {
  const {
    engines,
    properties,
    cases,
    shard = WHOLE,
    store,
    onFinding,
    specOf = ({ name }) => name,
  } = options;
  const pairs = pairsOf(engines, properties);
  return {
    pairs,
    schedule: createSchedule(lanesOf(shard), cases),
    ledger: createLedger({ store, onFinding, specOf: (pair) => specOf(pairs[pair]!.engine), known }),
    tallies: pairs.map(() => NO_COUNTS),
    notes: [],
    coverage: Array.from({ length: stations }, () => []),
  };
}

/** Cases done, of every lane of the campaign. */
export function casesByLane({ schedule }: Course): number[] {
  return Array.from({ length: LANES }, (_, lane) => schedule.steps(lane));
}
