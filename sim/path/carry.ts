import type { Disposition } from '../../model/index.ts';
import type { Leg } from './routing/legs.ts';
import { answeringLeg } from './routing/legs.ts';
import { askNeighbours } from './neighbours.ts';
import type { Network } from './network.ts';
import { passError, passLeg } from './pass-leg.ts';
import type { Route } from './routing/route.ts';
import { nodeOfSite, serverPort } from './routing/route.ts';
import type { Site } from './routing/topology.ts';
import type { TraceBuilder } from './trace-builder.ts';
import { addStep, enterPlace, note } from './trace-builder.ts';

/** A packet on its way. */
export interface Carriage {
  readonly network: Network;
  readonly route: Route;
  readonly legs: readonly Leg[];
  readonly trace: TraceBuilder;
  /** `cold`: nobody knows anybody's link-layer address yet. */
  readonly neighbours: 'warm' | 'cold';
}

/** Carries a packet from the client to the server. `opening`: a TCP SYN, or an SCTP INIT. */
export function carryForward(carriage: Carriage, opening: boolean): Disposition {
  const { network, route, legs, trace } = carriage;
  leave(route, trace);
  if (route.end === 'rejected') {
    addStep(trace, { kind: 'service-translation', detail: 'no ready backend', action: 'deny' });
    return 'rejected';
  }
  if (route.exempt !== undefined) {
    addStep(trace, { kind: 'deliver', detail: `${route.exempt}: never leaves the pod`, action: 'allow' });
    return 'delivered';
  }
  let place = nodeOfSite(route.client) ?? OUTSIDE;
  for (const leg of legs) {
    if (leg.node !== place) enterPlace(trace, (place = leg.node));
    if (carriage.neighbours === 'cold') {
      const blocked = askNeighbours(network, leg, trace);
      if (blocked !== undefined) return blocked;
    }
    const outcome = passLeg(network, leg, opening, trace);
    if (outcome !== 'passed') return outcome;
  }
  return arrive(route, place, trace);
}

const ON_ITS_WAY = note('route', 'answer on its way');

/** Carries an answer from the server back to the client. */
export function carryBack({ network, route, legs, trace }: Carriage): Disposition {
  if (route.end !== 'delivered') return nobodyAnswers(route, trace);
  for (const leg of legs.toReversed()) {
    enterPlace(trace, leg.node);
    const outcome = passLeg(network, answeringLeg(leg), false, trace);
    if (outcome !== 'passed') return outcome;
    addStep(trace, ON_ITS_WAY);
  }
  return 'delivered';
}

/** Carries an ICMP error, which the server sends about the connection, back to the client (CONN-5). */
export function carryError({ network, route, legs, trace }: Carriage): Disposition {
  if (route.end !== 'delivered') return nobodyAnswers(route, trace);
  for (const leg of legs.toReversed()) {
    enterPlace(trace, leg.node);
    const outcome = passError(network, leg, trace);
    if (outcome !== 'passed') return outcome;
  }
  return 'delivered';
}

/** Where the server is gone nothing is sent. */
function nobodyAnswers({ server }: Route, trace: TraceBuilder): Disposition {
  enterPlace(trace, OUTSIDE);
  addStep(trace, { kind: 'route', detail: `nobody answers at ${server.ip}`, action: 'deny' });
  return 'unroutable';
}

const OUTSIDE = 'outside';

function leave(route: Route, trace: TraceBuilder): void {
  const { client, server, translation, seen } = route;
  enterPlace(trace, nodeOfSite(client) ?? OUTSIDE);
  if (translation === undefined) return;
  if (client.kind === 'outside') {
    const entry = translation.dialledNode ?? seen.node ?? nodeOfSite(server) ?? OUTSIDE;
    addStep(trace, note('route', `${translation.front} leads to ${entry}`));
    if (entry !== OUTSIDE && entry !== nodeOfSite(server)) enterPlace(trace, entry);
  }
  const name =
    translation.service === undefined
      ? ''
      : ` (${translation.service.namespace}/${translation.service.name})`;
  const to = `${server.ip} port ${serverPort(route)}`;
  addStep(
    trace,
    note('service-translation', `${translation.front} port ${translation.frontPort} → ${to}${name}`),
  );
  if (seen.ip !== client.ip) addStep(trace, note('source-translation', `${client.ip} → ${seen.ip}`));
}

function arrive({ server, end }: Route, place: string, trace: TraceBuilder): Disposition {
  if (end === 'unroutable') {
    addStep(trace, { kind: 'route', detail: `nobody holds ${server.ip}`, action: 'deny' });
    return 'unroutable';
  }
  const there = nodeOfSite(server) ?? OUTSIDE;
  if (there !== place) enterPlace(trace, there);
  addStep(trace, () => ({ kind: 'deliver', detail: nameOf(server), action: 'allow' }));
  return 'delivered';
}

function nameOf(site: Site): string {
  switch (site.kind) {
    case 'pod':
      return `${site.pod} at ${site.ip}`;
    case 'node':
      return `${site.pod ?? `node ${site.node}`} at ${site.ip}`;
    case 'loopback':
    case 'outside':
    case 'nobody':
      return site.ip;
  }
}
