import { familyOf } from '../../model/index.ts';
import type { HookPacket } from '../datapath/datapath.ts';
import type { Gate } from './routing/gates.ts';
import type { Leg } from './routing/legs.ts';
import type { Network } from './network.ts';
import type { LegOutcome } from './pass-leg.ts';
import type { TraceBuilder } from './trace-builder.ts';
import { addStep, note } from './trace-builder.ts';

/**
 * Asks for the link-layer addresses of a leg's pods before the packet goes on. ARP is no IP and meets no hook;
 * neighbour discovery is ICMPv6 and does: a datapath that drops it cuts its pods off.
 *
 * @returns how the question ended where a hook stopped it, else `undefined`
 */
export function askNeighbours(
  network: Network,
  leg: Leg,
  trace: TraceBuilder,
): Exclude<LegOutcome, 'passed'> | undefined {
  const node = network.nodes.get(leg.node);
  if (node === undefined) return undefined;
  for (const gate of leg.gates) {
    if (node.filtersArp !== true && familyOf(gate.packets[0]!.source) === 'IPv4') {
      addStep(trace, note('neighbour', 'ARP, which no hook sees'));
      continue;
    }
    for (const direction of ['egress', 'ingress'] as const) {
      for (const icmpType of ['neighbour-solicit', 'neighbour-advert'] as const) {
        const { action, rule } = node.judge(gate.pod, direction, discovery(gate, direction, icmpType));
        const detail = `${gate.pod}: ${icmpType} on ${direction}`;
        addStep(trace, { kind: 'neighbour', rule, detail, action: action === 'allow' ? 'continue' : 'deny' });
        if (action !== 'allow') return action === 'drop' ? 'dropped' : 'rejected';
      }
    }
  }
  return undefined;
}

function discovery(
  gate: Gate,
  direction: Gate['direction'],
  icmpType: 'neighbour-solicit' | 'neighbour-advert',
): HookPacket {
  const { source, destination } = gate.packets[0]!;
  const [pod, other] = gate.direction === 'egress' ? [source, destination] : [destination, source];
  const ends =
    direction === 'egress' ? { source: pod, destination: other } : { source: other, destination: pod };
  return { ...ends, protocol: 'ICMP', icmpType, state: 'untracked', fromLocalNode: false };
}
