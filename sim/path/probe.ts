import type { Action, Flow } from '../../model/index.ts';
import type { Gate } from './routing/gates.ts';
import { egressGate, ingressGate } from './routing/gates.ts';
import type { Network } from './network.ts';
import { routeOf } from './routing/route.ts';

/**
 * Whether a new connection would get through now: the same hooks as {@link walkFlow}, asked directly, without
 * connection tracking and without a trace. Changes nothing.
 */
export function probeAction(network: Network, flow: Flow): Action {
  const route = routeOf(network, flow);
  if (route.end !== 'delivered') return 'deny';
  if (route.exempt !== undefined) return 'allow';
  const { profile } = network;
  if (!passes(network, egressGate(route, profile))) return 'deny';
  return passes(network, ingressGate(route, profile)) ? 'allow' : 'deny';
}

function passes({ nodes }: Network, gate: Gate | undefined): boolean {
  if (gate === undefined) return true;
  const node = nodes.get(gate.node);
  if (node === undefined) return true;
  for (const packet of gate.packets) {
    if (node.judge(gate.pod, gate.direction, packet).action === 'allow') return true;
  }
  return false;
}
