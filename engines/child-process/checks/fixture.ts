import type { KubernetesObject } from '../../../admission/index.ts';
import { clusterToObjects } from '../../../admission/index.ts';
import type {
  Cluster,
  Flow,
  FlowProtocol,
  HostEndpoint,
  IPFamily,
  NetworkPolicy,
} from '../../../model/index.ts';
import { clusterFrom, familyOf, hasPorts, labelsFrom, NAMESPACE_NAME_LABEL } from '../../../model/index.ts';
import type { EngineCapabilities } from '../../engine.ts';
import { flowToJson } from '../protocol/index.ts';

const PODS = [
  { name: 'a', ips: ['10.244.1.10', 'fd10:244:1::10'] },
  { name: 'b', ips: ['10.244.1.11', 'fd10:244:1::11'] },
  { name: 'c', ips: ['10.244.1.12', 'fd10:244:1::12'] },
] as const;

const DENY_A: NetworkPolicy = {
  kind: 'NetworkPolicy',
  namespace: 'x',
  name: 'deny-a',
  spec: { podSelector: { matchLabels: labelsFrom([['pod', 'a']]) }, policyTypes: ['Ingress'], ingress: [] },
};

const ADDRESSES: Readonly<Record<IPFamily, { readonly node: string; readonly outside: string }>> = {
  IPv4: { node: '192.168.50.11', outside: '203.0.113.7' },
  IPv6: { node: 'fd50::11', outside: '2001:db8::7' },
};

/** A small cluster for engines that know some families: three pods on a node, and perhaps a policy that closes x/a. */
export function clusterFor({ ipFamilies }: EngineCapabilities, withPolicy: boolean): Cluster {
  const known = (ip: string): boolean => ipFamilies.includes(familyOf(ip));
  return clusterFrom([
    {
      kind: 'Node',
      name: 'n1',
      labels: labelsFrom([]),
      addresses: Object.values(ADDRESSES)
        .map(({ node }) => node)
        .filter(known),
      podCIDRs: [],
    },
    { kind: 'Namespace', name: 'x', labels: labelsFrom([[NAMESPACE_NAME_LABEL, 'x']]) },
    ...PODS.map(({ name, ips }) => ({
      kind: 'Pod' as const,
      namespace: 'x',
      name,
      uid: `uid-${name}`,
      labels: labelsFrom([['pod', name]]),
      nodeName: 'n1',
      hostNetwork: false,
      phase: 'Running' as const,
      terminating: false,
      podIPs: ips.filter(known),
      ports: [],
    })),
    ...(withPolicy ? [DENY_A] : []),
  ]);
}

/** The cluster as it goes over the wire. */
export function objectsFor(capabilities: EngineCapabilities, withPolicy: boolean): KubernetesObject[] {
  return clusterToObjects(clusterFor(capabilities, withPolicy));
}

/** The policy that closes x/a, as it goes over the wire. */
export function policyObject(capabilities: EngineCapabilities): KubernetesObject {
  return objectsFor(capabilities, true).find(({ kind }) => kind === 'NetworkPolicy')!;
}

/** Flows between the pods and from outside that an engine says it can judge, at least one. */
export function flowsFor({ protocols, ipFamilies, endpoints }: EngineCapabilities): object[] {
  return ipFamilies.flatMap((family) =>
    protocols.flatMap((protocol) =>
      pairs(family, endpoints.includes('external')).map(([source, destination]) =>
        flowToJson(flow(source, destination, protocol)),
      ),
    ),
  );
}

/** A TCP flow, or one of the engine's first protocol, from x/b to x/a. */
export function aFlow({ protocols, ipFamilies }: EngineCapabilities, sourcePort?: number): object {
  const [[source, destination]] = pairs(ipFamilies[0]!, false) as [[HostEndpoint, HostEndpoint]];
  const protocol = protocols.includes('TCP') ? 'TCP' : protocols[0]!;
  return flowToJson({
    ...flow(source, destination, protocol),
    ...(sourcePort === undefined ? {} : { sourcePort }),
  });
}

function pairs(family: IPFamily, withOutside: boolean): (readonly [HostEndpoint, HostEndpoint])[] {
  const end = (name: string): HostEndpoint => {
    const pod = PODS.find((candidate) => candidate.name === name)!;
    return { kind: 'pod', ip: pod.ips.find((ip) => familyOf(ip) === family)!, pod: `x/${name}` };
  };
  const outside: HostEndpoint = { kind: 'external', ip: ADDRESSES[family].outside };
  return [
    [end('b'), end('a')],
    [end('a'), end('b')],
    [end('c'), end('a')],
    [end('b'), end('c')],
    ...(withOutside
      ? ([
          [outside, end('a')],
          [end('a'), outside],
        ] as const)
      : []),
  ];
}

function flow(source: HostEndpoint, destination: HostEndpoint, protocol: FlowProtocol): Flow {
  return hasPorts(protocol) ? { source, destination, protocol, port: 80 } : { source, destination, protocol };
}
