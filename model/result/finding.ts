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
 * The most telling of the things that a reduced case cannot do without, in the order in which they tell: what a
 * history needs to happen, what stands in its policies, who its flow is between. `isolation` is a case that needs
 * nothing but a policy. Of an engine that fails to answer it is the fault; `none` where nothing was reduced to tell.
 */
export type Trait =
  | 'agent'
  | 'watch'
  | 'connection'
  | 'node-change'
  | 'namespace-change'
  | 'pod-change'
  | 'policy-change'
  | 'other-change'
  | 'service'
  | 'host-network'
  | 'except'
  | 'selector-pair'
  | 'labels'
  | 'rules'
  | 'node'
  | 'peer-selector'
  | 'block'
  | 'named-port'
  | 'end-port'
  | 'protocol'
  | 'policy-types'
  | 'policies'
  | 'port'
  | 'isolation'
  | EngineFault
  | 'none';

/**
 * What makes two findings the same is the property, the engine and the trait: one bug of an engine shows on both
 * sides, as too much and as too little, and as the misreading of several clauses, but its cases cannot do without the
 * same thing. The rest is of the case that is shown.
 */
export interface FindingKey {
  readonly property: string;
  /** `engine.name`, never its command. */
  readonly engine: string;
  readonly trait: Trait;
  /** Of the case that is shown; not compared. */
  readonly direction: Direction | 'both' | 'none';
  /** Of the case that is shown; not compared. */
  readonly expected: string;
  /** Of the case that is shown; not compared. */
  readonly observed: string;
  /** The clause whose misreading explains the case best, else the one that decided; not compared. */
  readonly clause: ClauseId | 'none';
}

/** How the text of a key begins. Another number means that keys are made otherwise, and none of the old is met again. */
export const FINDING_KEY_VERSION = 'v2:';

/** The text form of a key, stable across versions: `v2:property/engine/trait`. */
export function formatFindingKey({ property, engine, trait }: FindingKey): string {
  return `${FINDING_KEY_VERSION}${property}/${engine}/${trait}`;
}

/** What to say of a key that another version has written; `undefined` for one of this version. */
export function staleKeyProblem(key: string): string | undefined {
  if (key.startsWith(FINDING_KEY_VERSION)) return undefined;
  if (!/^v\d+:/.test(key)) return `'${key}' is no key as this version prints them`;
  const [version] = key.split(':', 1);
  return `'${key}' is a key of form ${version}, and this version makes them otherwise: run once more and take the keys that it prints (${FINDING_KEY_VERSION}...)`;
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
