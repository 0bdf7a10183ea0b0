import { expect, it } from 'vitest';
import type { ClusterEvent, Pod, ScenarioStep } from '../../../model/index.ts';
import { decodeScenario } from '../decode-scenario.ts';
import { encodeScenario } from '../encode-scenario.ts';

const CLUSTER = `fencepost: 1
name: history
cluster:
  nodes:
    n1: [192.168.50.11]
  namespaces:
    x: {team: red}
  pods:
    x/a: {labels: {pod: a}, node: n1, ips: [10.0.0.1]}
    x/b: {labels: {pod: b}, node: n1, ips: [10.0.0.2]}
policies:
  - apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: p, namespace: x}
    spec: {podSelector: {}, policyTypes: [Ingress]}
`;

/** In the form in which it is written. */
const STEPS = `steps:
  - title: everything moves
    do:
      - remove: {pods: [x/b], policies: [x/p]}
      - remove: {pods: [x/a]}
      - wait: 30
      - add:
          pods:
            x/b: {node: n1, ips: [10.0.0.3]}
            x/a: {labels: {pod: a}, ips: [10.0.0.4]}
      - open: {connection: c1, flow: x/b -> x/a TCP/80, sourcePort: 1024}
      - change:
          pods: {x/b: {labels: {pod: new}, node: null}}
          namespaces: {x: {}}
      - change: {pods: {x/a: {labels: null, ips: null, phase: Succeeded}}}
      - send: c1 related-icmp
      - watch: {node: n1, change: hold}
      - agent: {node: n1, change: restart}
      - send: c1 open
      - watch: {node: n1, change: release}
      - close: c1
    settled: false
    expect:
      - {packet: c1 reply, is: deny}
      - packet: c1 related-icmp
        is: allow
        by: [relatedIcmp]
        otherwise: [{profile: {relatedIcmp: deny}, action: deny}]
      - allow: 10.0.0.4 -> x/b TCP/80
`;

const [step] = decodeScenario(CLUSTER + STEPS, 'history.yaml').steps as [ScenarioStep];
const events = step.actions.flatMap((action): ClusterEvent[] =>
  action.kind === 'apply' ? [action.event] : [],
);

it('happens in the order of the file, down to single objects', () => {
  expect(step.actions.map(({ kind }) => kind).join(' ')).toBe(
    'apply apply apply wait apply apply open apply apply apply send watch agent send watch close',
  );
  expect(events.map(({ type, object }) => `${type} ${object.kind} ${object.name}`)).toEqual([
    'DELETED Pod b',
    'DELETED NetworkPolicy p',
    'DELETED Pod a',
    'ADDED Pod b',
    'ADDED Pod a',
    'MODIFIED Pod b',
    'MODIFIED Namespace x',
    'MODIFIED Pod a',
  ]);
});

it('gives a pod that comes again another uid, and one that changes the same', () => {
  const pods = events.flatMap(({ object }) =>
    object.kind === 'Pod' ? [`${object.name} ${object.uid}`] : [],
  );
  expect(pods).toEqual(['b x/b', 'a x/a', 'b x/b#2', 'a x/a#2', 'b x/b#2', 'a x/a#2']);
});

it('changes what is written, and takes back what is null', () => {
  const [before, after] = [events[3]!.object, events[5]!.object] as [Pod, Pod];
  expect(before).toMatchObject({ nodeName: 'n1', podIPs: ['10.0.0.3'], labels: {} });
  const { nodeName: _, ...rest } = before;
  expect(after).toEqual({ ...rest, labels: { pod: 'new' } });
  expect(events[7]!.object).toMatchObject({ labels: {}, podIPs: [], phase: 'Succeeded' });
  expect(events[6]!.object).toMatchObject({ labels: { 'kubernetes.io/metadata.name': 'x' } });
});

it('says of a deletion what was there', () => {
  expect(events[0]!.object).toMatchObject({ kind: 'Pod', podIPs: ['10.0.0.2'], labels: { pod: 'b' } });
});

it('means the addresses of the moment', () => {
  const open = step.actions.find(({ kind }) => kind === 'open');
  expect(open).toMatchObject({
    flow: { source: { ip: '10.0.0.3' }, destination: { ip: '10.0.0.4' }, sourcePort: 1024 },
  });
  // x/a is finished and has given its address back.
  expect(step.expectations[2]).toMatchObject({ flow: { source: { kind: 'external', ip: '10.0.0.4' } } });
});

it('uses connections, and holds watches back', () => {
  expect(step.actions.filter(({ kind }) => kind === 'send' || kind === 'watch')).toEqual([
    { kind: 'send', connection: 'c1', packet: 'related-icmp' },
    { kind: 'watch', node: 'n1', change: 'hold' },
    { kind: 'send', connection: 'c1', packet: 'open' },
    { kind: 'watch', node: 'n1', change: 'release' },
  ]);
});

it('lets a packet rest on the choice of a plugin (CONN-5)', () => {
  expect(step.expectations[1]).toEqual({
    kind: 'packet',
    connection: 'c1',
    packet: 'related-icmp',
    action: 'allow',
    options: ['relatedIcmp'],
    otherwise: [{ profile: { relatedIcmp: 'deny' }, action: 'deny' }],
    position: { file: 'history.yaml', line: 40, column: 9 },
  });
});

it('is written as it was read', () => {
  expect(encodeScenario(decodeScenario(CLUSTER + STEPS, 'history.yaml'))).toBe(CLUSTER + STEPS);
});
