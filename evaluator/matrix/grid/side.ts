import type { Direction, NetworkPolicyPeer, NetworkPolicyPort } from '../../../model/index.ts';
import { peersOf } from '../../../model/index.ts';
import { letsOtherProtocolsPass } from '../../clauses/rules.ts';
import type { Context } from '../../semantics.ts';
import type { ColumnSet } from './columns.ts';
import { columnsWhere, columnWords, equalSets, hasColumn, isEmptySet } from './columns.ts';
import type { Selection } from './isolation.ts';
import type { Layout } from './layout.ts';
import type { PairSet } from './pair-set.ts';
import type { Marks } from './peer-marks.ts';
import { markInBlock, markSelected } from './peer-marks.ts';
import type { Roster } from './places.ts';
import type { PortMatcher, PortSet } from './port-sets.ts';
import { portSetsOf } from './port-sets.ts';
import type { Words } from './words.ts';
import { wordsOf } from './words.ts';

/**
 * One direction of all policies, as grants. A grant lets some sources reach some destinations on some columns;
 * what no grant has is denied. Rows of `words` words say which grants an end, or a column, belongs to, so that
 * a question is answered by the intersection of three rows.
 *
 * Grant 0 stands for what is not isolated.
 */
export interface Side {
  readonly grants: number;
  readonly words: number;
  /** A row for each end. */
  readonly sources: Words;
  readonly destinations: Words;
  /** The columns of each grant, `columnWords` words a grant. */
  readonly columns: Words;
  readonly columnWords: number;
  /** Pairs that pass whatever the grants say (NODE-1, NODE-2). */
  readonly exempt: PairSet | undefined;
}

/** What the policies of one direction are compiled from. */
export interface SideInput {
  readonly context: Context;
  readonly direction: Direction;
  readonly layout: Layout;
  readonly subjects: Roster;
  /** One byte a subject. */
  readonly isolated: Words;
  readonly peers: Roster;
  readonly selections: readonly Selection[];
  readonly matcher: PortMatcher;
  readonly exempt: PairSet | undefined;
}

/** How much of a rule's peers a grant is about: those that match with the same ports. */
type Share = 'any' | 'selectors' | 'blocks' | 'both';

/** A grant before its ends are marked. */
interface Draft {
  readonly selection: Selection;
  readonly peers: readonly NetworkPolicyPeer[];
  readonly share: Share;
  readonly ports: PortSet;
}

/** Compiles one direction. */
export function compileSide(input: SideInput): Side {
  const { context, direction, selections, subjects, peers, matcher } = input;
  const drafts: Draft[] = [];
  for (const selection of selections) {
    for (const rule of context.semantics.effectiveRules(context, selection.policy, direction)) {
      draftRule(drafts, input, selection, peersOf(rule, direction) ?? [], rule.ports ?? []);
    }
  }
  const free = freeColumns(input);
  const grants = drafts.length + 2;
  const words = (grants + 31) >>> 5;
  const subjectRows = wordsOf(subjects.ends.length * words);
  const peerRows = wordsOf(peers.ends.length * words);
  for (let index = 0; index < subjects.ends.length; index++) {
    subjectRows[index * words] = input.isolated[index] === 1 ? FREE : FREE | OPEN;
  }
  for (let index = 0; index < peers.ends.length; index++) peerRows[index * words] = FREE | OPEN;
  const size = columnWords(matcher.columns);
  const columns = wordsOf(grants * size);
  columns.fill(-1, 0, size);
  enterColumns(columns, size, 1, free);
  markDrafts(input, drafts, subjectRows, peerRows, words);
  for (let index = 0; index < drafts.length; index++)
    enterColumns(columns, size, index + 2, drafts[index]!.ports.columns);
  const isIngress = direction === 'ingress';
  return {
    grants,
    words,
    sources: isIngress ? peerRows : subjectRows,
    destinations: isIngress ? subjectRows : peerRows,
    columns,
    columnWords: size,
    exempt: input.exempt,
  };
}

/** Grant 0: every peer and column of who is not isolated (ISO-1). */
const OPEN = 1;

/** Grant 1: every pair, on the columns that policies do not restrict (PROTO-2). */
const FREE = 2;

function freeColumns({ context, layout }: SideInput): ColumnSet {
  const { columns, withoutPorts } = layout;
  if (isEmptySet(withoutPorts)) return withoutPorts;
  return columnsWhere(
    columns,
    (column) =>
      hasColumn(withoutPorts, column) && letsOtherProtocolsPass(context, columns.protocols[column]!),
  );
}

