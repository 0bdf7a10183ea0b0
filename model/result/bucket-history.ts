import type { HistoryBucket } from './history-entry.ts';

/**
 * How a bucket stands after the last campaign that could have met it.
 *
 * - `new`: met for the first time.
 * - `there`: met, as in every campaign since the first.
 * - `back`: met again after it had been gone, by another version of the engine.
 * - `flaky`: met, not met and met again by one version of the engine.
 * - `fixed`: not met any more since the engine's version, or the commit, is another.
 * - `gone`: not met any more, though nothing says that the engine has changed.
 */
export type BucketStanding = 'new' | 'there' | 'back' | 'flaky' | 'gone' | 'fixed';

/** One key through the nights. */
export interface BucketHistory {
  readonly key: string;
  readonly standing: BucketStanding;
  /** When it came to stand like this: first met, first missed. */
  readonly since: NightReference;
  readonly first: NightReference;
  readonly last: NightReference;
  /** Campaigns that met it, of those that could have. */
  readonly nights: { readonly met: number; readonly asked: number };
  /** How often it was met in all. */
  readonly count: number;
  /** The smallest scenario that any campaign had of it. */
  readonly smallest?: HistoryBucket;
  /** Set where the generators have changed between its last sight and now, so that its absence says less. */
  readonly generatorChanged?: true;
}

/** One campaign, as people refer to it. */
export interface NightReference {
  readonly date: string;
  /** Of the engine. */
  readonly version: string;
  readonly commit?: string;
}
