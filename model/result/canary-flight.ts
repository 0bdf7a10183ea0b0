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
