import { describe, expect, it } from 'vitest';
import type { Trace } from '../../model/index.ts';
import type { HookPacket } from '../datapath/datapath.ts';
import { openConnection, walkFlow, walkNew } from './connection.ts';
import type { Network } from './network.ts';
import { blockTerm, flowFrom, labOf, portTerm, ruleOf } from './testing/lab.ts';
import { traceOf } from './trace-builder.ts';

function told({ hops, disposition }: Trace): string[] {
  const lines = hops.flatMap(({ place, steps }) => [
    place,
    ...steps.map(({ kind, detail }) => `  ${kind}: ${detail}`),
  ]);
  return [...lines, disposition];
}

describe('a trace tells a packet’s way', () => {
  it('as it was, however late it is put into words', () => {
    const lab = labOf({ 'x/a': { ingress: [] } });
    const [there, denied] = [flowFrom('x/a', 'y/a'), flowFrom('y/a', 'x/a')];
    const walks = [there, denied].map((flow) => walkNew(lab, flow));
    const early = [there, denied].map((flow) => walkFlow(lab, flow));
    // Other connections, and other rules: a walk looks at neither any more.
    for (const flow of [there, denied]) openConnection(lab, flow);
    lab.change({ 'x/a': { egress: [] } });
    expect(walks.map(traceOf)).toEqual(early);
    expect(early.map(({ disposition }) => disposition)).toEqual(['delivered', 'dropped']);
  });

  it('through a Service to another node and back', () => {
    const flow = flowFrom('x/a', 'svc/web', { port: 8080, sourcePort: 50_000 });
    expect(told(walkFlow(labOf({}), flow))).toEqual([
      'n1',
      '  service-translation: 10.96.0.10 port 8080 → 10.244.2.20 port 80 (x/web)',
      '  conntrack: new: TCP 10.244.1.10:50000 → 10.96.0.10:8080',
      '  egress-hook: x/a: 10.244.1.10 → 10.244.2.20 TCP/80',
      'n2',
      '  conntrack: new: TCP 10.244.1.10:50000 → 10.244.2.20:80',
      '  ingress-hook: y/a: 10.244.1.10 → 10.244.2.20 TCP/80',
      '  deliver: y/a at 10.244.2.20',
      'n2',
      '  conntrack: reply: TCP 10.244.2.20:80 → 10.244.1.10:50000',
      '  egress-hook: y/a: 10.244.2.20 → 10.244.1.10 TCP/50000',
      '  route: answer on its way',
      'n1',
      '  conntrack: reply: TCP 10.244.2.20:80 → 10.244.1.10:50000',
      '  ingress-hook: x/a: 10.244.2.20 → 10.244.1.10 TCP/50000',
      '  route: answer on its way',
      'delivered',
    ]);
  });

  it('from outside through a node that masquerades, until a rule stops it', () => {
    const lab = labOf({ 'y/a': { ingress: [] } }, { ingressSourceSeen: 'node-ip' });
    const destination = { kind: 'service', ip: '192.168.50.11', service: 'x/web' } as const;
    expect(told(walkFlow(lab, flowFrom('e1', destination, { port: 30_080, sourcePort: 50_000 })))).toEqual([
      'outside',
      '  route: 192.168.50.11 leads to n1',
      'n1',
      '  service-translation: 192.168.50.11 port 30080 → 10.244.2.20 port 80 (x/web)',
      '  source-translation: 203.0.113.7 → 192.168.50.11',
      'n2',
      '  conntrack: new: TCP 192.168.50.11:50000 → 10.244.2.20:80',
      '  ingress-hook: y/a: 192.168.50.11 → 10.244.2.20 TCP/80',
      'dropped',
    ]);
  });

  it('names the rule, and the set element, that decided', () => {
    const wanted = {
      'x/a': { ingress: [ruleOf([blockTerm('203.0.113.0/24', '203.0.113.8/29')], [portTerm(80)])] },
    };
    const rules = (source: string): (string | undefined)[] =>
      walkFlow(labOf(wanted), flowFrom(source, 'x/a')).hops.flatMap(({ steps }) =>
        steps.filter(({ kind }) => kind === 'ingress-hook').map(({ rule }) => rule),
      );
    expect(rules('203.0.113.7')).toEqual([
      'chain "x/a ingress": ip saddr @"x/a ingress 0 0 v4" tcp dport { 80 } accept comment "x/p rule 0", element 203.0.113.0/29',
    ]);
    expect(rules('203.0.113.8')).toEqual(['chain "x/a ingress": drop comment "isolated by x/p"']);
  });
});

describe('neighbour discovery with cold caches', () => {
  const closed = { 'x/a': { ingress: [ruleOf('any', [portTerm(80)])], egress: [] } };

  it.each([true, false])('passes an isolated pod (IPv6: %s)', (v6) => {
    const lab = labOf(closed);
    const trace = walkFlow(lab, flowFrom('y/a', 'x/a', { v6 }), { neighbours: 'cold' });
    const discovery = lab.asked.filter(({ packet }) => packet.icmpType !== undefined);
    expect(new Set(discovery.map(({ packet }) => packet.state))).toEqual(new Set(v6 ? ['untracked'] : []));
    expect(trace.disposition).toBe('delivered');
    expect(trace.hops.flatMap(({ steps }) => steps).some(({ kind }) => kind === 'neighbour')).toBe(true);
  });

  it('is what a datapath that drops it cannot do without', () => {
    const lab = labOf(closed);
    const deaf: Network = {
      ...lab,
      nodes: new Map(
        [...lab.nodes].map(([name, node]) => [
          name,
          {
            conntrack: node.conntrack,
            judge: (pod, direction, packet: HookPacket) =>
              packet.protocol === 'ICMP'
                ? { action: 'drop', rule: 'no ICMP' }
                : node.judge(pod, direction, packet),
          },
        ]),
      ),
    };
    const dispositions = (v6: boolean): string[] =>
      (['warm', 'cold'] as const).map(
        (neighbours) => walkFlow(deaf, flowFrom('y/a', 'x/a', { v6 }), { neighbours }).disposition,
      );
    expect(dispositions(true)).toEqual(['delivered', 'dropped']);
    expect(dispositions(false)).toEqual(['delivered', 'delivered']);
  });
});
