import { addressOf } from '../address/ip.ts';
import type { Cluster } from '../objects/cluster.ts';
import type { Endpoint } from './endpoint.ts';
import type { Backend, Flow } from './flow.ts';
import type { ProbeEndpoint, ProbePort, ProbeSet } from './probe-set.ts';
import { requireIndexable } from './probe-set.ts';

/**
 * Exactly these flows as a probe set: cell i stands for flow i. Ends and ports that occur twice share a row.
 * Source ports are left out: no verdict depends on them (PORT-17).
 */
export function probesOfFlows(
  cluster: Cluster,
  flows: readonly Flow[],
  history?: ProbeSet['history'],
): ProbeSet {
  const endpoints = tableOf<ProbeEndpoint>();
  const ports = tableOf<ProbePort>();
  const parts = flows.map((flow) => {
    const port = ports.indexOf(`${flow.protocol}/${flow.port ?? ''}`, () => ({
      protocol: flow.protocol,
      ...(flow.port === undefined ? {} : { port: flow.port }),
    }));
    const { backend } = flow;
    return {
      source: endpoints.indexOf(keyOf(flow.source), () => probeEndpoint(flow.source)),
      destination: endpoints.indexOf(keyOf(flow.destination, backend), () => ({
        ...probeEndpoint(flow.destination),
        ...(backend === undefined ? {} : { backend, only: port }),
      })),
      port,
    };
  });
  requireIndexable(endpoints.rows.length, ports.rows.length);
  const cells = Uint32Array.from(
    parts,
    ({ source, destination, port }) =>
      (source * endpoints.rows.length + destination) * ports.rows.length + port,
  );
  return {
    cluster,
    endpoints: endpoints.rows,
    ports: ports.rows,
    cells,
    ...(history === undefined ? {} : { history }),
  };
}

function probeEndpoint(endpoint: Endpoint): ProbeEndpoint {
  return { endpoint, address: addressOf(endpoint.ip) };
}

function keyOf(endpoint: Endpoint, backend?: Backend): string {
  return JSON.stringify([endpoint, backend]);
}

function tableOf<Row>(): { rows: Row[]; indexOf: (key: string, make: () => Row) => number } {
  const rows: Row[] = [];
  const indices = new Map<string, number>();
  return {
    rows,
    indexOf(key, make) {
      let index = indices.get(key);
      if (index === undefined) {
        index = rows.push(make()) - 1;
        indices.set(key, index);
      }
      return index;
    },
  };
}
