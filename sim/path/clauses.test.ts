import { describe, expect, it } from 'vitest';
import type { Action, Flow, Profile } from '../../model/index.ts';
import { walkFlow } from './connection.ts';
import { probeAction } from './probe.ts';
import type { Wanted } from './testing/lab.ts';
import { blockTerm, endOf, FIXTURE, flowFrom, labOf, podsTerm, portTerm, ruleOf } from './testing/lab.ts';

type Row = readonly [sentence: string, wanted: Wanted, options: Partial<Profile>, flow: Flow, action: Action];

/** Every pod isolated in both directions, with no rule at all. */
const CLOSED: Wanted = Object.fromEntries(
  ['x/a', 'x/b', 'x/c', 'y/a', 'y/b', 'z/a'].map((pod) => [pod, { ingress: [], egress: [] }]),
);
const CLOSED_IN: Wanted = Object.fromEntries(Object.keys(CLOSED).map((pod) => [pod, { ingress: [] }]));
const NONE = {};

/** Asks each row of the probe and of the walk: they must say the same, and what the clause says. */
function hold(rows: readonly Row[]): void {
  it.each(rows)('%s', (_, wanted, options, flow, action) => {
    const lab = labOf(wanted, options);
    const trace = walkFlow(lab, flow);
    expect({
      probe: probeAction(lab, flow),
      walk: trace.disposition === 'delivered' ? 'allow' : 'deny',
    }).toEqual({
      probe: action,
      walk: action,
    });
    expect(trace.flow).toBe(flow);
  });
}

describe('DIR, ISO: both ends are asked, each for itself', () => {
  const aIn: Wanted = { 'x/a': { ingress: [ruleOf([podsTerm('y/a')], [portTerm(80)])] } };
  const both: Wanted = { ...aIn, 'y/a': { egress: [] } };
  hold([
    ['ISO-1: nobody isolates', {}, NONE, flowFrom('y/a', 'x/a'), 'allow'],
    ['ISO-4: no rule matches', aIn, NONE, flowFrom('y/b', 'x/a'), 'deny'],
    ['DIR-2: the destination alone is isolated and allows', aIn, NONE, flowFrom('y/a', 'x/a'), 'allow'],
    ['DIR-1: the source may not', both, NONE, flowFrom('y/a', 'x/a'), 'deny'],
    ['DIR-5: out of a pod closed for ingress', CLOSED_IN, NONE, flowFrom('x/a', 'e1'), 'allow'],
    ['DIR-5: into it', CLOSED_IN, NONE, flowFrom('e1', 'x/a'), 'deny'],
    ['DIR-7: the reverse is another matter', aIn, NONE, flowFrom('x/a', 'y/a'), 'allow'],
    [
      'ISO-15: DNS is closed with the rest',
      CLOSED,
      NONE,
      flowFrom('x/a', 'y/a', { protocol: 'UDP', port: 53 }),
      'deny',
    ],
    ['PORT-18: another port', aIn, NONE, flowFrom('y/a', 'x/a', { port: 81 }), 'deny'],
    [
      'PORT-18: a source port opens nothing',
      aIn,
      NONE,
      flowFrom('y/a', 'x/a', { port: 81, sourcePort: 80 }),
      'deny',
    ],
    ['SCOPE-1: node to node', CLOSED, NONE, flowFrom('n1', 'n2', { port: 22 }), 'allow'],
    ['SCOPE-1: outside to node', CLOSED, NONE, flowFrom('e1', 'n1', { port: 22 }), 'allow'],
  ]);
});

