import type { Profile } from '../../../model/index.ts';
import type { Tuple } from '../../conntrack/index.ts';
import { reverseTuple, tupleOf } from '../../conntrack/index.ts';
import type { Gate } from './gates.ts';
import { answeringGate, egressGate, FIRST_SOURCE_PORT, ingressGate } from './gates.ts';
import type { Route } from './route.ts';
import { nodeOfSite, serverPort } from './route.ts';

/** What one node on the way remembers and asks. */
export interface Leg {
  readonly node: string;
  /** The packet's tuple as this node's connection tracking first sees it. */
  readonly original: Tuple;
  /** That of its answer. */
  readonly reply: Tuple;
  readonly gates: readonly Gate[];
  /** The hooks that an answer meets here, in its own order; asked for where a packet came so far. */
  readonly backGates: () => readonly Gate[];
}

/** The nodes on a route, the client's first; one where both ends share it, none where both are elsewhere. */
export function legsOf(route: Route, profile: Profile): readonly Leg[] {
  if (route.exempt !== undefined) return [];
  const { client, server, seen, translation, flow } = route;
  const from = nodeOfSite(client);
  const to = nodeOfSite(server);
  const { protocol, sourcePort = FIRST_SOURCE_PORT } = flow;
  const port = serverPort(route) ?? 0;
  const egress = egressGate(route, profile);
  const ingress = ingressGate(route, profile);
  let here: Leg | undefined;
  let there: Leg | undefined;
  if (from !== undefined) {
    const front = translation?.front ?? server.ip;
    const original = tupleOf(protocol, client.ip, sourcePort, front, translation?.frontPort ?? port);
    // A hairpin's source may have been masqueraded: the answer goes to what the server saw.
    const answered = from === to ? seen.ip : client.ip;
    const reply = tupleOf(protocol, server.ip, port, answered, sourcePort);
    here = legAt(route, from, original, reply, present(egress, from === to ? ingress : undefined));
  }
  if (to !== undefined && to !== from) {
    const original = tupleOf(protocol, seen.ip, sourcePort, server.ip, port);
    there = legAt(route, to, original, reverseTuple(original), present(ingress, undefined));
  }
  return present(here, there);
}

/** Those that there are. */
function present<Item>(first: Item | undefined, second: Item | undefined): readonly Item[] {
  if (first === undefined) return second === undefined ? [] : [second];
  return second === undefined ? [first] : [first, second];
}

function legAt(route: Route, node: string, original: Tuple, reply: Tuple, gates: readonly Gate[]): Leg {
  const backGates = (): readonly Gate[] => gates.toReversed().map((gate) => answeringGate(gate, route));
  return { node, original, reply, gates, backGates };
}

/** The leg as the answers travel it. */
export function answeringLeg({ node, original, reply, gates, backGates }: Leg): Leg {
  return { node, original: reply, reply: original, gates: backGates(), backGates: () => gates };
}
