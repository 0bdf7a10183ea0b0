import type { Direction } from '../../../model/index.ts';
import { hasPorts } from '../../../model/index.ts';
import { lateVerdict, longestPrefix, packetAddress } from '../common/index.ts';
import type { HookPacket, HookVerdict } from '../datapath.ts';
import type { Columns, HookEnds, StateJudge } from '../sweep.ts';
import { columnsWhere } from '../sweep.ts';
import { printPort, printValue } from './print.ts';
import type { EbpfState, PortKey, Program, ProgramConfig } from './state.ts';
import { slotOf } from './state.ts';

/** Runs the program on a pod's interface; a pod without one is not isolated. */
export const judgeEbpf: StateJudge<EbpfState> = Object.assign(judge, { sweep });

function judge(state: EbpfState, pod: string, direction: Direction, packet: HookPacket): HookVerdict {
  const source = packetAddress(packet.source);
  const program = state.programs[slotOf(pod, direction, source.address.family)];
  if (program === undefined) return NO_PROGRAM;
  const destination = packetAddress(packet.destination);
  const other = direction === 'ingress' ? source : destination;
  const name = other.text;
  const exemption = exempts(program, packet, name, source.text === destination.text);
  if (exemption !== undefined) return { action: 'allow', rule: exemption };

  const hit = longestPrefix(state.prefixMaps[program.prefixMap] ?? NO_ENTRIES, other.address);
  if (hit !== undefined && hit.value.ports.some((key) => keyHolds(key, packet))) {
    return lateVerdict('allow', () => `${program.prefixMap}: ${hit.cidr} => ${printValue(hit.value)}`);
  }
  if (hit?.value.final !== true) {
    const policy = state.policyMaps[program.policyMap] ?? NO_ENTRIES;
    const identity = state.ipcache[program.family][name];
    for (const id of identity === undefined ? ['*'] : [identity, '*']) {
      const key = policy[id]?.find((candidate) => keyHolds(candidate, packet));
      if (key !== undefined) {
        return lateVerdict('allow', () => `${program.policyMap}: ${id} ${printPort(key)} => allow`);
      }
    }
  }
  return lateVerdict(program.config.denied, () => denial(program, hit?.cidr));
}

const NO_PROGRAM: HookVerdict = { action: 'allow', rule: 'no program', unfiltered: true };

function denial({ policyMap, prefixMap, refused }: Program, cidr: string | undefined): string {
  const full = refused.length === 0 ? '' : `; map full: ${refused.join('; ')}`;
  return `${policyMap}: no entry; ${prefixMap}: ${cidr === undefined ? 'no entry' : `${cidr} lacks the port`}${full}`;
}

/** What lets a packet pass before any map is asked, or `undefined`. */
function exempts(
  { config }: Program,
  packet: HookPacket,
  other: string,
  toItself: boolean,
): string | undefined {
  // CONN-1
  if (packet.state === 'established' || packet.state === 'reply') return 'conntrack: established';
  // CONN-5
  if (packet.state === 'related' && config.relatedIcmp === 'allow') return 'conntrack: related';
  // What ARP is to IPv4; no policy speaks of it.
  if (packet.icmpType === 'neighbour-solicit' || packet.icmpType === 'neighbour-advert')
    return 'neighbour discovery';
  if (endsPass(config, packet, other, toItself)) {
    return packet.fromLocalNode && config.localPasses ? 'from this node' : `own address ${other}`;
  }
  return protocolPasses(config, packet) ? `protocol ${packet.protocol}` : undefined;
}

function endsPass(config: ProgramConfig, ends: HookEnds, other: string, toItself: boolean): boolean {
  if (config.localPasses && ends.fromLocalNode) return true;
  return config.nodeAddresses.includes(other) || (toItself && config.ownAddresses.includes(other));
}

// PROTO-2
function protocolPasses({ otherProtocols }: ProgramConfig, { protocol }: HookPacket): boolean {
  if (hasPorts(protocol)) return false;
  return otherProtocols === 'allow' || (protocol === 'ICMP' && otherProtocols === 'allow-icmp-control');
}

function keyHolds({ protocol, port, length }: PortKey, packet: HookPacket): boolean {
  if (protocol !== '*' && protocol !== packet.protocol) return false;
  if (length === 0) return true;
  const { destinationPort } = packet;
  return destinationPort !== undefined && destinationPort >> (16 - length) === port >> (16 - length);
}

function sweep(
  state: EbpfState,
  pod: string,
  direction: Direction,
  ends: HookEnds,
  columns: Columns,
): number {
  const source = packetAddress(ends.source);
  const program = state.programs[slotOf(pod, direction, source.address.family)];
  if (program === undefined) return columns.all;
  const destination = packetAddress(ends.destination);
  const other = direction === 'ingress' ? source : destination;
  const { config } = program;
  if (endsPass(config, ends, other.text, source.text === destination.text)) return columns.all;
  let allowed = columnsWhere(columns, config, (packet) => protocolPasses(config, packet));
  const hit = longestPrefix(state.prefixMaps[program.prefixMap] ?? NO_ENTRIES, other.address);
  if (hit !== undefined) allowed |= columnsOfKeys(columns, hit.value.ports);
  if (hit?.value.final === true) return allowed;
  const policy = state.policyMaps[program.policyMap] ?? NO_ENTRIES;
  const identity = state.ipcache[program.family][other.text];
  if (identity !== undefined) allowed |= columnsOfKeys(columns, policy[identity]);
  return allowed | columnsOfKeys(columns, policy['*']);
}

function columnsOfKeys(columns: Columns, keys: readonly PortKey[] | undefined): number {
  if (keys === undefined) return 0;
  return columnsWhere(columns, keys, (packet) => keys.some((key) => keyHolds(key, packet)));
}

const NO_ENTRIES: Readonly<Record<string, never>> = {};
