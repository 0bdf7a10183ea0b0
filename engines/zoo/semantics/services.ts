import type { Context, Translated } from '../../../evaluator/index.ts';
import { endOf, referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { Flow } from '../../../model/index.ts';
import { familyOf, objectKey } from '../../../model/index.ts';
import { answering, bareEnd, isolating, questionsOf } from '../../altering/index.ts';
import type { Mutation } from '../zoo-entry.ts';
import { semanticsBugs } from '../semantics-bugs.ts';

/** A pod, a Service, and the same pod. */
export const HAIRPIN: readonly Mutation[] = [
  // The packet comes back from the gateway's address.
  semanticsBugs('ANTREA-5681', 'judge', (context, flow) =>
    reference.judge(answering(context, 'selfViaService', 'policed-as-node-ip'), flow),
  ),

  // A pod that reaches itself through a Service is asked for a rule that lets it in.
  semanticsBugs(['CALICO-6949', 'K8S-125611'], 'judge', (context, flow) =>
    reference.judge(answering(context, 'selfViaService', 'policed-as-self'), flow),
  ),

  // The packet comes back from an address that no rule knows.
  semanticsBugs('OVN-HAIRPIN', 'judge', (context, flow) => {
    const { semantics, world } = context;
    const { source, destination, translated } = semantics.translate(context, flow);
    if (!translated || !semantics.isSamePod(context, source, destination)) {
      return reference.judge(context, flow);
    }
    const masquerade = endOf(world, {
      kind: 'external',
      ip: familyOf(flow.destination.ip) === 'IPv4' ? '169.254.169.5' : 'fd69::5',
    });
    const { ingress } = questionsOf(context, flow);
    const seen = { ...ingress, other: masquerade, blockEnds: [masquerade] };
    return semantics.allowsSide(context, seen) ? 'allow' : 'deny';
  }),
];

/** Translated addresses. */
export const SERVICE_NAT: readonly Mutation[] = [
  // Egress is judged before the load balancer has chosen.
  semanticsBugs('OVN-PRELB', 'translate', (context, flow) => {
    const translated = reference.translate(context, flow);
    if (flow.destination.kind !== 'service') return translated;
    const front = endOf(context.world, { kind: 'external', ip: flow.destination.ip });
    return {
      ...translated,
      egress: { ...translated.egress, other: front, blockEnds: [front], port: flow.port },
    };
  }),

  // Behind a NodePort of another node the masqueraded pod is the world.
  semanticsBugs('CILIUM-17144', 'translate', (context, flow) => {
    const dialled = nodeOf(context, flow.destination.ip);
    const translated = reference.translate(context, flow);
    const isRemote = dialled !== undefined && dialled !== translated.source.nodeName;
    if (flow.destination.kind !== 'service' || !isRemote) return translated;
    return seenFrom(context, translated, flow.destination.ip);
  }),

  // Packets of the proxy take another path, where nobody looks.
  semanticsBugs('KNP-46', 'judge', (context, flow) =>
    flow.destination.kind === 'service' ? 'allow' : reference.judge(context, flow),
  ),

  // What a local proxy sends on takes the OUTPUT path, where egress rules are not.
  semanticsBugs('KR-875', 'judge', (context, flow) => {
    if (flow.destination.kind !== 'service') return reference.judge(context, flow);
    const { ingress } = questionsOf(context, flow);
    return context.semantics.allowsSide(context, ingress) ? 'allow' : 'deny';
  }),

  // The Service's address counts only where each of its ports is allowed.
  semanticsBugs('NPC-222', 'judge', (context, flow) => {
    const everyPort = portsOf(context, flow).every(
      (port) => reference.judge(context, { ...flow, backend: { ...flow.backend!, port } }) === 'allow',
    );
    return everyPort ? reference.judge(context, flow) : 'deny';
  }),

  // Masquerading hides external clients behind a node.
  semanticsBugs('CALICO-2088', 'translate', (context, flow) =>
    reference.translate(answering(context, 'ingressSourceSeen', 'node-ip'), flow),
  ),

  // It hides pods as well.
  semanticsBugs('KUBESPRAY-1012', 'translate', (context, flow) => {
    const translated = reference.translate(context, flow);
    const { source, destination } = translated;
    const crosses = source.nodeName !== destination.nodeName;
    const ip = context.world.nodes
      .get(source.nodeName ?? '')
      ?.addresses.find((address) => familyOf(address) === familyOf(flow.destination.ip));
    if (flow.destination.kind !== 'service' || !crosses || ip === undefined) return translated;
    return seenFrom(context, translated, ip);
  }),

  // A name that several containers declare: the Service's address counts only where all of its numbers are allowed.
  semanticsBugs('NPC-225', 'judge', (context, flow) => {
    const everyNumber = numbersOf(context, flow).every(
      (port) => reference.judge(context, { ...flow, backend: { ...flow.backend!, port } }) === 'allow',
    );
    return everyNumber ? reference.judge(context, flow) : 'deny';
  }),

  // What a hostNetwork pod sends to another node has the address of the tunnel.
  semanticsBugs('KR-332', 'translate', (context, flow) => {
    const translated = reference.translate(context, flow);
    const { source, destination } = translated;
    const crosses = destination.pod !== undefined && source.nodeName !== destination.nodeName;
    if (source.endpoint.kind !== 'hostNetwork' || !crosses) return translated;
    return seenFrom(
      context,
      translated,
      familyOf(source.endpoint.ip) === 'IPv4' ? '172.31.255.1' : 'fdff::1',
    );
  }),

  // With any policy about a pod, no rule lets it through to a Service address.
  semanticsBugs('KUBEOVN-3347', 'judge', (context, flow) => {
    const { source } = context.semantics.translate(context, flow);
    const isSelected =
      isolating(context, source, 'egress').length > 0 || isolating(context, source, 'ingress').length > 0;
    return flow.destination.kind === 'service' && isSelected ? 'deny' : reference.judge(context, flow);
  }),
];

/** The numbers of the other ports of the Service that a flow goes to, as its backend has them. */
function portsOf({ world }: Context, { destination, backend }: Flow): number[] {
  if (destination.kind !== 'service' || backend === undefined) return [];
  const service = world.cluster.services.find((candidate) => objectKey(candidate) === destination.service);
  return (service?.ports ?? []).flatMap(({ targetPort }) =>
    typeof targetPort === 'number' ? [targetPort] : [],
  );
}

/** What the name behind which a flow goes stands for on its backend. */
function numbersOf({ world, semantics, ...context }: Context, flow: Flow): readonly number[] {
  const { destination, backend, port } = flow;
  if (destination.kind !== 'service' || backend === undefined) return [];
  const service = world.cluster.services.find((candidate) => objectKey(candidate) === destination.service);
  const dialled = service?.ports.find(
    (candidate) =>
      candidate.protocol === flow.protocol && (candidate.port === port || candidate.nodePort === port),
  );
  if (typeof dialled?.targetPort !== 'string') return [];
  const end = endOf(world, backend.endpoint);
  return semantics.resolvePortName({ world, semantics, ...context }, dialled.targetPort, flow.protocol, end);
}

/** Whoever answers is told that the packet came from this address. */
function seenFrom(context: Context, translated: Translated, ip: string): Translated {
  const seen = bareEnd(endOf(context.world, { kind: 'external', ip }));
  return { ...translated, ingress: { ...translated.ingress, other: seen, blockEnds: [seen] } };
}

function nodeOf({ world }: Context, ip: Flow['destination']['ip']): string | undefined {
  return world.cluster.nodes.find(({ addresses }) => addresses.includes(ip))?.name;
}
