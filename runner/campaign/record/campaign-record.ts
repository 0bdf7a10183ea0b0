import type { GeneratorSettings } from '../../../generators/index.ts';
import type { CampaignResult, CanaryFlight, CoverageRow } from '../../../model/index.ts';
import type { DraftFinding } from '../findings/draft-finding.ts';
import type { PairCounts } from '../lanes/tallies.ts';

/** A property on an engine, and what was compared. */
export interface PairRecord extends PairCounts {
  readonly engine: string;
  readonly version: string;
  /** As `--engine` takes it. */
  readonly spec: string;
  readonly property: string;
}

/** Violations of one key as they came. */
export interface SightingRecord {
  readonly key: string;
  /** The earliest case with it. */
  readonly run: number;
  /** Which of the record's pairs. */
  readonly pair: number;
  readonly count: number;
  /** The earliest case, reduced if there was time; absent where the engine had too many findings already. */
  readonly draft?: DraftFinding;
}

/** A failed expectation of the corpus. */
export interface CorpusFailure {
  readonly key: string;
  readonly spec: string;
  readonly count: number;
  readonly draft: DraftFinding;
}

/**
 * Everything that a campaign has come to: what a result is made of, and what shards are joined by. It holds more
 * than the result tells, since what one shard need not tell may have to be told of all of them together.
 */
export interface CampaignRecord {
  readonly schema: 'fencepost-campaign/1';
  readonly fencepost: string;
  readonly generator: string;
  readonly seed: number;
  /** Of the whole campaign; absent: as many as there was time for. */
  readonly cases?: number;
  readonly probes?: number;
  readonly settings: GeneratorSettings;
  /** How many small scenarios there are, where the cases are these. */
  readonly exhaustive?: number;
  /** Whether some lanes were guided by what was new; absent: none. */
  readonly guided?: boolean;
  readonly shards: {
    readonly of: number;
    /** Count from 1. */
    readonly present: readonly number[];
  };
  readonly ended: CampaignResult['ended'];
  readonly corpus: CampaignResult['corpus'];
  readonly corpusFailures: readonly CorpusFailure[];
  readonly pairs: readonly PairRecord[];
  /** In the order of the cases. */
  readonly sightings: readonly SightingRecord[];
  readonly coverage?: readonly CoverageRow[];
  readonly canaries?: readonly CanaryFlight[];
  readonly notes: readonly string[];
  readonly timing: {
    readonly startedAt: string;
    readonly elapsedMs: number;
    /** Of that, on generated cases. */
    readonly caseMs: number;
    readonly workers: number;
    /** Cases by lane. */
    readonly lanes: readonly number[];
  };
}
