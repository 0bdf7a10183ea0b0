import type { ClauseId } from './clause.ts';

/** One upstream end-to-end test. */
export interface UpstreamTest {
  readonly id: string;
  readonly title: string;
  /** Clauses whose typical mistake would fail the test. */
  readonly decisive: readonly ClauseId[];
  /** Clauses that are in play without deciding. */
  readonly partial: readonly ClauseId[];
}
