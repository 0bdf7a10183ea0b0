import type { Disposition, Step } from '../../model/index.ts';
import { formatTuple } from '../conntrack/index.ts';
import type { HookPacket, HookVerdict } from '../datapath/datapath.ts';
import type { Gate } from './routing/gates.ts';
import { errorGate } from './routing/gates.ts';
import type { Leg } from './routing/legs.ts';
import type { Network, NodeDatapath } from './network.ts';
import type { TraceBuilder } from './trace-builder.ts';
import { addStep, note } from './trace-builder.ts';

/** What a node does to a packet: on it goes, or this is its end. */
export type LegOutcome = 'passed' | Extract<Disposition, 'dropped' | 'rejected'>;

/** Takes a packet of the leg's own direction past a node: connection tracking first, then the hooks. */
export function passLeg(network: Network, leg: Leg, opening: boolean, trace: TraceBuilder): LegOutcome {
  const node = network.nodes.get(leg.node);
  if (node === undefined) {
    addStep(trace, note('conntrack', 'nobody enforces policies on this node'));
    return 'passed';
  }
  const now = network.now();
  const { state, stale } = node.conntrack.track(leg.original, now, opening);
  const { original } = leg;
  addStep(trace, () =>
    note('conntrack', `${state}${stale ? ', to be judged again' : ''}: ${formatTuple(original)}`),
  );
  if (state === 'invalid') return 'dropped';
  if (stale) {
    // CONN-4: it is the connection that is judged again, in the direction in which it was opened.
    const outcome = askGates(node, state === 'reply' ? leg.backGates() : leg.gates, 'new', trace);
    if (outcome !== 'passed') return outcome;
  }
  const hooks = { all: 0, filtering: 0 };
  const outcome = askGates(node, leg.gates, state, trace, hooks);
  if (outcome === 'passed') {
    const judged = state === 'new' || stale ? 'judged' : 'remembered';
    node.conntrack.confirm(leg.original, leg.reply, now, opening ? 'opened' : judged, hooks);
  } else if (opening) {
    // Whoever opens a connection anew has given up the one that had its tuple.
    node.conntrack.forget(leg.original);
  }
  return outcome;
}

/** Takes an ICMP error past a node, back along a leg of the connection of which it speaks (CONN-5). */
export function passError(network: Network, leg: Leg, trace: TraceBuilder): LegOutcome {
  const node = network.nodes.get(leg.node);
  if (node === undefined) return 'passed';
  const { state, stale } = node.conntrack.track(leg.reply, network.now(), false);
  const isRelated = state === 'reply' || state === 'established';
  addStep(trace, () =>
    note('conntrack', `${isRelated ? 'related to' : 'unknown'}: ${formatTuple(leg.original)}`),
  );
  if (isRelated && stale) {
    const outcome = askGates(node, state === 'reply' ? leg.gates : leg.backGates(), 'new', trace);
    if (outcome !== 'passed') return outcome;
  }
  return askGates(node, leg.backGates().map(errorGate), isRelated ? 'related' : 'new', trace);
}

function askGates(
  node: NodeDatapath,
  gates: readonly Gate[],
  state: HookPacket['state'],
  trace: TraceBuilder,
  passed: { all: number; filtering: number } = { all: 0, filtering: 0 },
): LegOutcome {
  for (const gate of gates) {
    const verdict = askGate(node, gate, state);
    passed.all++;
    if (verdict.unfiltered !== true) passed.filtering++;
    addStep(trace, () => hookStep(gate, verdict));
    if (verdict.action !== 'allow') return verdict.action === 'drop' ? 'dropped' : 'rejected';
  }
  return 'passed';
}

/** The first answer that allows, else the first. */
function askGate(
  node: NodeDatapath,
  { pod, direction, packets }: Gate,
  state: HookPacket['state'],
): HookVerdict {
  let first: HookVerdict | undefined;
  for (const packet of packets) {
    const verdict = node.judge(pod, direction, state === 'new' ? packet : { ...packet, state });
    if (verdict.action === 'allow') return verdict;
    first ??= verdict;
  }
  return first!;
}

function hookStep({ pod, direction, packets }: Gate, { action, rule }: HookVerdict): Step {
  const { protocol, destination, destinationPort, source } = packets[0]!;
  const to = destinationPort === undefined ? protocol : `${protocol}/${destinationPort}`;
  return {
    kind: `${direction}-hook`,
    rule,
    detail: `${pod}: ${source} → ${destination} ${to}`,
    action: action === 'allow' ? 'allow' : 'deny',
  };
}