/** Adds what one rule allows: a grant for each of its port sets and each way in which its peers match. */
function draftRule(
  drafts: Draft[],
  { matcher, direction, context, layout }: SideInput,
  selection: Selection,
  peers: readonly NetworkPolicyPeer[],
  items: readonly NetworkPolicyPort[],
): void {
  const add = (share: Share, sets: readonly PortSet[]): void => {
    for (const ports of sets) drafts.push({ selection, peers, share, ports });
  };
  if (items.length === 0) {
    add(peers.length === 0 ? 'any' : 'both', [{ columns: portlessColumns(context, layout) }]);
    return;
  }
  if (peers.length === 0) {
    add('any', portSetsOf(matcher, items, direction, 'any'));
    return;
  }
  const hasBlocks = peers.some(({ ipBlock }) => ipBlock !== undefined);
  const hasSelectors = peers.some(({ ipBlock }) => ipBlock === undefined);
  const bySelector = hasSelectors ? portSetsOf(matcher, items, direction, 'selector') : [];
  const byBlock = hasBlocks ? portSetsOf(matcher, items, direction, 'ipBlock') : [];
  if (hasBlocks && hasSelectors && equalPorts(bySelector, byBlock)) add('both', bySelector);
  else {
    add('selectors', bySelector);
    add('blocks', byBlock);
  }
}

function equalPorts(a: readonly PortSet[], b: readonly PortSet[]): boolean {
  return (
    a.length === b.length &&
    a.every((set, index) => {
      const other = b[index]!;
      return (
        equalSets(set.columns, other.columns) &&
        set.destinations === other.destinations &&
        set.sources === other.sources
      );
    })
  );
}

/** PORT-1: every port; PROTO-2: for protocols without ports, as the plugin has it. */
function portlessColumns({ option }: Context, { withPorts, withoutPorts }: Layout): ColumnSet {
  if (isEmptySet(withoutPorts) || option('otherProtocolsWhenIsolated') !== 'follow-portless-rules') {
    return withPorts;
  }
  return withPorts.map((word, index) => word | withoutPorts[index]!);
}

/** Enters each draft's grant into the rows of its subjects and peers. */
function markDrafts(
  input: SideInput,
  drafts: readonly Draft[],
  subjectRows: Words,
  peerRows: Words,
  words: number,
): void {
  const isIngress = input.direction === 'ingress';
  const marks: Marks = wordsOf(input.peers.ends.length);
  let marked: Draft | undefined;
  for (let index = 0; index < drafts.length; index++) {
    const draft = drafts[index]!;
    const grant = index + 2;
    const { sources, destinations } = draft.ports;
    if (marked === undefined || !havePeersInCommon(marked, draft)) markPeers(input, draft, marks);
    marked = draft;
    enterPeers(peerRows, words, grant, marks, isIngress ? sources : destinations);
    enterSubjects(subjectRows, words, grant, input, draft.selection, isIngress ? destinations : sources);
  }
}

/** Whether two grants are of one rule, for one share of its peers. */
function havePeersInCommon(a: Draft, b: Draft): boolean {
  return a.selection === b.selection && a.peers === b.peers && a.share === b.share;
}

function markPeers(input: SideInput, { selection, peers, share }: Draft, marks: Marks): void {
  const { context, peers: roster } = input;
  const { groups } = input.layout;
  // PEER-1: a rule without peers matches every other end.
  marks.fill(share === 'any' ? 1 : 0);
  for (const peer of peers) {
    if (peer.ipBlock === undefined) {
      if (share !== 'blocks') markSelected(context, selection.policy, peer, roster, groups, marks);
    } else if (share !== 'selectors') markInBlock(context, peer.ipBlock, roster, marks);
  }
}

function enterColumns(rows: Words, words: number, grant: number, columns: ColumnSet): void {
  for (let word = 0; word < words; word++) rows[grant * words + word] = columns[word]!;
}

function enterPeers(rows: Words, words: number, grant: number, marks: Marks, among: Words | undefined): void {
  const bit = 1 << (grant & 31);
  let at = grant >>> 5;
  for (let index = 0; index < marks.length; index++, at += words) {
    if (marks[index] === 1 && (among === undefined || among[index] === 1)) rows[at]! |= bit;
  }
}

function enterSubjects(
  rows: Words,
  words: number,
  grant: number,
  { subjects }: SideInput,
  { pods }: Selection,
  among: Words | undefined,
): void {
  const bit = 1 << (grant & 31);
  for (const pod of pods) {
    for (const index of subjects.indicesOfPod[pod] ?? []) {
      // Who is no subject is open anyway.
      if (among === undefined || among[index] === 1) {
        rows[index * words + (grant >>> 5)]! |= bit;
      }
    }
  }
}
