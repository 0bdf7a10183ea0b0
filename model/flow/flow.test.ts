import { describe, expect, it } from 'vitest';
import type { Endpoint } from './endpoint.ts';
import { endpointName } from './endpoint.ts';
import type { Flow } from './flow.ts';
import { formatFlow, hasPorts } from './flow.ts';

const pod: Endpoint = { kind: 'pod', ip: '10.244.1.10', pod: 'x/a' };
const outside: Endpoint = { kind: 'external', ip: '203.0.113.7' };

describe('endpointName', () => {
  it.each<[Endpoint, string]>([
    [pod, 'x/a'],
    [{ kind: 'hostNetwork', ip: '192.168.50.11', pod: 'x/hn', node: 'n1' }, 'x/hn'],
    [{ kind: 'node', ip: '192.168.50.11', node: 'n1' }, 'node n1'],
    [outside, '203.0.113.7'],
    [{ kind: 'service', ip: '10.96.0.10', service: 'x/web' }, 'service x/web'],
  ])('%o is %s', (endpoint, name) => {
    expect(endpointName(endpoint)).toBe(name);
  });
});

describe('formatFlow', () => {
  it.each<[string, Flow]>([
    [
      '203.0.113.7 → x/a (10.244.1.10) TCP/80',
      { source: outside, destination: pod, protocol: 'TCP', port: 80 },
    ],
    ['203.0.113.7 → x/a (10.244.1.10) ICMP', { source: outside, destination: pod, protocol: 'ICMP' }],
    [
      'x/a (10.244.1.10):40000 → service x/web (10.96.0.10) UDP/53 ⇒ x/b:5353',
      {
        source: pod,
        sourcePort: 40000,
        destination: { kind: 'service', ip: '10.96.0.10', service: 'x/web' },
        protocol: 'UDP',
        port: 53,
        backend: { endpoint: { kind: 'pod', ip: '10.244.1.11', pod: 'x/b' }, port: 5353 },
      },
    ],
  ])('%s', (text, flow) => {
    expect(formatFlow(flow)).toBe(text);
  });
});

describe('hasPorts', () => {
  it.each([
    ['TCP', true],
    ['UDP', true],
    ['SCTP', true],
    ['ICMP', false],
    ['47', false],
  ] as const)('%s: %s', (protocol, expected) => {
    expect(hasPorts(protocol)).toBe(expected);
  });
});
