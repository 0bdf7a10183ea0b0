import type { Engine } from '../../engines/index.ts';
import type { GeneratorSettings } from '../../generators/index.ts';
import type { CanaryFlight, Finding } from '../../model/index.ts';
import type { CorpusFile } from '../corpus/load-corpus.ts';
import type { ResultsStore } from '../results/results-store.ts';
import type { CampaignPlan, Equipment } from './campaign-plan.ts';
import type { Shard } from './lanes/shard.ts';

/** What a campaign is to do. */
export interface CampaignOptions extends Equipment {
  readonly seed: number;
  /** Most generated cases, of all shards together; absent: no such limit. */
  readonly cases?: number;
  /** Most time for everything but the last case and its reductions, in milliseconds; absent: no such limit. */
  readonly timeMs?: number;
  readonly settings: GeneratorSettings;
  /** Whether the guide makes all small scenarios of the lanes, in their order. */
  readonly exhaustive?: boolean;
  /** Whether the guide makes some lanes go on from what was new. */
  readonly guided?: boolean;
  /** Replayed before the cases, by the first shard alone. */
  readonly corpus: readonly CorpusFile[];
  readonly probes?: number;
  /** Which part of the campaign to run; default: all of it. */
  readonly shard?: Shard;
  /** Threads that run the cases; absent: this one. They make no difference to the result. */
  readonly workers?: WorkersOptions;
  /** Where findings go the moment they are made; absent: they are only reported. */
  readonly store?: ResultsStore;
  /** How the canaries did that flew with it; kept with the result. */
  readonly canaries?: readonly CanaryFlight[];
  /** Ends the campaign after the cases in hand. */
  readonly signal?: AbortSignal;
  /** What `--engine` takes to start an engine again, for the line that reproduces a finding; default: its name. */
  readonly specOf?: (engine: Engine) => string;
  readonly onProgress?: (progress: CampaignProgress) => void;
  readonly onFinding?: (finding: Finding) => void;
}

/** Threads of a campaign. */
export interface WorkersOptions {
  readonly count: number;
  /** What the workers make the campaign's equipment from, each for itself. */
  readonly plan: CampaignPlan;
  /** The module that they run, if it is another than ours: its `perform` is made by `createWorker`. */
  readonly file?: string;
}

/** How far a campaign has come. */
export interface CampaignProgress {
  readonly phase: 'corpus' | 'cases';
  readonly cases: number;
  readonly cells: number;
  readonly findings: number;
  readonly elapsedMs: number;
}
