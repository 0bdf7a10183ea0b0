import type { ClauseClass, ClauseId, ClauseKind } from '../../spec/index.ts';

/** How often one bin of a clause was decided: how often its witness would have changed a verdict. */
export interface CoverageRow {
  readonly clause: ClauseId;
  /** What distinguishes this way of deciding the clause: direction, polarity, protocol, family and the like. */
  readonly bin: string;
  /** Each lane of a campaign counts to 16 at most. */
  readonly decided: number;
  /** The smallest case number that decided it. */
  readonly firstCase: number;
}

/**
 * Who shows that a clause decides, by going wrong about it: a mutant of the evaluator, of admission's rules, of
 * the decoder, or of the simulator.
 */
export type WitnessKind = 'evaluator' | 'admission' | 'decoder' | 'simulator';

/** What cannot be decided, and why. */
export interface Undecidable {
  /** Bins, with `*` for any part: `ingress/*`; `*` alone is the whole clause. */
  readonly bins: string;
  /** A sentence. */
  readonly because: string;
}

/** What a campaign decided of one clause. */
export interface ClauseCoverage {
  readonly clause: ClauseId;
  readonly kind: ClauseKind;
  readonly class: ClauseClass;
  /** The statement of the clause. */
  readonly statement: string;
  readonly witness: WitnessKind;
  /** Bins that were decided, and that can be. */
  readonly bins: { readonly decided: number; readonly reachable: number };
  /** Sum over all bins. */
  readonly times: number;
  /** The smallest case that decided any bin; absent where none was. */
  readonly firstCase?: number;
  /** Bins that were decided, with their rows. */
  readonly rows: readonly CoverageRow[];
  /** Bins that can be decided and were not. */
  readonly never: readonly string[];
  readonly undecidable: readonly Undecidable[];
  /** Why the clause is not judged at all, where it is not. */
  readonly notJudged?: string;
}

/** The clauses of one kind together. */
export interface CoverageTotal {
  readonly kind: ClauseKind;
  readonly clauses: number;
  readonly decided: number;
  /** Clauses that are not judged, for a reason. */
  readonly notJudged: number;
  readonly bins: { readonly decided: number; readonly reachable: number };
}

/** What a campaign decided of the specification. */
export interface CoverageSummary {
  /** Every clause that has a witness, or a reason for having none; in catalogue order. */
  readonly clauses: readonly ClauseCoverage[];
  /** Of the mandated clauses, by kind. */
  readonly mandated: readonly CoverageTotal[];
}
