import type { CoverageRow } from './coverage.ts';
import type { JudgedExpectation } from './expected-failure.ts';
import type { Finding } from './finding.ts';

/** How one engine fared under one property. */
export interface EngineTally {
  readonly engine: string;
  readonly version: string;
  readonly property: string;
  readonly cases: number;
  /** Verdicts compared. */
  readonly cells: number;
  /** Cells not asked or not comparable, by reason: a missing capability, an undeclared option. */
  readonly skipped: Readonly<Record<string, number>>;
  /** The trace hashes of all that was simulated, summed (see {@link addTraces}); absent where nothing was. */
  readonly trace?: string;
  readonly findings: number;
}

/** How much of all small scenarios a campaign has walked. */
export interface ExhaustiveProgress {
  readonly done: number;
  readonly total: number;
  /** Everything up to this size was walked; absent where not even the smallest was, or by a part of the shards. */
  readonly complete?: {
    readonly policies: number;
    /** All that the policies and their cluster consist of. */
    readonly parts: number;
  };
}

/** An engine that fails by design, and whether a campaign like this one noticed. */
export interface CanaryFlight {
  /** `canary:hang` */
  readonly engine: string;
  /** Whether its failure became a finding of the right kind. Where it did not, the campaign proves nothing. */
  readonly caught: boolean;
  /** Cases until it was caught, or given up. */
  readonly cases: number;
  /** What was found. */
  readonly summary?: string;
}

/** What a campaign did. Everything outside `timing` is the same for the same seed, cases and version. */
export interface CampaignResult {
  readonly schema: 'fencepost-result/1';
  readonly fencepost: string;
  readonly seed: number;
  readonly settings: string;
  readonly generator: string;
  /** Set where this is not the whole campaign: which of its shards are in it, counted from 1. */
  readonly shards?: { readonly of: number; readonly present: readonly number[] };
  /** Why the campaign ended; `unfinished`: it had not, or nobody knows. */
  readonly ended: 'cases' | 'time' | 'interrupted' | 'unfinished';
  readonly corpus: { readonly files: number; readonly expectations: number; readonly failures: number };
  readonly cases: number;
  /** Set where the cases were all small scenarios in their order: how far it got. */
  readonly exhaustive?: ExhaustiveProgress;
  readonly tallies: readonly EngineTally[];
  /** Distinct by key: of the corpus first, then in the order of the cases that show them. */
  readonly findings: readonly Finding[];
  /** How often each finding's key was met. */
  readonly occurrences: Readonly<Record<string, number>>;
  /** What decided which clauses, by clause and bin; absent where nobody counted. */
  readonly coverage?: readonly CoverageRow[];
  /** Engines that fail by design and flew with the campaign; absent where none did. They are no findings. */
  readonly canaries?: readonly CanaryFlight[];
  /** Failures that were known before, judged by this campaign; absent where nobody named any. */
  readonly expected?: readonly JudgedExpectation[];
  readonly notes: readonly string[];
  readonly timing: {
    readonly startedAt: string;
    readonly elapsedMs: number;
    readonly casesPerSecond: number;
    readonly cellsPerSecond: number;
    readonly workers?: number;
    /** Cases by lane. */
    readonly lanes?: readonly number[];
  };
}
