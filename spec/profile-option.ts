import data from './profile-options.json' with { type: 'json' };
/** One point that the API leaves open, as a row of the catalogue. */
export interface ProfileOptionEntry {
  readonly option: string;
  /** Every value, the recommended default first. `(n)` stands for a number of ticks. */
  readonly values: readonly string[];
  /**
   * Values that break the API, or switch it off. They exist so that real plugins can be imitated; a verdict's
   * basis is never sought among them.
   */
  readonly nonConforming: readonly string[];
  readonly clauses: readonly string[];
  readonly evidence: string;
}

/** What the API leaves to plugins, in catalogue order. */
export const PROFILE_OPTIONS = data as readonly ProfileOptionEntry[];
