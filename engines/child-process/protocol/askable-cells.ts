import type {
  Endpoint,
  Flow,
  FlowProtocol,
  NetworkPolicy,
  NetworkPolicyPort,
  ProbeSet,
} from '../../../model/index.ts';
import { cellParts, DIRECTIONS, familyOf, rulesOf } from '../../../model/index.ts';
import type { EngineCapabilities } from '../../engine.ts';

/** Positions in `probes.cells` that the capabilities let an engine judge, in order. */
export function askableCells(probes: ProbeSet, capabilities: EngineCapabilities): number[] {
  if (!isLoadable(probes, capabilities)) return [];
  const ends = probes.endpoints.map(
    ({ endpoint, backend }) =>
      isKnownEnd(endpoint, capabilities) &&
      (backend === undefined || isKnownEnd(backend.endpoint, capabilities)),
  );
  const protocols = new Set<FlowProtocol>(capabilities.protocols);
  const ports = probes.ports.map(({ protocol }) => protocols.has(protocol));
  const askable: number[] = [];
  for (const [position, cell] of probes.cells.entries()) {
    const { source, destination, port } = cellParts(probes, cell);
    if (ends[source]! && ends[destination]! && ports[port]!) askable.push(position);
  }
  return askable;
}

/** Whether the capabilities let an engine judge the flow, asked about the cluster of the probes. */
export function isAskableFlow(probes: ProbeSet, flow: Flow, capabilities: EngineCapabilities): boolean {
  const { source, destination, backend, protocol } = flow;
  const ends = [source, destination, ...(backend === undefined ? [] : [backend.endpoint])];
  return (
    isLoadable(probes, capabilities) &&
    capabilities.protocols.includes(protocol) &&
    ends.every((end) => isKnownEnd(end, capabilities))
  );
}

function isKnownEnd(endpoint: Endpoint, { endpoints, ipFamilies }: EngineCapabilities): boolean {
  return endpoints.includes(endpoint.kind) && ipFamilies.includes(familyOf(endpoint.ip));
}

/** An engine without `endPort` or `namedPorts` is not asked where a policy uses them, now or on the way here. */
function isLoadable({ cluster, history }: ProbeSet, capabilities: EngineCapabilities): boolean {
  const { endPort, namedPorts } = capabilities;
  if (endPort && namedPorts) return true;
  const earlier = capabilities.history ? (history?.events ?? []).map(({ object }) => object) : [];
  const policies = [
    ...cluster.policies,
    ...(capabilities.history ? (history?.initial.policies ?? []) : []),
    ...earlier.filter((object) => object.kind === 'NetworkPolicy'),
  ];
  return policies.every((policy) =>
    portItems(policy).every(
      (item) => (endPort || item.endPort === undefined) && (namedPorts || typeof item.port !== 'string'),
    ),
  );
}

function portItems(policy: NetworkPolicy): readonly NetworkPolicyPort[] {
  return DIRECTIONS.flatMap((direction) => rulesOf(policy, direction).flatMap(({ ports = [] }) => ports));
}
