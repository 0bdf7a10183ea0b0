import { describe, expect, test } from 'vitest';
import type { Flow } from '../../../model/index.ts';
import { flowFromJson, flowToJson } from './flow-json.ts';

const POD = { kind: 'pod', ip: '10.244.1.10', pod: 'x/a' } as const;
const POD_JSON = { ip: '10.244.1.10', pod: 'x/a' };
const EXTERNAL = { kind: 'external', ip: '203.0.113.7' } as const;
const EXTERNAL_JSON = { ip: '203.0.113.7' };

const FLOWS: readonly [what: string, flow: Flow, json: object][] = [
  [
    'outside to a pod',
    { source: EXTERNAL, destination: POD, protocol: 'TCP', port: 80 },
    { source: EXTERNAL_JSON, destination: POD_JSON, protocol: 'TCP', port: 80 },
  ],
  [
    'a hostNetwork pod to a node, from a port',
    {
      source: { kind: 'hostNetwork', ip: '192.168.50.11', pod: 'x/hn', node: 'n1' },
      destination: { kind: 'node', ip: '192.168.50.12', node: 'n2' },
      protocol: 'UDP',
      port: 53,
      sourcePort: 40_000,
    },
    {
      source: { ip: '192.168.50.11', pod: 'x/hn', node: 'n1' },
      destination: { ip: '192.168.50.12', node: 'n2' },
      protocol: 'UDP',
      port: 53,
      sourcePort: 40_000,
    },
  ],
  [
    'a service with its backend',
    {
      source: POD,
      destination: { kind: 'service', ip: '10.96.0.10', service: 'x/web' },
      protocol: 'TCP',
      port: 80,
      backend: { endpoint: POD, port: 8080 },
    },
    {
      source: POD_JSON,
      destination: { ip: '10.96.0.10', service: 'x/web' },
      protocol: 'TCP',
      port: 80,
      backend: { ...POD_JSON, port: 8080 },
    },
  ],
  [
    'a protocol without ports',
    { source: EXTERNAL, destination: POD, protocol: '47' },
    { source: EXTERNAL_JSON, destination: POD_JSON, protocol: '47' },
  ],
];

test.each(FLOWS)('%s', (_, flow, json) => {
  expect(flowToJson(flow)).toEqual(json);
  expect(flowFromJson(json, 'flow')).toEqual(flow);
});

describe('a flow that cannot be read', () => {
  const good = { source: EXTERNAL_JSON, destination: POD_JSON, protocol: 'TCP', port: 80 };
  test.each([
    [1, 'flow: must be an object, not 1'],
    [{ ...good, source: undefined }, 'flow.source: must be an object, not missing'],
    [{ ...good, source: {} }, 'flow.source.ip: must be an IP address, not missing'],
    [{ ...good, source: { ip: '10.0.0.010' } }, 'flow.source.ip: must be an IP address'],
    [{ ...good, source: { ip: '10.0.0.1', pod: 1 } }, 'flow.source.pod: must be a string, not 1'],
    [{ ...good, source: { ip: '10.0.0.1', service: 'x/s' } }, 'flow.source.service: must be absent here'],
    [{ ...good, source: { ip: '::2' } }, 'flow.destination.ip: must be of the family of source.ip'],
    [
      { ...good, destination: { ...POD_JSON, service: 'x/s' } },
      'flow.destination: must be a service, a pod or',
    ],
    [{ ...good, protocol: 'tcp' }, 'flow.protocol: must be'],
    [{ ...good, protocol: 'ICMP' }, 'flow.port: must be absent, for ICMP has no ports, not 80'],
    [{ ...good, port: undefined }, 'flow.port: must be a port from 1 to 65535, not missing'],
    [{ ...good, port: 65_536 }, 'flow.port: must be a port from 1 to 65535'],
    [{ ...good, sourcePort: 0 }, 'flow.sourcePort: must be a port'],
    [{ ...good, backend: POD_JSON }, 'flow.backend.port: must be a port'],
  ])('%j', (json, message) => {
    expect(() => flowFromJson(json, 'flow')).toThrow(message);
  });
});
