import type { Engine } from '../../engines/index.ts';
import type { GeneratorSettings } from '../../generators/index.ts';
import type { CorpusFile } from '../corpus/load-corpus.ts';

/** What is compared, and for how long. */
export interface CompareOptions {
  readonly engines: readonly ComparedSpec[];
  readonly corpus: readonly CorpusFile[];
  readonly seed: number;
  readonly settings: GeneratorSettings;
  /** Most generated cases. */
  readonly cases?: number;
  /**
   * For corpus and generated cases together. The corpus is always asked to its end, and generated cases get at least a
   * quarter; cutting down what differs comes on top.
   */
  readonly timeMs?: number;
  /** Most verdicts to ask of an engine in one generated case. */
  readonly probes?: number;
  /** Whether a finding of that key is known; absent: none is. */
  readonly isExpected?: (key: string) => boolean;
  /** Keeps the scenario of a deviation. @returns its path */
  readonly save?: (text: string) => string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (text: string) => void;
}

/** An engine, and what starts it again. */
export interface ComparedSpec {
  readonly engine: Engine;
  readonly spec: string;
}
