/** The groups of the catalogue, in its order. */
export const CLAUSE_GROUPS = [
  'SCOPE',
  'PLUG',
  'ISO',
  'TYPE',
  'RULE',
  'PEER',
  'SEL',
  'NS',
  'IPB',
  'PORT',
  'DIR',
  'NODE',
  'SELF',
  'HOST',
  'CONN',
  'LIFE',
  'PROTO',
  'SVC',
  'LIM',
  'VAL',
] as const;

export type ClauseGroup = (typeof CLAUSE_GROUPS)[number];

/** `IPB-5`: one numbered sentence of the NetworkPolicy semantics. */
export type ClauseId = `${ClauseGroup}-${number}`;

/** Who fixes the answer: the API, each plugin, or nobody in writing. */
export type ClauseClass = 'MANDATED' | 'LEFT-TO-PLUGIN' | 'UNDOCUMENTED';

/** Where a clause is judged: on a snapshot, over time, at admission, or by the shape of the API. */
export type ClauseKind = 'EVAL' | 'TIME' | 'ADM' | 'SHAPE';

/** One entry of the catalogue. */
export interface Clause {
  readonly id: ClauseId;
  readonly class: ClauseClass;
  readonly kind: ClauseKind;
  readonly group: ClauseGroup;
  readonly statement: string;
  readonly source: string;
  /** A worked example in the shorthand of the catalogue. */
  readonly example: string;
  /** The verdicts of the example, in its order. */
  readonly expected: string;
  /** The mistake that implementations typically make. */
  readonly typicalMistake: string;
  /** Upstream end-to-end tests that would fail for that mistake. */
  readonly upstreamDecisive: readonly string[];
  /** Upstream tests in which the clause is in play without deciding. */
  readonly upstreamPartial: readonly string[];
  /** Profile options that stand in for the clause where plugins differ. */
  readonly profileOptions: readonly string[];
}

/** Orders clause ids as the catalogue does: by group, then by number. */
export function compareClauseIds(a: ClauseId, b: ClauseId): number {
  const [groupA, numberA] = split(a);
  const [groupB, numberB] = split(b);
  return groupA - groupB || numberA - numberB;
}

function split(id: ClauseId): [number, number] {
  const dash = id.lastIndexOf('-');
  return [CLAUSE_GROUPS.indexOf(id.slice(0, dash) as ClauseGroup), Number(id.slice(dash + 1))];
}
