import type {
  Cluster,
  ClusterEvent,
  Endpoint,
  Flow,
  ProbeEndpoint,
  ProbePort,
  ProbeSet,
} from '../../model/index.ts';
import { addressOf } from '../../model/index.ts';

/** Cells are 32-bit numbers. */
const MAX_CELLS = 2 ** 32;

/**
 * The questions that ask exactly the flows, in order: as a rule one, more only where flows of many different
 * ends and ports would need larger cell numbers than there are.
 */
export function probeSetsOf(
  world: { readonly cluster: Cluster; readonly initial: Cluster; readonly events: readonly ClusterEvent[] },
  flows: readonly Flow[],
): ProbeSet[] {
  const { cluster, initial, events } = world;
  const base = { cluster, ...(events.length === 0 ? {} : { history: { initial, events } }) };
  const sets: ProbeSet[] = [];
  let table = createTable();
  for (const flow of flows) {
    if (!table.hasRoom()) {
      sets.push({ ...base, ...table.finish() });
      table = createTable();
    }
    table.add(flow);
  }
  return [...sets, { ...base, ...table.finish() }];
}

interface FlowTable {
  /** Whether any other flow fits. */
  hasRoom(): boolean;
  add(flow: Flow): void;
  finish(): Pick<ProbeSet, 'endpoints' | 'ports' | 'cells'>;
}

function createTable(): FlowTable {
  const endpoints: ProbeEndpoint[] = [];
  const ports: ProbePort[] = [];
  const endIndex = new Map<string, number>();
  const portIndex = new Map<string, number>();
  const triples: [source: number, destination: number, port: number][] = [];
  return {
    hasRoom: () => (endpoints.length + 2) ** 2 * (ports.length + 1) <= MAX_CELLS,
    add(flow) {
      const { protocol, port: number } = flow;
      const port = indexOf(portIndex, ports, `${protocol}/${number ?? ''}`, () => ({
        protocol,
        ...(number === undefined ? {} : { port: number }),
      }));
      const source = indexOf(endIndex, endpoints, keyOf(flow.source), () => plainEnd(flow.source));
      const key = flow.backend === undefined ? keyOf(flow.destination) : translatedKey(flow, port);
      const destination = indexOf(endIndex, endpoints, key, () => destinationEnd(flow, port));
      triples.push([source, destination, port]);
    },
    finish() {
      const cells = Uint32Array.from(
        triples,
        ([source, destination, port]) => (source * endpoints.length + destination) * ports.length + port,
      );
      return { endpoints, ports, cells };
    },
  };
}

function indexOf<T>(index: Map<string, number>, list: T[], key: string, make: () => T): number {
  let at = index.get(key);
  if (at === undefined) {
    at = list.push(make()) - 1;
    index.set(key, at);
  }
  return at;
}

function keyOf(endpoint: Endpoint): string {
  return JSON.stringify(endpoint);
}

/** Behind a translation each dialled port is an end of its own. */
function translatedKey({ destination, backend }: Flow, port: number): string {
  return JSON.stringify([destination, backend, port]);
}

function plainEnd(endpoint: Endpoint): ProbeEndpoint {
  return { endpoint, address: addressOf(endpoint.ip) };
}

function destinationEnd({ destination, backend }: Flow, only: number): ProbeEndpoint {
  const end = plainEnd(destination);
  return backend === undefined ? end : { ...end, backend, only };
}
