import type { Engine } from '../engines/index.ts';
import type {
  Action,
  Direction,
  EngineFault,
  Flow,
  Observation,
  Scenario,
  Trace,
  Verdict,
} from '../model/index.ts';

/** The part of a finding's key that a violation itself carries. */
export type ViolationShape = Pick<Violation, 'direction' | 'expected' | 'observed'>;

/** What a check may use. */
export interface CheckOptions {
  /** Only a violation of this shape counts: what the reducer holds fixed. */
  readonly like?: ViolationShape;
  /** A flow to ask in any case, where the scenario still has its ends: the one that showed the violation before. */
  readonly watch?: Flow;
  /** Most cells to ask an engine in one go; absent: its own limit, or all. */
  readonly probes?: number;
}

/** One departure, as a property saw it. */
export interface Violation {
  /** One sentence for a person. */
  readonly summary: string;
  /** Which side decides wrongly, as far as the specification can tell. */
  readonly direction: Direction | 'both' | 'none';
  readonly expected: Action | string;
  readonly observed: Observation | string;
  /** The scenario that shows it: the snapshot at that moment, with what is expected of the flow. */
  readonly scenario: Scenario;
  /** The scenario as a law changed it, where the departure is one from a law. */
  readonly transformed?: Scenario;
  readonly flow?: Flow;
  readonly verdict?: Verdict;
  readonly trace?: Trace;
  readonly engineReasons?: readonly string[];
  readonly fault?: { readonly kind: EngineFault; readonly detail: string; readonly log?: string };
}

/**
 * Whether a violation has a shape; every violation has an absent one. Where both sides are isolated nobody can
 * tell which of them an engine gets wrong: a smaller case that tells is the same violation, better known.
 */
export function hasShape(violation: ViolationShape, like: ViolationShape | undefined): boolean {
  return (
    like === undefined ||
    ((like.direction === 'both' || violation.direction === like.direction) &&
      violation.expected === like.expected &&
      violation.observed === like.observed)
  );
}

/** What came of one check. */
export interface Outcome {
  /** Verdicts compared. */
  readonly cells: number;
  /** Cells not asked or not comparable, by reason. Skipping is never passing. */
  readonly skipped: Readonly<Record<string, number>>;
  /** The trace hash of the history that was lived through: 16 hexadecimal digits. */
  readonly trace?: string;
  readonly violation?: Violation;
}

/** Something that must hold for every scenario and every engine it applies to. */
export interface Property {
  /** Kebab-case, a sentence: `order-changes-nothing`. Part of a finding's key. */
  readonly name: string;
  /** What must hold, for `fencepost properties`. */
  readonly sentence: string;
  readonly kind: 'differential' | 'metamorphic' | 'round-trip' | 'history';
  /** One case in so many is this property's turn (see `appliesToCase`); absent: all of them. */
  readonly every?: number;
  appliesTo(engine: Engine): boolean;
  /**
   * Checks one scenario. Synchronous where the engine is. An engine that fails to answer is a violation, not an
   * exception.
   */
  check(scenario: Scenario, engine: Engine, options?: CheckOptions): Outcome | Promise<Outcome>;
}
