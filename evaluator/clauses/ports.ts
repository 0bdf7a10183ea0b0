import type { ContainerPort, NetworkPolicyPort } from '../../model/index.ts';
import type { Context, PeerMatch, SideQuestion } from '../semantics.ts';
import type { End } from '../world.ts';

/** PORT-1: no items, no restriction. PORT-2: items are alternatives. */
export function matchesPorts(
  context: Context,
  items: readonly NetworkPolicyPort[] | undefined,
  question: SideQuestion,
  via: PeerMatch,
): boolean {
  if (items === undefined || items.length === 0) return true;
  return items.some((item) => context.semantics.matchesPort(context, item, question, via));
}

/** PORT-6: protocol and port of one item must both match. */
export function matchesPort(
  context: Context,
  item: NetworkPolicyPort,
  question: SideQuestion,
  via: PeerMatch,
): boolean {
  // PORT-3: TCP where nothing is said. PROTO-3, PROTO-6: never another protocol.
  const protocol = item.protocol ?? 'TCP';
  if (protocol !== question.protocol) return false;
  if (!matchesNumber(context, item, protocol, question, via)) return false;
  // PROTO-5: a plugin without SCTP must not widen the item, only ignore it.
  return protocol !== 'SCTP' || context.option('sctp') === 'supported';
}

function matchesNumber(
  context: Context,
  { port, endPort }: NetworkPolicyPort,
  protocol: string,
  question: SideQuestion,
  via: PeerMatch,
): boolean {
  // PORT-4: every port of the protocol.
  if (port === undefined) return true;
  const asked = via === 'ipBlock' ? (question.blockPort ?? question.port) : question.port;
  if (asked === undefined) return false;
  if (typeof port === 'string') {
    const numbers = context.semantics.resolvePortName(context, port, protocol, question.destination);
    // IPB-12: nothing says that a name means anything beside an address.
    return (
      numbers.includes(asked) &&
      (via !== 'ipBlock' ||
        question.direction === 'ingress' ||
        context.option('namedPortWithIpBlock') === 'resolve-if-pod-ip')
    );
  }
  if (asked === port) return true;
  // PORT-7: both ends included. PORT-19: a plugin without endPort falls back to the single port.
  return (
    endPort !== undefined && port < asked && asked <= endPort && context.option('endPort') === 'supported'
  );
}

/** PORT-9, PORT-12: the name is looked up on the destination pod, each for itself; PORT-10: by protocol. */
export function resolvePortName(
  context: Context,
  name: string,
  protocol: string,
  { pod }: End,
): readonly number[] {
  // PORT-14: an address or a node has nothing to resolve.
  if (pod === undefined) return NOTHING;
  const declared = pod.ports.filter((port) => port.name === name);
  const counted = declared.filter((port) => countsAsSource(context, port));
  const matching = counted.filter((port) => port.protocol === protocol).map((port) => port.containerPort);
  if (matching.length === 0) return NOTHING;
  // HOST-6: as its node, a hostNetwork pod has no port names.
  if (pod.hostNetwork && context.option('hostNetworkPods') !== 'as-pod') return NOTHING;
  if (counted.length === 1) return matching;
  // PORT-15: declared twice.
  switch (context.option('duplicateNamedPorts')) {
    case 'all':
      return matching;
    case 'first':
      return matching.slice(0, 1);
    case 'reject-name':
      return NOTHING;
  }
}

const NOTHING: readonly number[] = [];

/** PORT-20: regular containers count for everyone. */
function countsAsSource({ option }: Context, { container }: ContainerPort): boolean {
  switch (container) {
    case 'regular':
      return true;
    case 'sidecar':
      return option('namedPortSources') !== 'containers';
    case 'init':
      return option('namedPortSources') === '+all-init';
    case 'ephemeral':
      // Ephemeral containers may not declare ports.
      return false;
  }
}
