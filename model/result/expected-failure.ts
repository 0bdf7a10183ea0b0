/** A departure that somebody knows of and has answered for, until a day. */
export interface ExpectedFailure {
  /** The key of its finding, as reports print it. */
  readonly key: string;
  readonly reason: string;
  /** Where more is told: an issue, a document. */
  readonly link: string;
  /** The last day on which it is expected: `2026-12-31`. */
  readonly expires: string;
  /** Whether campaigns may also miss it; then its absence says nothing. */
  readonly sometimes?: boolean;
}

/**
 * What became of a known failure in a campaign.
 *
 * - `met`: it happened, as expected.
 * - `expired`: it happened after its day; it counts like any other finding.
 * - `passed`: it was asked for and did not happen, and so is known no longer.
 * - `not-asked`: the campaign says nothing of it.
 */
export type ExpectedStanding = 'met' | 'expired' | 'passed' | 'not-asked';

/** A known failure, judged. */
export interface JudgedExpectation extends ExpectedFailure {
  readonly standing: ExpectedStanding;
}
