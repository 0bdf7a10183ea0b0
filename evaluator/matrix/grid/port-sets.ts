import type { Direction, NetworkPolicyPort } from '../../../model/index.ts';
import { hasPorts } from '../../../model/index.ts';
import { matchesPort, resolvePortName } from '../../clauses/ports.ts';
import type { Context, PeerMatch } from '../../semantics.ts';
import type { Columns, ColumnSet } from './columns.ts';
import { addColumn, columnsWhere, isEmptySet, NO_PORT, noColumns } from './columns.ts';
import type { Roster } from './places.ts';
import type { TrackedQuestion } from './tracked-question.ts';
import { trackedQuestion } from './tracked-question.ts';
import type { Words } from './words.ts';
import { wordsOf } from './words.ts';

/** Columns that port items match, for all pairs of ends or for those of some sources or destinations. */
export interface PortSet {
  readonly columns: ColumnSet;
  /** One byte an end. */
  readonly sources?: Words;
  readonly destinations?: Words;
}

/** The destinations on which a name stands for the same numbers. */
interface Resolution {
  readonly numbers: readonly number[];
  readonly destinations: Words;
}

/** Turns port items into sets of columns. */
export interface PortMatcher {
  readonly context: Context;
  readonly columns: Columns;
  readonly destinations: Roster;
  readonly sources: Roster;
  /** By protocol and name. */
  readonly resolutions: Map<string, readonly Resolution[]>;
  readonly tracked: TrackedQuestion | undefined;
  /** Set once a replaced `matchesPort` looked at both ends: no product of sets says what it does then. */
  looksAtBothEnds: boolean;
}

export function portMatcher(
  context: Context,
  columns: Columns,
  sources: Roster,
  destinations: Roster,
): PortMatcher {
  const isReplaced = context.semantics.matchesPort !== matchesPort;
  const tracked = isReplaced ? trackedQuestion(columns, sources, destinations) : undefined;
  return {
    context,
    columns,
    sources,
    destinations,
    resolutions: new Map(),
    tracked,
    looksAtBothEnds: false,
  };
}

/** What a list of port items matches; the union of the sets (PORT-2). None of them is empty. */
export function portSetsOf(
  matcher: PortMatcher,
  items: readonly NetworkPolicyPort[],
  direction: Direction,
  via: PeerMatch,
): PortSet[] {
  const { tracked } = matcher;
  if (tracked === undefined) return setsOfReference(matcher, items, direction, via);
  tracked.direction = direction;
  return items.flatMap((item) => setsOfTracked(matcher, tracked, item, via));
}

/** The same as asking `matchesPort` for every column and destination, as its own code would answer. */
function setsOfReference(
  matcher: PortMatcher,
  items: readonly NetworkPolicyPort[],
  direction: Direction,
  via: PeerMatch,
): PortSet[] {
  const { columns, context } = matcher;
  const numbered = noColumns(columns);
  const sets: PortSet[] = [];
  for (const item of items) {
    const { protocol = 'TCP', port } = item;
    // PROTO-5: a plugin without SCTP ignores the item.
    if (!hasPorts(protocol) || (protocol === 'SCTP' && context.option('sctp') !== 'supported')) continue;
    if (typeof port !== 'string') addNumbers(matcher, numbered, item, via);
    // IPB-12: nothing says that a name means anything beside an address.
    else if (
      via !== 'ipBlock' ||
      direction === 'ingress' ||
      context.option('namedPortWithIpBlock') === 'resolve-if-pod-ip'
    ) {
      addNames(matcher, sets, protocol, port, via);
    }
  }
  if (!isEmptySet(numbered)) sets.push({ columns: numbered });
  return sets;
}

function addNumbers(
  { columns, context }: PortMatcher,
  into: ColumnSet,
  { protocol = 'TCP', port, endPort }: NetworkPolicyPort,
  via: PeerMatch,
): void {
  const first = port as number | undefined;
  const last = first !== undefined && endPort !== undefined && hasRanges(context) ? endPort : first;
  for (let column = 0; column < columns.ports.length; column++) {
    if (columns.protocols[column] !== protocol) continue;
    if (first !== undefined) {
      const asked = askedPort(columns, column, via);
      // PORT-7: the port itself matches whatever endPort says.
      if (asked !== first && !(first < asked && asked <= last!)) continue;
    }
    addColumn(into, column);
  }
}

/** PORT-19: a plugin without endPort falls back to the single port. */
function hasRanges({ option }: Context): boolean {
  return option('endPort') === 'supported';
}

