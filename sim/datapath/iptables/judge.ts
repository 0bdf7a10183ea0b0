import type { Direction } from '../../../model/index.ts';
import type { PacketAddress, PrefixHit } from '../common/index.ts';
import { lateVerdict, longestPrefix, packetAddress } from '../common/index.ts';
import type { HookPacket, HookVerdict } from '../datapath.ts';
import type { Columns, HookEnds, StateJudge } from '../sweep.ts';
import { columnsWhere } from '../sweep.ts';
import { printEntry, printRule } from './print.ts';
import type { FilterTable, IptablesState, Rule, RuleMatch } from './state.ts';
import { DISPATCH_CHAINS } from './state.ts';

/** What a chain sees of a packet besides its port and state. */
interface Ends {
  readonly source: PacketAddress;
  readonly destination: PacketAddress;
  readonly fromLocalNode: boolean;
  readonly pod: string;
  readonly table: FilterTable;
}

/** A packet at one hook, its addresses read once. */
interface Passage {
  readonly packet: HookPacket;
  readonly ends: Ends;
  /** The accept bit. */
  mark: boolean;
  /** The rule that last spoke for the packet, and the chain that holds it. */
  spoke: { readonly chain: string; readonly rule: Rule } | undefined;
}

/**
 * Sends a packet through the chain of its direction, as the kernel would: the first rule that ends the matter
 * decides, and a chain that ends goes back to where it was called.
 */
export const judgeIptables: StateJudge<IptablesState> = Object.assign(judge, { sweep });

function judge(state: IptablesState, pod: string, direction: Direction, packet: HookPacket): HookVerdict {
  const passage: Passage = { packet, ends: readEnds(state, pod, packet), mark: false, spoke: undefined };
  const chain = DISPATCH_CHAINS[direction];
  const action = walkChain(chain, direction, passage) ?? 'allow';
  const { spoke } = passage;
  if (spoke === undefined) return { action, rule: `-A ${chain}: end of chain`, unfiltered: true };
  return lateVerdict(action, () => describe(spoke, passage) + refusals(spoke, passage, direction));
}

function readEnds(
  { tables }: IptablesState,
  pod: string,
  { source, destination, fromLocalNode }: HookEnds,
): Ends {
  const from = packetAddress(source);
  const table = tables[from.address.family];
  return { source: from, destination: packetAddress(destination), fromLocalNode, pod, table };
}

/** The end of the matter, or `undefined` where the chain returns. */
function walkChain(chain: string, direction: Direction, passage: Passage): HookVerdict['action'] | undefined {
  for (const rule of rulesAt(passage.ends.table.chains[chain] ?? NO_RULES, passage.ends.pod, direction)) {
    if (!matches(rule.match, passage)) continue;
    const { target } = rule;
    if (target.kind === 'jump') {
      const ending = walkChain(target.chain, direction, passage);
      if (ending !== undefined) return ending;
      continue;
    }
    if (target.kind === 'mark') {
      passage.mark = target.value;
      if (target.value) passage.spoke = { chain, rule };
      continue;
    }
    // A return because of the bit says nothing new: the rule that set the bit has spoken.
    if (target.kind !== 'return' || rule.match.mark !== true) passage.spoke = { chain, rule };
    if (target.kind === 'return') return undefined;
    return target.kind === 'accept' ? 'allow' : target.kind;
  }
  return undefined;
}

const NO_RULES: readonly Rule[] = [];

/** The rules of one chain that the packets of each pod can match by their interface. */
type RulesOfPods = Readonly<Record<Direction, Map<string, readonly Rule[]>>>;

// Derived from the chains alone, and forgotten with them: tables are never changed in place.
const rulesOfPods = new WeakMap<readonly Rule[], RulesOfPods | 'no interfaces'>();

/** The rules of a chain that a pod's packets can match by their interface: the others are walked past in any case. */
function rulesAt(rules: readonly Rule[], pod: string, direction: Direction): readonly Rule[] {
  let ofPods = rulesOfPods.get(rules);
  if (ofPods === undefined) {
    ofPods = rules.some(namesInterface) ? { ingress: new Map(), egress: new Map() } : 'no interfaces';
    rulesOfPods.set(rules, ofPods);
  }
  if (ofPods === 'no interfaces') return rules;
  let own = ofPods[direction].get(pod);
  if (own === undefined) {
    own = rules.filter(({ match: { inInterface, outInterface } }) => {
      const comes = inInterface === undefined || (direction === 'egress' && inInterface === pod);
      return comes && (outInterface === undefined || (direction === 'ingress' && outInterface === pod));
    });
    ofPods[direction].set(pod, own);
  }
  return own;
}

function namesInterface({ match }: Rule): boolean {
  return match.inInterface !== undefined || match.outInterface !== undefined;
}

function matches(match: RuleMatch, passage: Passage): boolean {
  const { packet } = passage;
  if (match.mark !== undefined && match.mark !== passage.mark) return false;
  if (match.ctstate !== undefined && !isTracked(match.ctstate, packet)) return false;
  return matchesProtocol(match, packet) && matchesEnds(match, passage.ends);
}

