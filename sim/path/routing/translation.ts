import type { Backend, Cluster, Flow, Profile, Service } from '../../../model/index.ts';
import { familyOf, hasPorts, translatedEnds } from '../../../model/index.ts';
import type { Site, Topology } from './topology.ts';
import { canonicalAddress } from './topology.ts';

/** A destination that a proxy replaces by another. */
export interface Translation {
  readonly kind: 'service' | 'host-port';
  /** What the client dials. */
  readonly front: string;
  readonly frontPort: number;
  readonly backend: Backend;
  readonly site: Site;
  /** Absent for a hostPort, and for a Service that is gone while its connections live on. */
  readonly service: Service | undefined;
  /** The node whose address was dialled: a NodePort or hostPort. */
  readonly dialledNode: string | undefined;
}

/**
 * What the proxy makes of a flow: `none` where it does not care, `no-backend` where a Service has nobody to answer.
 * A flow that names its backend keeps it, as a session does.
 */
export function translate(
  flow: Flow,
  cluster: Cluster,
  topology: Topology,
): Translation | 'none' | 'no-backend' {
  const { destination } = flow;
  if (destination.kind !== 'service' && flow.backend === undefined) return 'none';
  const backend = flow.backend ?? chooseBackend(flow, cluster);
  if (backend === undefined || flow.port === undefined) return 'no-backend';
  const { ip, node, service } = topology.frontOf(destination);
  return {
    kind: destination.kind === 'service' ? 'service' : 'host-port',
    front: ip,
    frontPort: flow.port,
    backend,
    site: topology.siteOf(backend.endpoint),
    service,
    dialledNode: node,
  };
}

/** A ready backend of the Service, always the same for one source port. */
function chooseBackend(flow: Flow, cluster: Cluster): Backend | undefined {
  if (!hasPorts(flow.protocol)) return undefined;
  const front = canonicalAddress(flow.destination.ip);
  const candidates = translatedEnds(cluster).filter(
    ({ end, protocol, port }) =>
      end.endpoint.kind === 'service' &&
      flow.destination.kind === 'service' &&
      end.endpoint.service === flow.destination.service &&
      protocol === flow.protocol &&
      port === flow.port &&
      canonicalAddress(end.endpoint.ip) === front,
  );
  if (candidates.length === 0) return undefined;
  return candidates[(flow.sourcePort ?? 0) % candidates.length]!.end.backend;
}

/** An address and port as a hook compares them. */
export interface View {
  readonly ip: string;
  readonly port: number;
  /** What blocks are compared with instead, where a plugin filters before the translation. */
  readonly dialled?: { readonly address: string; readonly port: number };
}

/** What the client's egress hook compares; one match of several is enough. */
export function egressViews(
  { kind, front, frontPort, backend, site, service }: Translation,
  profile: Profile,
): readonly View[] {
  const port = profile.serviceEgressEvaluation === 'service-port' ? frontPort : backend.port;
  const behind: View = { ip: site.ip, port };
  if (profile.serviceEgressEvaluation === 'pre-dnat-with-expansion') {
    // SVC-2: expansion adds a Service's addresses to rules for its backends; blocks mean what is dialled.
    return dialledAddresses(site, front, profile).map((address) => ({
      ...behind,
      dialled: { address, port: frontPort },
    }));
  }
  if (kind === 'host-port') return [behind];
  const before: View = { ip: front, port };
  if (site.kind === 'outside') {
    // SVC-4
    switch (profile.externalBackendIpBlock) {
      case 'backend-ip':
        return [behind];
      case 'service-ip':
        return [before];
      case 'either':
        return [behind, before];
    }
  }
  // SVC-3: a NodePort is dialled at a node's address, which is not the Service's own.
  const isOwnAddress = service === undefined || serviceHolds(service, front);
  return profile.serviceIpInIpBlock === 'match' && isOwnAddress ? [behind, before] : [behind];
}

/** SVC-4: which of the two addresses a block must contain is not said where the backend is outside. */
function dialledAddresses(site: Site, front: string, { externalBackendIpBlock }: Profile): readonly string[] {
  if (site.kind !== 'outside' || externalBackendIpBlock === 'service-ip') return [front];
  return externalBackendIpBlock === 'backend-ip' ? [site.ip] : [site.ip, front];
}

/** The port that the server's ingress hook compares (PORT-21). */
export function ingressPort({ kind, frontPort, backend }: Translation, profile: Profile): number {
  return kind === 'host-port' && profile.hostPortMatch === 'host-port' ? frontPort : backend.port;
}

function serviceHolds({ clusterIPs, externalIPs, loadBalancerIPs }: Service, ip: string): boolean {
  return [...clusterIPs, ...externalIPs, ...loadBalancerIPs].some((own) => canonicalAddress(own) === ip);
}

/** The source address that the server sees, and the node that put it there. */
export interface SeenSource {
  readonly ip: string;
  readonly node?: string;
}

/** SVC-5, SVC-7: whom the server takes for its client when that client is outside the cluster. */
export function seenSource(
  client: Site,
  translation: Translation,
  topology: Topology,
  profile: Profile,
): SeenSource {
  const original: SeenSource = { ip: client.ip };
  const { front, service, site, dialledNode } = translation;
  if (client.kind !== 'outside' || site.kind === 'outside') return original;
  // A local traffic policy exists to keep the client's address.
  if (service?.externalTrafficPolicy === 'Local') return original;
  const ownNode = 'node' in site ? site.node : undefined;
  switch (profile.ingressSourceSeen) {
    case 'original-client':
      return original;
    case 'lb-ip':
      // A balancer stands at the address that was dialled; at a node's there is none.
      return dialledNode === undefined ? { ip: front } : original;
    case 'node-ip':
      return nodeSource(dialledNode ?? otherNode(topology, ownNode) ?? ownNode, front, topology) ?? original;
    case 'own-node-ip':
      return nodeSource(ownNode, front, topology) ?? original;
  }
}

function otherNode(topology: Topology, node: string | undefined): string | undefined {
  return [...topology.nodes.keys()].find((name) => name !== node);
}

/** The source of packets that a node has masqueraded. */
export function nodeSource(
  node: string | undefined,
  like: string,
  topology: Topology,
): SeenSource | undefined {
  if (node === undefined) return undefined;
  const ip = topology.nodeAddress(node, familyOf(like));
  return ip === undefined ? undefined : { ip: canonicalAddress(ip), node };
}