describe('NODE: a pod’s own node', () => {
  const open: Wanted = { 'x/a': { ingress: [ruleOf([blockTerm('192.168.50.12/32')])] } };
  const gateway = { kind: 'node', ip: '10.244.1.1', node: 'n1' } as const;
  hold([
    ['NODE-1: comes in, whatever policies say', CLOSED, NONE, flowFrom('n1', 'x/a'), 'allow'],
    ['NODE-1: on any port', CLOSED, NONE, flowFrom('n1', 'x/a', { protocol: 'SCTP', port: 9 }), 'allow'],
    [
      'NODE-1: unless the plugin breaks the rule',
      CLOSED,
      { ownNodeIngress: 'policed' },
      flowFrom('n1', 'x/a'),
      'deny',
    ],
    [
      'NODE-2: out to it is policed by default',
      CLOSED,
      NONE,
      flowFrom('x/a', 'n1', { port: 10_250 }),
      'deny',
    ],
    ['NODE-2: or not, by profile', CLOSED, { ownNodeEgress: 'always-allow' }, flowFrom('x/a', 'n1'), 'allow'],
    ['NODE-2: its own node alone', CLOSED, { ownNodeEgress: 'always-allow' }, flowFrom('x/a', 'n2'), 'deny'],
    ['NODE-3: another node is anybody', CLOSED, NONE, flowFrom('n2', 'x/a'), 'deny'],
    ['IPB-10: and matches by its address', open, NONE, flowFrom('n2', 'x/a'), 'allow'],
    ['NODE-5: another pod of the node is anybody', CLOSED, NONE, flowFrom('x/b', 'x/a'), 'deny'],
    ['NODE-6: over IPv6', CLOSED, NONE, flowFrom('n1', 'x/a', { v6: true }), 'allow'],
    [
      'NODE-6: from its gateway address',
      CLOSED,
      NONE,
      { ...flowFrom('n1', 'x/a'), source: gateway },
      'allow',
    ],
  ]);
});

describe('SELF: a pod and itself', () => {
  const itself: Wanted = {
    'x/a': { ingress: [ruleOf([podsTerm('x/a')])], egress: [ruleOf([podsTerm('x/a')])] },
  };
  const localhost = { kind: 'pod', ip: '127.0.0.1', pod: 'x/a' } as const;
  const localhost6 = { kind: 'pod', ip: '::1', pod: 'x/a' } as const;
  const hairpin = flowFrom('x/a', 'svc/self', { port: 8080 });
  hold([
    ['SELF-1: loopback', CLOSED, NONE, flowFrom('x/a', localhost), 'allow'],
    [
      'SELF-1: over IPv6',
      CLOSED,
      { selfDirect: 'policed' },
      flowFrom('x/a', localhost6, { v6: true }),
      'allow',
    ],
    ['SELF-2: its own address', CLOSED, NONE, flowFrom('x/a', 'x/a'), 'allow'],
    [
      'SELF-2: unless the plugin polices it',
      CLOSED,
      { selfDirect: 'policed' },
      flowFrom('x/a', 'x/a'),
      'deny',
    ],
    ['SELF-3: through a Service', CLOSED, NONE, hairpin, 'allow'],
    ['SELF-3: policed as itself', CLOSED, { selfViaService: 'policed-as-self' }, hairpin, 'deny'],
    ['SELF-3: and allowed as itself', itself, { selfViaService: 'policed-as-self' }, hairpin, 'allow'],
    [
      'SELF-3: from its node once it is out',
      CLOSED_IN,
      { selfViaService: 'policed-as-node-ip' },
      hairpin,
      'allow',
    ],
    ['SELF-3: if it gets out', CLOSED, { selfViaService: 'policed-as-node-ip' }, hairpin, 'deny'],
    [
      'SELF-4: another backend is another pod',
      CLOSED_IN,
      NONE,
      flowFrom('x/a', 'svc/web', { port: 8080 }),
      'deny',
    ],
  ]);
});

describe('HOST: pods on their node’s network', () => {
  const HOST_CLOSED: Wanted = { 'x/hn': { ingress: [], egress: [] } };
  const toNode: Wanted = { 'x/c': { egress: [ruleOf([blockTerm('192.168.50.11/32')])] } };
  hold([
    ['HOST-1: a policy does not reach it', CLOSED, NONE, flowFrom('e1', 'x/hn'), 'allow'],
    ['HOST-3: it is its node to the pods there', CLOSED, NONE, flowFrom('x/hn', 'x/a'), 'allow'],
    ['HOST-3: and another node elsewhere', CLOSED, NONE, flowFrom('x/hn', 'x/c'), 'deny'],
    [
      'HOST-1: by profile it is a pod',
      HOST_CLOSED,
      { hostNetworkPods: 'as-pod' },
      flowFrom('y/a', 'x/hn'),
      'deny',
    ],
    [
      'HOST-1: going out as well',
      HOST_CLOSED,
      { hostNetworkPods: 'as-pod' },
      flowFrom('x/hn', 'y/a'),
      'deny',
    ],
    [
      'HOST-1: and its node is not',
      HOST_CLOSED,
      { hostNetworkPods: 'as-pod' },
      flowFrom('n1', 'y/a'),
      'allow',
    ],
    [
      'SELF-2: as a pod it has itself',
      HOST_CLOSED,
      { hostNetworkPods: 'as-pod' },
      flowFrom('x/hn', 'x/hn'),
      'allow',
    ],
    ['HOST-1: unless it is not', HOST_CLOSED, NONE, flowFrom('y/a', 'x/hn'), 'allow'],
    ['HOST-4: an ipBlock with its node’s address', toNode, NONE, flowFrom('x/c', 'x/hn'), 'allow'],
  ]);
});

