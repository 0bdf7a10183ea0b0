import type { AddressRange, Direction, FlowProtocol } from '../../../model/index.ts';
import { cidrOf, cidrRange, rangeContains } from '../../../model/index.ts';
import type { PacketAddress } from '../common/index.ts';
import { lateVerdict, packetAddress } from '../common/index.ts';
import type { HookPacket, HookVerdict } from '../datapath.ts';
import type { Columns, HookEnds, StateJudge } from '../sweep.ts';
import { columnsWhere } from '../sweep.ts';
import { printFlow } from './print.ts';
import type { AclFlow, AclState, AddressMatch, FlowMatch } from './state.ts';

/** What flows ask of a packet besides its port and state, its addresses read once. */
interface Ends {
  readonly source: PacketAddress;
  readonly destination: PacketAddress;
  readonly fromLocalNode: boolean;
  readonly state: AclState;
}

/** The flow of highest priority that matches, and the clauses that made its conjunction hold. */
export const judgeAcl: StateJudge<AclState> = Object.assign(judge, { sweep });

function judge(state: AclState, pod: string, direction: Direction, packet: HookPacket): HookVerdict {
  const ends = readEnds(state, packet);
  /** The clauses that have matched at this priority, by conjunction and dimension. */
  let clauses: Map<string, Map<number, AclFlow>> | undefined;
  let priority = Infinity;
  for (const flow of flowsOf(state, pod, direction)) {
    if (flow.priority !== priority) {
      clauses = undefined;
      priority = flow.priority;
    }
    if (!matches(flow.match, packet, ends)) continue;
    if (flow.action.kind === 'clause') {
      const { conjunction, dimension } = flow.action;
      clauses ??= new Map();
      const met = clauses.get(conjunction) ?? new Map<number, AclFlow>();
      clauses.set(conjunction, met.set(dimension, flow));
      continue;
    }
    const proof = flow.match.conjunction === undefined ? [] : proofOf(clauses?.get(flow.match.conjunction));
    if (proof === undefined) continue;
    return lateVerdict(flow.action.kind, () => [flow, ...proof].map(printFlow).join(' because '));
  }
  return NO_FLOW;
}

function readEnds(state: AclState, { source, destination, fromLocalNode }: HookEnds): Ends {
  return { source: packetAddress(source), destination: packetAddress(destination), fromLocalNode, state };
}

const NO_FLOW: HookVerdict = { action: 'allow', rule: 'no flow matches', unfiltered: true };

/** One matching clause for each dimension, or `undefined` where one has none. */
function proofOf(met: ReadonlyMap<number, AclFlow> | undefined): readonly AclFlow[] | undefined {
  const proof = [...(met?.values() ?? [])];
  const action = proof[0]?.action;
  return action?.kind === 'clause' && proof.length === action.of ? proof : undefined;
}

type FlowTables = ReadonlyMap<string, readonly AclFlow[]>;

// Derived from the flows alone, and forgotten with them: states are never changed in place.
const tablesOfFlows = new WeakMap<AclState['flows'], FlowTables>();

/** The flows that can match at a pod's port, by falling priority; those on conjunctions after the clauses they need. */
function flowsOf(state: AclState, pod: string, direction: Direction): readonly AclFlow[] {
  let tables = tablesOfFlows.get(state.flows);
  if (tables === undefined) {
    tables = readTables(state.flows);
    tablesOfFlows.set(state.flows, tables);
  }
  return tables.get(tableName(direction, pod)) ?? tables.get(direction) ?? [];
}

function tableName(direction: Direction, pod: string): string {
  return `${direction} ${pod}`;
}

function readTables(flows: AclState['flows']): FlowTables {
  const common = Object.values(flows).filter(({ match }) => match.port === undefined);
  const tables = new Map<string, AclFlow[]>();
  const tableOf = (name: string, direction: Direction): AclFlow[] => {
    const table = tables.get(name) ?? common.filter(({ match }) => match.direction === direction);
    tables.set(name, table);
    return table;
  };
  tableOf('ingress', 'ingress');
  tableOf('egress', 'egress');
  for (const flow of Object.values(flows)) {
    const { port, direction } = flow.match;
    if (port !== undefined) tableOf(tableName(direction, port), direction).push(flow);
  }
  for (const table of tables.values()) table.sort((a, b) => b.priority - a.priority || rank(a) - rank(b));
  return tables;
}

function rank({ match }: AclFlow): number {
  return match.conjunction === undefined ? 0 : 1;
}

function matches(match: FlowMatch, packet: HookPacket, ends: Ends): boolean {
  if (match.states !== undefined && !isTracked(match.states, packet)) return false;
  return matchesPorts(match, packet) && matchesEnds(match, ends);
}

