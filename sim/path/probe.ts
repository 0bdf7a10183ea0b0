import type { Action, Direction, Flow } from '../../model/index.ts';
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

/** What one pod's hook says to a new connection, whatever the other end's says. */
export interface SideProbe {
  readonly node: string;
  readonly pod: string;
  readonly direction: Direction;
  readonly action: Action;
}

/**
 * The hooks that a new connection meets, asked apart: none for a flow that no hook sees. Changes nothing.
 *
 * @param on only the hooks of this node
 */
export function probeSides(network: Network, flow: Flow, on?: string): readonly SideProbe[] {
  const route = routeOf(network, flow);
  if (route.end !== 'delivered' || route.exempt !== undefined) return [];
  const { profile } = network;
  return [egressGate(route, profile), ingressGate(route, profile)].flatMap((gate) => {
    if (gate === undefined || (on ?? gate.node) !== gate.node || !network.nodes.has(gate.node)) return [];
    const { node, pod, direction } = gate;
    return [{ node, pod, direction, action: passes(network, gate) ? ('allow' as const) : ('deny' as const) }];
  });
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
