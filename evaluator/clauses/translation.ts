import type { Backend, Flow, HostEndpoint, Node } from '../../model/index.ts';
import { FencepostError, addressOf, familyOf, formatFlow } from '../../model/index.ts';
import type { Context, SideQuestion, Translated } from '../semantics.ts';
import type { End } from '../world.ts';
import { endOf } from '../world.ts';

type View = Omit<SideQuestion, 'direction' | 'subject'>;

/**
 * SVC-1: a flow to a Service is a flow to the backend that the proxy chose, on the backend's port. SVC-8: direct
 * and headless access involve no translation.
 *
 * @throws FencepostError `input` for a flow to a Service that names no backend
 */
export function translate(context: Context, flow: Flow): Translated {
  const { world } = context;
  const source = endOf(world, flow.source);
  const { backend, protocol, port } = flow;
  if (backend === undefined) {
    if (flow.destination.kind === 'service') {
      throw new FencepostError(
        'input',
        `a flow to a Service needs the backend it reaches: ${formatFlow(flow)}`,
      );
    }
    const destination = endOf(world, flow.destination);
    return {
      egress: { other: destination, blockEnds: [destination], destination, protocol, port },
      ingress: { other: source, blockEnds: [source], destination, protocol, port },
      source,
      destination,
      translated: false,
    };
  }
  const destination = endOf(world, backend.endpoint);
  return {
    egress: egressView(context, flow, backend, destination),
    ingress: ingressView(context, flow, backend, source, destination),
    source,
    destination,
    translated: true,
  };
}

/** SVC-1..4: what the source's egress policies compare. */
function egressView(context: Context, flow: Flow, backend: Backend, destination: End): View {
  const evaluation = context.option('serviceEgressEvaluation');
  return {
    other: destination,
    blockEnds: egressBlockEnds(context, flow, backend, destination),
    destination,
    protocol: flow.protocol,
    // SVC-2: by convention the port after translation.
    port: evaluation === 'service-port' ? flow.port : backend.port,
    blockPort: evaluation === 'pre-dnat-with-expansion' ? flow.port : undefined,
  };
}

function egressBlockEnds(context: Context, flow: Flow, backend: Backend, destination: End): readonly End[] {
  const front: End = {
    endpoint: { kind: 'external', ip: flow.destination.ip },
    address: addressOf(flow.destination.ip),
    pod: undefined,
    nodeName: undefined,
  };
  if (backend.endpoint.kind === 'external') {
    // SVC-4: which of the two addresses a block must contain is not said.
    switch (context.option('externalBackendIpBlock')) {
      case 'backend-ip':
        return [destination];
      case 'service-ip':
        return [front];
      case 'either':
        return [destination, front];
    }
  }
  if (context.option('serviceEgressEvaluation') === 'pre-dnat-with-expansion') return [front];
  // SVC-3: whether a block over the Service's own address means the Service.
  return context.option('serviceIpInIpBlock') === 'match' ? [destination, front] : [destination];
}

/** SVC-5, SVC-7, PORT-21: what the backend's ingress policies compare. */
function ingressView(context: Context, flow: Flow, backend: Backend, source: End, destination: End): View {
  // Only traffic from outside is source-translated on its way in.
  const seen = flow.source.kind === 'external' ? sourceSeen(context, flow, source, destination) : source;
  const isHostPort = flow.destination.kind !== 'service';
  return {
    other: seen,
    blockEnds: [seen],
    destination,
    protocol: flow.protocol,
    port: isHostPort && context.option('hostPortMatch') === 'host-port' ? flow.port : backend.port,
  };
}

function sourceSeen(context: Context, flow: Flow, source: End, destination: End): End {
  switch (context.option('ingressSourceSeen')) {
    case 'original-client':
      return source;
    case 'lb-ip':
      // A balancer stands at the address that was dialled; at a node's own there is none.
      return dialledNode(context, flow) === undefined
        ? endOf(context.world, { kind: 'external', ip: flow.destination.ip })
        : source;
    case 'node-ip':
      return nodeEnd(context, receivingNode(context, flow, destination), flow) ?? source;
    case 'own-node-ip':
      return nodeEnd(context, destination.nodeName, flow) ?? source;
  }
}

/** The node that took the packet in: the one dialled, else one that does not run the backend. */
function receivingNode(context: Context, flow: Flow, destination: End): string | undefined {
  const remote = context.world.cluster.nodes.find(({ name }) => name !== destination.nodeName);
  return (dialledNode(context, flow) ?? remote)?.name ?? destination.nodeName;
}

/** The node whose own address was dialled: for a NodePort or a hostPort. */
function dialledNode({ world }: Context, flow: Flow): Node | undefined {
  return world.cluster.nodes.find(({ addresses }) => addresses.includes(flow.destination.ip));
}

function nodeEnd(context: Context, name: string | undefined, flow: Flow): End | undefined {
  const node = name === undefined ? undefined : context.world.nodes.get(name);
  const ip = node?.addresses.find((address) => familyOf(address) === familyOf(flow.destination.ip));
  if (node === undefined || ip === undefined) return undefined;
  const endpoint: HostEndpoint = { kind: 'node', ip, node: node.name };
  return endOf(context.world, endpoint);
}