describe('SVC: through a Service it is the pod behind it that counts', () => {
  const web = flowFrom('x/a', 'svc/web', { port: 8080 });
  const nodePort = flowFrom(
    'x/a',
    { kind: 'service', ip: '192.168.50.12', service: 'x/web' },
    { port: 30_080 },
  );
  const to = (...rules: Parameters<typeof ruleOf>): Wanted => ({ 'x/a': { egress: [ruleOf(...rules)] } });
  const fromA: Wanted = { 'y/a': { ingress: [ruleOf([podsTerm('x/a')], [portTerm(80)])] } };
  const outside = flowFrom('x/a', 'svc/out', { port: 8080 });
  const clusterIPs = to([blockTerm('10.96.0.0/12')]);
  const backend = to([blockTerm('203.0.113.0/24')]);
  hold([
    ['SVC-1: its labels on egress', to([podsTerm('y/a')]), NONE, web, 'allow'],
    ['SVC-1: not those of other pods', to([podsTerm('y/b')]), NONE, web, 'deny'],
    ['SVC-1: the client’s on ingress', fromA, NONE, web, 'allow'],
    ['SVC-1: and no other’s', fromA, NONE, flowFrom('x/b', 'svc/web', { port: 8080 }), 'deny'],
    ['SVC-2: its port', to('any', [portTerm(80)]), NONE, web, 'allow'],
    ['SVC-2: not the Service’s', to('any', [portTerm(8080)]), NONE, web, 'deny'],
    [
      'SVC-2: by profile the Service’s',
      to('any', [portTerm(8080)]),
      { serviceEgressEvaluation: 'service-port' },
      web,
      'allow',
    ],
    [
      'SVC-2: and then not its',
      to('any', [portTerm(80)]),
      { serviceEgressEvaluation: 'service-port' },
      web,
      'deny',
    ],
    [
      'SVC-2: expansion comes to the same',
      to([podsTerm('y/a')], [portTerm(80)]),
      { serviceEgressEvaluation: 'pre-dnat-with-expansion' },
      web,
      'allow',
    ],
    ['SVC-3: a block of cluster IPs', clusterIPs, NONE, web, 'deny'],
    ['SVC-3: by profile', clusterIPs, { serviceIpInIpBlock: 'match' }, web, 'allow'],
    [
      'SVC-3: a node’s address is not the Service’s',
      to([blockTerm('192.168.50.12/32')]),
      { serviceIpInIpBlock: 'match' },
      nodePort,
      'deny',
    ],
    ['SVC-4: a block with the backend outside', backend, NONE, outside, 'allow'],
    [
      'SVC-4: by profile the Service’s address',
      backend,
      { externalBackendIpBlock: 'service-ip' },
      outside,
      'deny',
    ],
    ['SVC-4: which then matches', clusterIPs, { externalBackendIpBlock: 'service-ip' }, outside, 'allow'],
    ['SVC-4: either, the one', clusterIPs, { externalBackendIpBlock: 'either' }, outside, 'allow'],
    ['SVC-4: either, the other', backend, { externalBackendIpBlock: 'either' }, outside, 'allow'],
    ['SVC-8: the pod’s own address', fromA, NONE, flowFrom('x/a', 'y/a'), 'allow'],
    [
      'nobody answers for a Service without backends',
      {},
      NONE,
      flowFrom('x/a', 'svc/idle', { port: 8080 }),
      'deny',
    ],
  ]);
});

