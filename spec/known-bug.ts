import data from './bugs.json' with { type: 'json' };
/** A real bug of a real plugin. */
export interface KnownBug {
  readonly id: string;
  readonly plugin: string;
  readonly link: string;
  /** How the bug is known: I an issue, P a pull request, S source, and the like. */
  readonly evidence: string;
  readonly symptom: string;
  readonly classes: readonly string[];
  readonly trigger: string;
  /** A wrongly allowed, D wrongly denied, t only for a while, X a crash. */
  readonly wrong: string;
  /** a: a stateless evaluator sees it; b: compiled rules do; c: only over time; d: only at scale. */
  readonly visibility: string;
  /** The change to a correct implementation that models it. */
  readonly mutation: string;
  /** Generator and simulator dimensions without which it cannot be found. */
  readonly needs: readonly string[];
}

/** Real bugs of real plugins. */
export const KNOWN_BUGS = data as readonly KnownBug[];
