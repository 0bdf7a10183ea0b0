import type { ClauseId } from './clause.ts';
import data from './upstream-tests.json' with { type: 'json' };

/** One upstream end-to-end test. */
export interface UpstreamTest {
  readonly id: string;
  readonly title: string;
  /** Clauses whose typical mistake would fail the test. */
  readonly decisive: readonly ClauseId[];
  /** Clauses that are in play without deciding. */
  readonly partial: readonly ClauseId[];
}

/** The upstream end-to-end tests T1..T48 and A1, A2, with the clauses they settle. */
export const UPSTREAM_TESTS = data as readonly UpstreamTest[];