describe('SVC-5, SVC-7, SVC-9: what comes in from outside', () => {
  const onY = (...sources: string[]): Wanted => ({
    'y/a': { ingress: sources.map((ip) => ruleOf([blockTerm(`${ip}/32`)])) },
  });
  const at = (ip: string, port: number): Flow =>
    flowFrom('e1', { kind: 'service', ip, service: 'x/web' }, { port });
  const viaBalancer = at('198.51.100.10', 8080);
  const viaNode1 = at('192.168.50.11', 30_080);
  const viaNode2 = at('192.168.50.12', 30_080);
  const hostPort: Flow = {
    ...flowFrom('e1', 'n1', { port: 8088 }),
    backend: { endpoint: { kind: 'pod', ip: '10.244.1.10', pod: 'x/a' }, port: 80 },
  };
  const fromPod: Flow = { ...hostPort, source: flowFrom('y/a', 'x/a').source };
  const closedPod = (port: number): Wanted => ({ 'y/a': { egress: [ruleOf('any', [portTerm(port)])] } });
  const onA = (port: number): Wanted => ({ 'x/a': { ingress: [ruleOf('any', [portTerm(port)])] } });
  hold([
    ['the client', onY('203.0.113.7'), NONE, viaBalancer, 'allow'],
    ['the client through a node', onY('203.0.113.7'), NONE, viaNode1, 'allow'],
    ['the client through an external IP', onY('203.0.113.7'), NONE, at('198.51.100.20', 8080), 'allow'],
    ['the balancer', onY('198.51.100.10'), { ingressSourceSeen: 'lb-ip' }, viaBalancer, 'allow'],
    [
      'the balancer, no longer the client',
      onY('203.0.113.7'),
      { ingressSourceSeen: 'lb-ip' },
      viaBalancer,
      'deny',
    ],
    ['no balancer stands at a node', onY('203.0.113.7'), { ingressSourceSeen: 'lb-ip' }, viaNode1, 'allow'],
    ['the node that was dialled', onY('192.168.50.11'), { ingressSourceSeen: 'node-ip' }, viaNode1, 'allow'],
    ['another node is anybody', onY('203.0.113.7'), { ingressSourceSeen: 'node-ip' }, viaBalancer, 'deny'],
    ['SVC-7: its own node passes', onY(), { ingressSourceSeen: 'own-node-ip' }, viaBalancer, 'allow'],
    [
      'SVC-7: as does the node dialled if that is its own',
      onY(),
      { ingressSourceSeen: 'node-ip' },
      viaNode2,
      'allow',
    ],
    ['SVC-9: the container’s port', onA(80), NONE, hostPort, 'allow'],
    ['SVC-9: not the host’s', onA(8088), NONE, hostPort, 'deny'],
    ['PORT-21: by profile the host’s', onA(8088), { hostPortMatch: 'host-port' }, hostPort, 'allow'],
    ['PORT-21: and then not the container’s', onA(80), { hostPortMatch: 'host-port' }, hostPort, 'deny'],
    [
      'PORT-21: its client’s side sees the container’s',
      closedPod(80),
      { hostPortMatch: 'host-port' },
      fromPod,
      'allow',
    ],
    [
      'SVC-2: unless it looks before translation',
      closedPod(80),
      { serviceEgressEvaluation: 'service-port' },
      fromPod,
      'deny',
    ],
  ]);

  it.each([
    ['own-node-ip', viaBalancer, '192.168.50.12', true],
    ['node-ip', viaNode2, '192.168.50.12', true],
    ['node-ip', viaNode1, '192.168.50.11', false],
    ['original-client', viaNode2, '203.0.113.7', false],
  ] as const)(
    '%s: its node’s own traffic is marked as such',
    (ingressSourceSeen, flow, source, fromLocalNode) => {
      const lab = labOf({}, { ingressSourceSeen });
      probeAction(lab, flow);
      expect(lab.asked.at(-1)?.packet).toMatchObject({ source, fromLocalNode });
    },
  );

  it('a Service with a local traffic policy keeps the client', () => {
    const local = { externalTrafficPolicy: 'Local' } as const;
    const services = FIXTURE.services.map((service) => ({ ...service, ...local }));
    const lab = labOf(onY('203.0.113.7'), { ingressSourceSeen: 'own-node-ip' }, { ...FIXTURE, services });
    expect(probeAction(lab, viaBalancer)).toBe('allow');
    expect(lab.asked.at(-1)?.packet).toMatchObject({ source: '203.0.113.7', fromLocalNode: false });
  });
});

