import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Flow, HostEndpoint } from '../../model/index.ts';
import { cellParts, EMPTY_CLUSTER, flowOf } from '../../model/index.ts';
import { probeSetsOf } from './probe-sets.ts';

const WORLD = { cluster: EMPTY_CLUSTER, initial: EMPTY_CLUSTER, events: [] };

const host: fc.Arbitrary<HostEndpoint> = fc.constantFrom<HostEndpoint>(
  { kind: 'pod', ip: '10.0.0.1', pod: 'x/a' },
  { kind: 'pod', ip: '10.0.0.1', pod: 'x/b' },
  { kind: 'hostNetwork', ip: '192.168.0.1', pod: 'x/hn', node: 'n1' },
  { kind: 'node', ip: '192.168.0.1', node: 'n1' },
  { kind: 'external', ip: '203.0.113.7' },
);
const port = fc.constantFrom(80, 81, 443);
const backend = fc.record({ endpoint: host, port });
const flow: fc.Arbitrary<Flow> = fc.oneof(
  fc.record({ source: host, destination: host, protocol: fc.constantFrom('TCP', 'UDP'), port }),
  fc.record({ source: host, destination: host, protocol: fc.constantFrom('ICMP', '47') }),
  fc.record({
    source: host,
    destination: fc.constant({ kind: 'service', ip: '10.96.0.1', service: 'x/s' } as const),
    protocol: fc.constant('TCP'),
    port,
    backend,
  }),
);

test('the cells ask exactly the flows, and the tables hold nothing twice', () => {
  fc.assert(
    fc.property(fc.array(flow, { maxLength: 30 }), (flows) => {
      const [probes, ...more] = probeSetsOf(WORLD, flows);
      expect(more).toEqual([]);
      expect([...probes!.cells].map((cell) => flowOf(probes!, cell))).toEqual(flows);
      const { endpoints, ports, cells } = probes!;
      const ends = endpoints.map(({ endpoint, backend: behind, only }) => ({ endpoint, behind, only }));
      for (const table of [ends, ports]) {
        expect(new Set(table.map((entry) => JSON.stringify(entry))).size).toBe(table.length);
      }
      const bound = [...cells].flatMap((cell) => {
        const { destination, port: dialled } = cellParts(probes!, cell);
        return endpoints[destination]!.backend === undefined ? [] : [[endpoints[destination]!.only, dialled]];
      });
      for (const [only, dialled] of bound) expect(only).toBe(dialled);
    }),
  );
});

test('flows of more ends and ports than cells can number are asked in several goes', () => {
  const flows = Array.from({ length: 3_000 }, (_, index): Flow => ({
    source: { kind: 'external', ip: `203.0.${index >> 8}.${index & 255}` },
    destination: { kind: 'external', ip: `198.51.${index >> 8}.${index & 255}` },
    protocol: 'TCP',
    port: index + 1,
  }));
  const sets = probeSetsOf(WORLD, flows);
  expect(sets.length).toBeGreaterThan(1);
  expect(sets.flatMap((probes) => [...probes.cells].map((cell) => flowOf(probes, cell)))).toEqual(flows);
});
