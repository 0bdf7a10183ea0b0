import type { Direction } from '../../../model/index.ts';
import { lateVerdict, longestPrefix, packetAddress } from '../common/index.ts';
import type { HookPacket, HookVerdict } from '../datapath.ts';
import { printPort, printValue } from './print.ts';
import type { EbpfState, PortKey, Program } from './state.ts';
import { slotOf } from './state.ts';

/** Runs the program on a pod's interface; a pod without one is not isolated. */
export function judgeEbpf(
  state: EbpfState,
  pod: string,
  direction: Direction,
  packet: HookPacket,
): HookVerdict {
  const source = packetAddress(packet.source);
  const program = state.programs[slotOf(pod, direction, source.address.family)];
  if (program === undefined) return NO_PROGRAM;
  const destination = packetAddress(packet.destination);
  const other = direction === 'ingress' ? source : destination;
  const name = other.text;
  const exemption = exempts(program, packet, name, source.text === destination.text);
  if (exemption !== undefined) return { action: 'allow', rule: exemption };

  const hit = longestPrefix(state.prefixMaps[program.prefixMap] ?? {}, other.address);
  if (hit !== undefined && hit.value.ports.some((key) => keyHolds(key, packet))) {
    return lateVerdict('allow', () => `${program.prefixMap}: ${hit.cidr} => ${printValue(hit.value)}`);
  }
  if (hit?.value.final !== true) {
    const policy = state.policyMaps[program.policyMap] ?? {};
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
  if (config.localPasses && packet.fromLocalNode) return 'from this node';
  if (config.nodeAddresses.includes(other)) return `own node ${other}`;
  if (toItself && config.ownAddresses.includes(other)) return `itself ${other}`;
  // PROTO-2
  const named = packet.protocol === 'TCP' || packet.protocol === 'UDP' || packet.protocol === 'SCTP';
  if (!named && config.otherProtocols === 'allow') return 'other protocol';
  if (packet.protocol === 'ICMP' && config.otherProtocols === 'allow-icmp-control') return 'ICMP';
  return undefined;
}

function keyHolds({ protocol, port, length }: PortKey, packet: HookPacket): boolean {
  if (protocol !== '*' && protocol !== packet.protocol) return false;
  if (length === 0) return true;
  const { destinationPort } = packet;
  return destinationPort !== undefined && destinationPort >> (16 - length) === port >> (16 - length);
}