function isTracked(names: NonNullable<FlowMatch['states']>, { state }: HookPacket): boolean {
  // Most packets are new, and every table begins with the question whether they are not.
  return state !== 'new' && names.some((name) => STATES[name].includes(state));
}

function matchesEnds(match: FlowMatch, { source, destination, fromLocalNode, state }: Ends): boolean {
  if (match.family !== undefined && match.family !== source.address.family) return false;
  if (match.fromLocalNode === true && !fromLocalNode) return false;
  if (match.source !== undefined && !isIn(match.source, source, state)) return false;
  return match.destination === undefined || isIn(match.destination, destination, state);
}

const STATES: Readonly<Record<'est' | 'rel', readonly HookPacket['state'][]>> = {
  est: ['established', 'reply'],
  rel: ['related'],
};

const NAMED_PROTOCOLS: ReadonlySet<FlowProtocol> = new Set<FlowProtocol>(['TCP', 'UDP', 'SCTP']);

function matchesPorts({ protocol, first, last }: FlowMatch, packet: HookPacket): boolean {
  if (protocol === undefined) return true;
  if (protocol === 'other') return !NAMED_PROTOCOLS.has(packet.protocol);
  if (protocol === 'icmp') return packet.protocol === 'ICMP';
  if (protocol === 'neighbour') {
    return packet.icmpType === 'neighbour-solicit' || packet.icmpType === 'neighbour-advert';
  }
  if (packet.protocol !== protocol) return false;
  if (first === undefined || last === undefined) return true;
  const { destinationPort } = packet;
  return destinationPort !== undefined && first <= destinationPort && destinationPort <= last;
}

function isIn(match: AddressMatch, { address, text }: PacketAddress, state: AclState): boolean {
  switch (match.kind) {
    case 'address':
      return match.address === text;
    case 'set':
      return state.addressSets[match.set]?.[text] !== undefined;
    case 'block': {
      const { whole, excepts } = readBlock(match);
      return rangeContains(whole, address) && !excepts.some((except) => rangeContains(except, address));
    }
  }
}

/** A block with its ranges read. */
interface ReadBlock {
  readonly whole: AddressRange;
  readonly excepts: readonly AddressRange[];
}

const readBlocks = new WeakMap<AddressMatch, ReadBlock>();

function readBlock(match: Extract<AddressMatch, { kind: 'block' }>): ReadBlock {
  let block = readBlocks.get(match);
  if (block === undefined) {
    const range = (cidr: string): AddressRange => cidrRange(cidrOf(cidr));
    block = { whole: range(match.cidr), excepts: match.excepts.map(range) };
    readBlocks.set(match, block);
  }
  return block;
}

function sweep(state: AclState, pod: string, direction: Direction, ends: HookEnds, columns: Columns): number {
  const read = readEnds(state, ends);
  /** What has matched at this priority, by conjunction. */
  let clauses: Map<string, MetClauses> | undefined;
  let priority = Infinity;
  let left = columns.all;
  let allowed = 0;
  for (const { match, action, priority: own } of flowsOf(state, pod, direction)) {
    if (own !== priority) {
      clauses = undefined;
      priority = own;
    }
    // Nobody has tracked a new connection.
    if (match.states !== undefined || !matchesEnds(match, read)) continue;
    const hit = left & columnsWhere(columns, match, (packet) => matchesPorts(match, packet));
    if (action.kind === 'clause') {
      clauses ??= new Map();
      meet(clauses, action, hit);
      continue;
    }
    const decided = match.conjunction === undefined ? hit : hit & proven(clauses?.get(match.conjunction));
    if (action.kind === 'allow') allowed |= decided;
    left &= ~decided;
    if (left === 0) return allowed;
  }
  return allowed | left;
}

/** The columns for which clauses of each dimension of a conjunction have matched. */
interface MetClauses {
  readonly of: number;
  readonly byDimension: Map<number, number>;
}

function meet(
  clauses: Map<string, MetClauses>,
  { conjunction, dimension, of }: Extract<AclFlow['action'], { kind: 'clause' }>,
  hit: number,
): void {
  let met = clauses.get(conjunction);
  if (met === undefined) clauses.set(conjunction, (met = { of, byDimension: new Map() }));
  met.byDimension.set(dimension, (met.byDimension.get(dimension) ?? 0) | hit);
}

/** The columns for which every dimension has matched. */
function proven(met: MetClauses | undefined): number {
  if (met === undefined || met.byDimension.size < met.of) return 0;
  let mask = -1;
  for (const matched of met.byDimension.values()) mask &= matched;
  return mask;
}
