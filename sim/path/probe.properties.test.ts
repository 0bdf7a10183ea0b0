import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Flow, Profile } from '../../model/index.ts';
import type { IntentRule } from '../datapath/intent.ts';
import { openConnection, sendPacket, walkFlow } from './connection.ts';
import { walkFragments } from './fragments.ts';
import { probeAction } from './probe.ts';
import type { Wanted } from './testing/lab.ts';
import { blockTerm, flowFrom, labOf, podsTerm, portTerm, ruleOf } from './testing/lab.ts';

const POD_NAMES = ['x/a', 'x/b', 'x/c', 'y/a', 'y/b', 'z/a'];

const rule: fc.Arbitrary<IntentRule> = fc
  .record({
    peers: fc.oneof(
      fc.constant('any' as const),
      fc.subarray(POD_NAMES).map((names) => [podsTerm(...names)]),
      fc
        .constantFrom('0.0.0.0/0', '10.96.0.0/12', '192.168.50.0/24', '203.0.113.0/24', '::/0')
        .map((cidr) => [blockTerm(cidr)]),
    ),
    ports: fc.oneof(
      fc.constant('any' as const),
      fc.subarray([
        portTerm(80),
        portTerm(8080),
        portTerm(80, 'UDP'),
        portTerm(80, 'SCTP'),
        portTerm(1, 'TCP', 65_535),
      ]),
    ),
  })
  .map(({ peers, ports }) => ruleOf(peers, ports));

const side = fc.option(fc.array(rule, { maxLength: 2 }), { nil: undefined });

const wanted: fc.Arbitrary<Wanted> = fc
  .tuple(...POD_NAMES.map((name) => fc.tuple(fc.constant(name), side, side)))
  .map((sides) =>
    Object.fromEntries(
      sides.map(([name, ingress, egress]) => [
        name,
        { ...(ingress === undefined ? {} : { ingress }), ...(egress === undefined ? {} : { egress }) },
      ]),
    ),
  );

const profile: fc.Arbitrary<Partial<Profile>> = fc.record({
  ownNodeIngress: fc.constantFrom('always-allow', 'policed'),
  ownNodeEgress: fc.constantFrom('policed', 'always-allow'),
  selfDirect: fc.constantFrom('allow', 'policed'),
  selfViaService: fc.constantFrom('allow', 'policed-as-self', 'policed-as-node-ip'),
  hostNetworkPods: fc.constantFrom('as-node', 'as-pod'),
  serviceEgressEvaluation: fc.constantFrom('post-dnat', 'pre-dnat-with-expansion', 'service-port'),
  serviceIpInIpBlock: fc.constantFrom('no-match', 'match'),
  externalBackendIpBlock: fc.constantFrom('backend-ip', 'service-ip', 'either'),
  ingressSourceSeen: fc.constantFrom('original-client', 'lb-ip', 'node-ip', 'own-node-ip'),
  otherProtocolsWhenIsolated: fc.constantFrom('deny', 'allow', 'allow-icmp-control', 'follow-portless-rules'),
  existingConnections: fc.constantFrom(
    'keep-until-close',
    'per-packet',
    'reevaluate-on-change',
    'flush-after(5)',
  ),
  deniedAction: fc.constantFrom('drop', 'reject'),
});

const ENDS = [...POD_NAMES, 'x/hn', 'n1', 'n2', 'e1'];
const direct = fc
  .record({
    source: fc.constantFrom(...ENDS),
    destination: fc.constantFrom(...ENDS),
    protocol: fc.constantFrom('TCP', 'UDP', 'SCTP', 'ICMP', '47'),
    v6: fc.boolean(),
  })
  .filter(({ source, destination, v6 }) => !v6 || (source !== 'e1' && destination !== 'e1'))
  .map(({ source, destination, protocol, v6 }): Flow => flowFrom(source, destination, { protocol, v6 }));

const FRONTS = [
  ['198.51.100.10', 8080],
  ['192.168.50.11', 30_080],
  ['192.168.50.12', 30_080],
] as const;
const translated = fc
  .tuple(fc.constantFrom(...ENDS), fc.constantFrom('svc/web', 'svc/self', 'svc/out', 'svc/idle', ...FRONTS))
  .map(([source, front]): Flow => {
    if (typeof front === 'string') return flowFrom(source, front, { port: 8080 });
    return flowFrom(source, { kind: 'service', ip: front[0], service: 'x/web' }, { port: front[1] });
  });

const flow = fc.oneof(direct, translated);

describe('the settled probe', () => {
  it('says of every flow what the full walk finds, and the walk leaves nothing behind', () => {
    fc.assert(
      fc.property(
        wanted,
        profile,
        fc.array(flow, { minLength: 20, maxLength: 40 }),
        (rules, options, flows) => {
          const lab = labOf(rules, options);
          for (const asked of flows) {
            const walked = walkFlow(lab, asked).disposition === 'delivered' ? 'allow' : 'deny';
            expect(walked).toBe(probeAction(lab, asked));
          }
          for (const { conntrack } of lab.nodes.values())
            expect(conntrack.connections(lab.now())).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('agrees with the walk of a datagram in pieces, among other open connections', () => {
    fc.assert(
      fc.property(
        wanted,
        profile,
        fc.array(flow, { minLength: 5, maxLength: 15 }),
        (rules, options, flows) => {
          const lab = labOf(rules, options);
          for (const asked of flows) openConnection(lab, asked);
          for (const asked of flows) {
            const { disposition } = walkFragments(lab, asked, ['later', 'first']);
            expect(disposition === 'delivered').toBe(probeAction(lab, asked) === 'allow');
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('an open connection', () => {
  it('goes on in both directions while nothing changes, whatever the profile (CONN-1)', () => {
    fc.assert(
      fc.property(wanted, profile, flow, (rules, options, asked) => {
        const lab = labOf(rules, options);
        const { connection, trace } = openConnection(lab, asked);
        fc.pre(trace.disposition === 'delivered');
        for (const packet of ['original', 'reply', 'related-icmp', 'original'] as const) {
          expect(sendPacket(lab, connection, packet).disposition).toBe('delivered');
        }
      }),
      { numRuns: 300 },
    );
  });
});