function askedPort({ ports, blockPorts }: Columns, column: number, via: PeerMatch): number {
  return via === 'ipBlock' && blockPorts[column] !== NO_PORT ? blockPorts[column]! : ports[column]!;
}

/** PORT-9: wherever the name means something, the columns that it means there. */
function addNames(
  matcher: PortMatcher,
  into: PortSet[],
  protocol: string,
  name: string,
  via: PeerMatch,
): void {
  const { columns } = matcher;
  for (const { numbers, destinations } of resolutionsOf(matcher, protocol, name)) {
    const set = columnsWhere(
      columns,
      (column) => columns.protocols[column] === protocol && numbers.includes(askedPort(columns, column, via)),
    );
    if (!isEmptySet(set)) into.push({ columns: set, destinations });
  }
}

function resolutionsOf(matcher: PortMatcher, protocol: string, name: string): readonly Resolution[] {
  const key = `${protocol}/${name}`;
  let resolutions = matcher.resolutions.get(key);
  if (resolutions === undefined) {
    resolutions = resolve(matcher, protocol, name);
    matcher.resolutions.set(key, resolutions);
  }
  return resolutions;
}

function resolve({ context, destinations }: PortMatcher, protocol: string, name: string): Resolution[] {
  const { semantics } = context;
  const isReference = semantics.resolvePortName === resolvePortName;
  const groups = new Map<string, Resolution>();
  for (let index = 0; index < destinations.ends.length; index++) {
    const end = destinations.ends[index]!;
    // PORT-14: an address or a node has nothing to resolve.
    if (isReference && end.pod === undefined) continue;
    const numbers = semantics.resolvePortName(context, name, protocol, end);
    if (numbers.length === 0) continue;
    const key = numbers.join();
    let group = groups.get(key);
    if (group === undefined) {
      group = { numbers, destinations: wordsOf(destinations.ends.length) };
      groups.set(key, group);
    }
    group.destinations[index] = 1;
  }
  return [...groups.values()];
}

/** Whatever a replaced `matchesPort` answers, asked for as few pairs of ends as what it looks at allows. */
function setsOfTracked(
  matcher: PortMatcher,
  tracked: TrackedQuestion,
  item: NetworkPolicyPort,
  via: PeerMatch,
): PortSet[] {
  const { context, columns } = matcher;
  const ask = (): boolean => context.semantics.matchesPort(context, item, tracked.question, via);
  const bySource = new Map<number, ColumnSet>();
  const byDestination = new Map<number, ColumnSet>();
  const always = columnsWhere(columns, (column) => {
    if (!hasPorts(columns.protocols[column]!)) return false;
    tracked.column = column;
    tracked.source = 0;
    tracked.destination = 0;
    tracked.sawSource = false;
    tracked.sawDestination = false;
    const answer = ask();
    if (tracked.sawDestination) askEach(matcher, tracked, 'destination', byDestination, ask);
    else if (tracked.sawSource) askEach(matcher, tracked, 'source', bySource, ask);
    else return answer;
    return false;
  });
  return [
    ...(isEmptySet(always) ? [] : [{ columns: always }]),
    ...setsByEnd(byDestination, matcher.destinations).map(([set, ends]) => ({
      columns: set,
      destinations: ends,
    })),
    ...setsByEnd(bySource, matcher.sources).map(([set, ends]) => ({ columns: set, sources: ends })),
  ];
}

/** Asks for every end of one side, and notes for which of them the answer is yes. */
function askEach(
  matcher: PortMatcher,
  tracked: TrackedQuestion,
  side: 'source' | 'destination',
  into: Map<number, ColumnSet>,
  ask: () => boolean,
): void {
  const { ends } = side === 'source' ? matcher.sources : matcher.destinations;
  for (let index = 0; index < ends.length; index++) {
    tracked[side] = index;
    if (ask()) {
      let set = into.get(index);
      if (set === undefined) into.set(index, (set = noColumns(matcher.columns)));
      addColumn(set, tracked.column);
    }
  }
  if (tracked.sawSource && tracked.sawDestination) matcher.looksAtBothEnds = true;
}

/** Ends with the same columns together. */
function setsByEnd(columnsByEnd: ReadonlyMap<number, ColumnSet>, roster: Roster): [ColumnSet, Words][] {
  const groups = new Map<string, [ColumnSet, Words]>();
  for (const [index, set] of columnsByEnd) {
    const key = set.join();
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = [set, wordsOf(roster.ends.length)]));
    group[1][index] = 1;
  }
  return [...groups.values()];
}
