import type { Flow, Profile } from '../../../model/index.ts';
import { familyOf } from '../../../model/index.ts';
import type { Network } from '../network.ts';
import type { Site, Topology } from './topology.ts';
import { topologyOf } from './topology.ts';
import type { SeenSource, Translation } from './translation.ts';
import { nodeSource, seenSource, translate } from './translation.ts';

/** Where a flow leads: both ends, what proxies do to it, and whether any hook lies on its way. */
export interface Route {
  readonly flow: Flow;
  readonly client: Site;
  readonly server: Site;
  readonly translation: Translation | undefined;
  /** The client's address as the server sees it. */
  readonly seen: SeenSource;
  /** Why the packet meets no hook although a pod is at an end. */
  readonly exempt: 'loopback' | 'self' | undefined;
  /** What becomes of a packet that every hook lets pass. */
  readonly end: 'delivered' | 'unroutable' | 'rejected';
}

/** Finds the way of a flow through the cluster as it is now. */
export function routeOf({ cluster, profile }: Network, flow: Flow): Route {
  const topology = topologyOf(cluster);
  const client = topology.siteOf(flow.source);
  const translation = translate(flow, cluster, topology);
  if (translation === 'none') {
    const server = topology.siteOf(flow.destination as Exclude<Flow['destination'], { kind: 'service' }>);
    return directRoute(flow, client, server, profile);
  }
  if (translation === 'no-backend') {
    const server: Site = { kind: 'nobody', ip: flow.destination.ip };
    return {
      flow,
      client,
      server,
      translation: undefined,
      seen: { ip: client.ip },
      exempt: undefined,
      end: 'rejected',
    };
  }
  return translatedRoute(flow, client, translation, topology, profile);
}

function directRoute(flow: Flow, client: Site, server: Site, profile: Profile): Route {
  return {
    flow,
    client,
    server,
    translation: undefined,
    seen: { ip: client.ip },
    exempt: directExemption(client, server, profile),
    end: endOf(client, server),
  };
}

// SELF-1 never leaves the pod; SELF-2 does not either, but for plugins that send it through the node.
function directExemption(client: Site, server: Site, profile: Profile): Route['exempt'] {
  if (server.kind === 'loopback') return 'loopback';
  return isSamePod(client, server) && profile.selfDirect === 'allow' ? 'self' : undefined;
}

function translatedRoute(
  flow: Flow,
  client: Site,
  translation: Translation,
  topology: Topology,
  profile: Profile,
): Route {
  const server = translation.site;
  const own = isSamePod(client, server);
  // SELF-3: a proxy that masquerades the hairpin makes it come from the node.
  const masqueraded =
    own && profile.selfViaService === 'policed-as-node-ip' && client.kind === 'pod'
      ? nodeSource(client.node, client.ip, topology)
      : undefined;
  return {
    flow,
    client,
    server,
    translation,
    seen: masqueraded ?? seenSource(client, translation, topology, profile),
    exempt: own && profile.selfViaService === 'allow' ? 'self' : undefined,
    end: endOf(client, server),
  };
}

function isSamePod(client: Site, server: Site): boolean {
  return 'pod' in client && 'pod' in server && client.pod === server.pod;
}

function endOf(client: Site, server: Site): Route['end'] {
  if (server.kind === 'loopback') return 'delivered';
  if (client.kind === 'nobody' || server.kind === 'nobody') return 'unroutable';
  return familyOf(client.ip) === familyOf(server.ip) ? 'delivered' : 'unroutable';
}

/** The port at which the server listens; absent for protocols without ports. */
export function serverPort({ flow, translation }: Route): number | undefined {
  return translation === undefined ? flow.port : translation.backend.port;
}

/** The node on which an end is; absent for what is outside, or nowhere. */
export function nodeOfSite(site: Site): string | undefined {
  return site.kind === 'pod' || site.kind === 'node' ? site.node : undefined;
}