function isTracked(names: NonNullable<RuleMatch['ctstate']>, { state }: HookPacket): boolean {
  // Most packets are new, and every chain begins with the question whether they are not.
  return state !== 'new' && names.some((name) => CTSTATES[name].includes(state));
}

function matchesEnds({ sourceLocal, source, destination, set }: RuleMatch, ends: Ends): boolean {
  if (sourceLocal === true && !ends.fromLocalNode) return false;
  if (source !== undefined && source !== ends.source.text) return false;
  if (destination !== undefined && destination !== ends.destination.text) return false;
  return set === undefined || setHolds(set, ends);
}

const CTSTATES: Readonly<Record<'ESTABLISHED' | 'RELATED', readonly HookPacket['state'][]>> = {
  ESTABLISHED: ['established', 'reply'],
  RELATED: ['related'],
};

function matchesProtocol({ protocol, icmp, ports }: RuleMatch, packet: HookPacket): boolean {
  if (protocol !== undefined && protocol !== packet.protocol) return false;
  if (
    icmp === 'neighbour' &&
    packet.icmpType !== 'neighbour-solicit' &&
    packet.icmpType !== 'neighbour-advert'
  ) {
    return false;
  }
  if (ports === undefined) return true;
  const { destinationPort } = packet;
  return destinationPort !== undefined && ports.first <= destinationPort && destinationPort <= ports.last;
}

/** The entry of a set that an address meets. */
function entryOf(
  { name, side }: NonNullable<RuleMatch['set']>,
  { table, source, destination }: Ends,
): PrefixHit<'match' | 'nomatch'> | undefined {
  const set = table.sets[name];
  return set === undefined ? undefined : longestPrefix(set, (side === 'src' ? source : destination).address);
}

function setHolds(set: NonNullable<RuleMatch['set']>, ends: Ends): boolean {
  return entryOf(set, ends)?.value === 'match';
}

function describe({ chain, rule }: NonNullable<Passage['spoke']>, passage: Passage): string {
  const text = `-A ${chain} ${printRule(rule)}`;
  const entry = rule.match.set === undefined ? undefined : entryOf(rule.match.set, passage.ends);
  return entry === undefined ? text : `${text} [${entry.cidr}]`;
}

/** The elements without which a rule of a policy would have let in what its pod's chain denied in the end. */
function refusals(
  { chain, rule }: NonNullable<Passage['spoke']>,
  passage: Passage,
  direction: Direction,
): string {
  if (rule.target.kind !== 'drop' && rule.target.kind !== 'reject') return '';
  const { packet, ends } = passage;
  const elements = rulesAt(ends.table.chains[chain] ?? NO_RULES, ends.pod, direction)
    .flatMap(({ target }) => (target.kind === 'jump' ? (ends.table.chains[target.chain] ?? NO_RULES) : []))
    .flatMap(({ match: { set, ...others } }) => {
      const entry = set === undefined ? undefined : entryOf(set, ends);
      if (set === undefined || entry?.value !== 'nomatch') return [];
      const wouldMatch = matchesProtocol(others, packet) && matchesEnds(others, ends);
      return wouldMatch ? [printEntry(set.name, entry.cidr, entry.value)] : [];
    });
  return elements.length === 0 ? '' : ` [not let in by ${[...new Set(elements)].join(', ')}]`;
}

/** New connections to many ports on their way through the chains. */
interface Sweeping {
  readonly ends: Ends;
  readonly direction: Direction;
  readonly columns: Columns;
  /** Those whose accept bit is set. */
  marked: number;
  /** Those that were accepted. */
  allowed: number;
}

function sweep(
  state: IptablesState,
  pod: string,
  direction: Direction,
  ends: HookEnds,
  columns: Columns,
): number {
  const sweeping: Sweeping = {
    ends: readEnds(state, pod, ends),
    direction,
    columns,
    marked: 0,
    allowed: 0,
  };
  const left = sweepChain(DISPATCH_CHAINS[direction], columns.all, sweeping);
  return sweeping.allowed | left;
}

/** Takes packets through a chain. Returns those that come back from it. */
function sweepChain(chain: string, entering: number, sweeping: Sweeping): number {
  const { ends, direction } = sweeping;
  let left = entering;
  let returned = 0;
  for (const { match, target } of rulesAt(ends.table.chains[chain] ?? NO_RULES, ends.pod, direction)) {
    const hit = left & columnsOfRule(match, sweeping);
    if (hit === 0) continue;
    if (target.kind === 'mark') {
      sweeping.marked = target.value ? sweeping.marked | hit : sweeping.marked & ~hit;
      continue;
    }
    left &= ~hit;
    if (target.kind === 'jump') left |= sweepChain(target.chain, hit, sweeping);
    else if (target.kind === 'return') returned |= hit;
    else if (target.kind === 'accept') sweeping.allowed |= hit;
    if (left === 0) break;
  }
  return returned | left;
}

function columnsOfRule(match: RuleMatch, sweeping: Sweeping): number {
  // Nobody has tracked a new connection.
  if (match.ctstate !== undefined || !matchesEnds(match, sweeping.ends)) return 0;
  const mask = columnsWhere(sweeping.columns, match, (packet) => matchesProtocol(match, packet));
  if (match.mark === undefined) return mask;
  return match.mark ? mask & sweeping.marked : mask & ~sweeping.marked;
}
