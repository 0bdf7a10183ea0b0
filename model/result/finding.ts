import type { ClauseId } from '../../spec/index.ts';
import type { Flow } from '../flow/flow.ts';
import type { Evidence } from './evidence.ts';
import type { Direction } from '../objects/network-policy.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Trace } from '../verdict/trace.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** What an engine answered to one flow; `refused` means it would not load objects that an API server accepts. */
export type Observation = 'allow' | 'deny' | 'unsupported' | 'refused';

/** How an engine failed to answer. */
export type EngineFault = 'crash' | 'hang' | 'nonsense' | 'wrong-count' | 'refused';

/**
 * What makes two findings the same: property, engine, direction, expected → observed and the primary clause.
 * The reducer holds it fixed; buckets and expected failures go by it.
 */
export interface FindingKey {
  readonly property: string;
  /** `engine.name`, never its command. */
  readonly engine: string;
  readonly direction: Direction | 'both' | 'none';
  readonly expected: string;
  readonly observed: string;
  /** The lowest clause whose mutant reproduces the observed verdict, else the one that decided. */
  readonly clause: ClauseId | 'none';
}

/** The text form of a key, stable across versions. */
export function formatFindingKey(key: FindingKey): string {
  return `v1:${key.property}/${key.engine}/${key.direction}/${key.expected}→${key.observed}/${key.clause}`;
}

/** One departure from what must hold. */
export interface Finding {
  readonly key: FindingKey;
  /** One sentence for a person. */
  readonly summary: string;
  /** Reduced where the campaign had time, else as generated. It carries its expectation. */
  readonly scenario: Scenario;
  /** The flow that shows it, where one does. */
  readonly flow?: Flow;
  /** What the specification says of the flow. */
  readonly verdict?: Verdict;
  readonly fault?: { readonly kind: EngineFault; readonly detail: string; readonly log?: string };
  readonly trace?: Trace;
  readonly evidence?: Evidence;
  /** What the engine says of the flow, where it explains itself. Kept, never compared. */
  readonly engineReasons?: readonly string[];
  /** Where the case came from. */
  readonly origin: FindingOrigin;
  readonly reduction?: ReductionSummary;
  /** The scenario file, relative to the results directory. */
  readonly file?: string;
  /** The command line that shows it again. */
  readonly reproduce: string;
}

export type FindingOrigin =
  | { readonly kind: 'generated'; readonly seed: number; readonly run: number }
  | { readonly kind: 'corpus'; readonly file: string };

export interface ReductionSummary {
  /** Times the property was asked. */
  readonly evaluations: number;
  /** Whether a fixpoint was reached. */
  readonly complete: boolean;
  readonly policies: number;
  readonly pods: number;
  /** What makes no difference to it: `any port`, `any label value`. */
  readonly indifferent: readonly string[];
}
