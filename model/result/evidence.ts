import type { EndpointKind } from '../flow/endpoint.ts';
import type { Trace } from '../verdict/trace.ts';
import type { Action } from '../verdict/verdict.ts';
import type { Timeline } from './timeline.ts';

/** A row and column of a {@link VerdictMatrix}. */
export interface MatrixEnd {
  /** `x/a`, `node n1`, the addresses of an outside range, or `service x/web`. */
  readonly label: string;
  readonly kind: EndpointKind;
  /** The address that was asked; of an outside range, one that stands for all of it. */
  readonly ip: string;
}

/** What a pair is expected to get: an action, or nothing fixed because the plugin may choose. */
export type ExpectedCell = Action | 'open';

/** What an engine said of a pair. */
export type ObservedCell = Action | 'unsupported';

/**
 * What each end gets from each other on one protocol and port, as expected and as observed. Rows are text with a
 * letter for each destination ({@link CELL_LETTERS}), so that a result stays small and a person can read it.
 */
export interface VerdictMatrix {
  /** What was asked, for a caption: `TCP 80`. */
  readonly title: string;
  readonly ends: readonly MatrixEnd[];
  /** `expected[source]`, a letter for each destination. */
  readonly expected: readonly string[];
  readonly observed: readonly string[];
  /** Where the finding's own flow stands, if it is among the pairs. */
  readonly flow?: { readonly source: number; readonly destination: number };
}

/** The letters of a matrix; `-` is a pair that is never asked. */
export const CELL_LETTERS = { allow: 'A', deny: 'D', open: '?', unsupported: 'U', unasked: '-' } as const;

/** One pair of a matrix, or `undefined` where it was not asked. */
export interface MatrixCell {
  readonly expected: ExpectedCell;
  readonly observed: ObservedCell;
  /** Whether the engine departs from what the API mandates or the engine itself declares. */
  readonly differs: boolean;
}

/** Reads the pair of two ends, by their indices. */
export function matrixCell(
  { expected, observed }: VerdictMatrix,
  source: number,
  destination: number,
): MatrixCell | undefined {
  const wanted = EXPECTED.get(expected[source]?.[destination] ?? '');
  const seen = OBSERVED.get(observed[source]?.[destination] ?? '');
  if (wanted === undefined || seen === undefined) return undefined;
  return {
    expected: wanted,
    observed: seen,
    differs: wanted !== 'open' && seen !== 'unsupported' && wanted !== seen,
  };
}

const EXPECTED: ReadonlyMap<string, ExpectedCell> = new Map<string, ExpectedCell>([
  [CELL_LETTERS.allow, 'allow'],
  [CELL_LETTERS.deny, 'deny'],
  [CELL_LETTERS.open, 'open'],
]);

const OBSERVED: ReadonlyMap<string, ObservedCell> = new Map<string, ObservedCell>([
  [CELL_LETTERS.allow, 'allow'],
  [CELL_LETTERS.deny, 'deny'],
  [CELL_LETTERS.unsupported, 'unsupported'],
]);

/** What pictures of a finding are drawn from. */
export interface Evidence {
  readonly matrix?: VerdictMatrix;
  readonly timeline?: Timeline;
  /** The way of the flow's packet, where the engine shows it and the finding has none of its own. */
  readonly trace?: Trace;
}
