import type { Engine } from '../../engines/index.ts';
import type { GeneratorSettings } from '../../generators/index.ts';
import type { Finding } from '../../model/index.ts';
import type { Property } from '../../properties/index.ts';
import type { CorpusFile } from '../corpus/load-corpus.ts';
import type { FindingStore } from '../results/finding-store.ts';

/** What a campaign is to do. */
export interface CampaignOptions {
  readonly seed: number;
  /** Most generated cases; absent: no such limit. */
  readonly cases?: number;
  /** Most time for everything but the last case and its reductions, in milliseconds; absent: no such limit. */
  readonly timeMs?: number;
  readonly engines: readonly Engine[];
  readonly properties: readonly Property[];
  readonly settings: GeneratorSettings;
  readonly corpus: readonly CorpusFile[];
  readonly probes?: number;
  /** Where findings go the moment they are made; absent: they are only reported. */
  readonly store?: FindingStore;
  /** Ends the campaign after the case in hand. */
  readonly signal?: AbortSignal;
  /** What `--engine` takes to start an engine again, for the line that reproduces a finding; default: its name. */
  readonly specOf?: (engine: Engine) => string;
  readonly onProgress?: (progress: CampaignProgress) => void;
  readonly onFinding?: (finding: Finding) => void;
}

/** How far a campaign has come. */
export interface CampaignProgress {
  readonly phase: 'corpus' | 'cases';
  readonly cases: number;
  readonly cells: number;
  readonly findings: number;
  readonly elapsedMs: number;
}
