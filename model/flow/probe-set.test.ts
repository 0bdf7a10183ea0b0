import { describe, expect, it } from 'vitest';
import { FencepostError } from '../error.ts';
import { SMALL } from '../testing/sample-cluster.ts';
import type { Flow } from './flow.ts';
import { packetClasses } from './packet-classes.ts';
import { cellParts, flowOf, requireIndexable, withCells } from './probe-set.ts';
import { probesOfFlows } from './probes-of-flows.ts';

const a = { kind: 'pod', ip: '10.244.1.10', pod: 'x/a' } as const;
const b = { kind: 'pod', ip: '10.244.2.11', pod: 'x/b' } as const;
const web = { kind: 'service', ip: '10.96.0.10', service: 'x/web' } as const;
const outside = { kind: 'external', ip: '203.0.113.7' } as const;

describe('cells', () => {
  it('are taken apart into the indices that made them', () => {
    const probes = packetClasses(SMALL);
    const ends = probes.endpoints.length;
    const ports = probes.ports.length;
    for (const cell of probes.cells) {
      const { source, destination, port } = cellParts(probes, cell);
      expect((source * ends + destination) * ports + port).toBe(cell);
      expect(port).toBeLessThan(ports);
      expect(destination).toBeLessThan(ends);
    }
  });

  it('may be fewer', () => {
    const probes = packetClasses(SMALL);
    const fewer = withCells(probes, probes.cells.subarray(0, 3));
    expect(fewer.cells).toHaveLength(3);
    expect(fewer.endpoints).toBe(probes.endpoints);
  });

  it('fit in 32 bits, or are refused instead of wrapping around', () => {
    expect(() => requireIndexable(1024, 4096)).not.toThrow();
    expect(() => requireIndexable(1024, 4097)).toThrow(FencepostError);
  });
});

describe('probesOfFlows', () => {
  const flows: Flow[] = [
    { source: a, destination: b, protocol: 'TCP', port: 80 },
    { source: b, destination: a, protocol: 'TCP', port: 80 },
    { source: a, destination: b, protocol: 'UDP', port: 80 },
    { source: outside, destination: a, protocol: 'ICMP' },
    { source: a, destination: web, protocol: 'TCP', port: 443, backend: { endpoint: b, port: 8443 } },
    { source: a, destination: web, protocol: 'TCP', port: 443, backend: { endpoint: a, port: 8443 } },
    { source: a, destination: b, protocol: 'TCP', port: 80 },
  ];

  it('asks exactly the flows, in their order', () => {
    const probes = probesOfFlows(SMALL, flows);
    expect([...probes.cells].map((cell) => flowOf(probes, cell))).toEqual(flows);
  });

  it('keeps one row for what occurs twice', () => {
    const probes = probesOfFlows(SMALL, flows);
    expect(probes.endpoints).toHaveLength(5);
    expect(probes.ports).toHaveLength(4);
  });

  it('leaves source ports out: no verdict depends on them (PORT-17)', () => {
    const probes = probesOfFlows(SMALL, [{ ...flows[0]!, sourcePort: 40000 }]);
    expect(flowOf(probes, probes.cells[0]!)).toEqual(flows[0]);
  });

  it('hands on the history, and has none of its own', () => {
    const history = { initial: SMALL, events: [] };
    expect(probesOfFlows(SMALL, flows, history).history).toBe(history);
    expect(probesOfFlows(SMALL, flows)).not.toHaveProperty('history');
  });

  it('refuses more combinations than 32 bits can number', () => {
    const many = Array.from({ length: 2000 }, (_, index): Flow => {
      const ip = `203.0.${index >> 8}.${index & 255}`;
      return { source: { kind: 'external', ip }, destination: a, protocol: 'TCP', port: index + 1 };
    });
    expect(() => probesOfFlows(SMALL, many)).toThrow('2^32');
  });
});