describe('PROTO: protocols', () => {
  const portless: Wanted = { 'x/a': { ingress: [ruleOf([podsTerm('y/a')])] } };
  const udp: Wanted = { 'x/a': { ingress: [ruleOf('any', [portTerm(81, 'UDP')])] } };
  const sctp: Wanted = { 'x/a': { ingress: [ruleOf('any', [portTerm(81, 'SCTP')])] } };
  const ping = flowFrom('y/a', 'x/a', { protocol: 'ICMP' });
  const gre = flowFrom('y/a', 'x/a', { protocol: '47' });
  const other = (value: Profile['otherProtocolsWhenIsolated']): Partial<Profile> => ({
    otherProtocolsWhenIsolated: value,
  });
  const on81 = (protocol: 'TCP' | 'UDP' | 'SCTP'): Flow => flowFrom('y/a', 'x/a', { protocol, port: 81 });
  hold([
    ['PROTO-6: UDP is not TCP', udp, NONE, on81('TCP'), 'deny'],
    ['PROTO-1: UDP', udp, NONE, on81('UDP'), 'allow'],
    ['PROTO-3: SCTP is not TCP', sctp, NONE, on81('TCP'), 'deny'],
    ['PROTO-5: SCTP', sctp, NONE, on81('SCTP'), 'allow'],
    ['PROTO-5: without support its items do nothing', sctp, { sctp: 'rules-inert' }, on81('SCTP'), 'deny'],
    ['PROTO-2: echo to a pod that nobody isolates', {}, NONE, ping, 'allow'],
    ['PROTO-2: echo, denied', portless, other('deny'), ping, 'deny'],
    ['PROTO-2: echo, allowed', CLOSED, other('allow'), ping, 'allow'],
    ['PROTO-2: TCP all the same', CLOSED, other('allow'), flowFrom('y/a', 'x/a'), 'deny'],
    ['PROTO-2: echo as control', CLOSED, other('allow-icmp-control'), ping, 'allow'],
    ['PROTO-2: but GRE', CLOSED, other('allow-icmp-control'), gre, 'deny'],
    ['PROTO-2: a rule without ports', portless, other('follow-portless-rules'), gre, 'allow'],
    ['PROTO-2: a rule with ports', udp, other('follow-portless-rules'), gre, 'deny'],
  ]);

  it.each([
    ['drop', 'dropped'],
    ['reject', 'rejected'],
  ] as const)('PROTO-7: denied by %s', (deniedAction, disposition) => {
    expect(walkFlow(labOf(CLOSED, { deniedAction }), flowFrom('y/a', 'x/a')).disposition).toBe(disposition);
  });
});

describe('addresses', () => {
  const gone: Flow = flowFrom('x/b', { kind: 'pod', ip: '10.244.9.9', pod: 'x/gone' });

  it('that nobody holds lead nowhere', () => {
    expect(walkFlow(labOf({}), gone).disposition).toBe('unroutable');
    expect(probeAction(labOf({}), gone)).toBe('deny');
  });

  it('lead to whoever holds them now, under its own policies (LIFE-9)', () => {
    const lab = labOf({ 'x/a': { ingress: [] } });
    const reused = flowFrom('x/b', { kind: 'pod', ip: '10.244.1.10', pod: 'x/former' });
    expect(probeAction(lab, reused)).toBe('deny');
    expect(lab.asked.map(({ pod }) => pod)).toEqual(['x/b', 'x/a']);
  });

  it('are those of the connection, one family not the other (IPB-11)', () => {
    const lab = labOf({ 'x/a': { egress: [ruleOf([blockTerm('10.244.2.20/32')])] } });
    expect(probeAction(lab, flowFrom('x/a', 'y/a'))).toBe('allow');
    expect(probeAction(lab, flowFrom('x/a', 'y/a', { v6: true }))).toBe('deny');
  });

  it('of another family cannot be reached', () => {
    const mixed = flowFrom('x/a', endOf('y/a', true));
    expect(walkFlow(labOf({}), mixed).disposition).toBe('unroutable');
  });
});
