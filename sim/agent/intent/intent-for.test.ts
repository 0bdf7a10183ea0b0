import { describe, expect, it } from 'vitest';
import type { Cluster, NetworkPolicy } from '../../../model/index.ts';
import { labelsFrom, SPEC_DEFAULT } from '../../../model/index.ts';
import { EMPTY_VIEW, viewOfCluster } from './agent-view.ts';
import { intentFor } from './intent-for.ts';
import type { PolicyReading } from './policy-reading.ts';
import { correctReading } from './reading/correct-reading.ts';
import { fixturePod, fixtureWith, FIXTURE, intentOfPod, policyWith } from './testing/fixture.ts';

const A = { matchLabels: labelsFrom([['pod', 'a']]) };
const deny = policyWith({ policyTypes: ['Ingress', 'Egress'] }, 'deny');
const allow = policyWith({ podSelector: A, ingress: [{ from: [{ podSelector: {} }] }, {}] }, 'allow');
const named = policyWith({ ingress: [{ ports: [{ port: 'serve-80-tcp' }] }] }, 'named');

const intentOn = (cluster: Cluster, node: string) => intentFor(viewOfCluster(cluster), node, SPEC_DEFAULT);

describe('the intent of a node', () => {
  it('names its own pods, every peer and its addresses', () => {
    const intent = intentOn(FIXTURE, 'n1');
    expect(intent.pods.map(({ pod }) => pod.key)).toEqual(['x/a', 'x/b', 'y/b']);
    expect(intent.knownPods.map(({ key }) => key)).toEqual(['x/a', 'x/b', 'x/c', 'y/a', 'y/b', 'z/a']);
    expect(intent.nodeAddresses).toEqual(['192.168.50.11', 'fd50::11']);
    expect(intent.families).toEqual(['IPv4', 'IPv6']);
  });

  it('is empty where nothing has been seen', () => {
    expect(intentFor(EMPTY_VIEW, 'n1', SPEC_DEFAULT)).toEqual({
      node: 'n1',
      nodeAddresses: [],
      pods: [],
      knownPods: [],
      families: [],
    });
  });

  it('ISO-3, ISO-5: unites the policies that apply, direction by direction', () => {
    const intent = intentOfPod(fixtureWith(deny, allow, named), 'x/a')!;
    expect(intent.ingress.isolatedBy).toEqual(['x/allow', 'x/deny', 'x/named']);
    expect(intent.ingress.rules.map(({ policy, rule }) => `${policy}[${rule}]`)).toEqual([
      'x/allow[0]',
      'x/allow[1]',
      'x/named[0]',
    ]);
    expect(intent.egress).toEqual({ direction: 'egress', isolatedBy: ['x/deny'], rules: [] });
    expect(intentOfPod(fixtureWith(deny, allow, named), 'x/b')!.ingress.isolatedBy).toEqual([
      'x/deny',
      'x/named',
    ]);
  });

  it('TYPE-5: takes no rules from a policy that does not isolate the direction', () => {
    const both = policyWith({ ingress: [{}], egress: [{}] });
    expect(intentOfPod(fixtureWith(both), 'x/a')!.egress).toEqual({
      direction: 'egress',
      isolatedBy: [],
      rules: [],
    });
  });

  it('PLUG-1: asks for nothing without a plugin', () => {
    const intent = intentOfPod(fixtureWith(deny), 'x/a', { npSupport: 'none' })!;
    expect(intent.ingress.isolatedBy).toEqual([]);
    expect(intent.egress.isolatedBy).toEqual([]);
  });

  it('PROTO-4, IPB-14: isolates by a policy whose rules match nothing', () => {
    const inert = policyWith({
      ingress: [{ ports: [{ port: 80, protocol: 'SCTP' }] }, { from: [{ ipBlock: { cidr: 'nonsense' } }] }],
    });
    const { ingress } = intentOfPod(fixtureWith(inert), 'x/a', { sctp: 'rules-inert' })!;
    expect(ingress.isolatedBy).toEqual(['x/p']);
    expect(ingress.rules.map(({ peers, ports }) => [peers, ports])).toEqual([
      ['any', []],
      [[], 'any'],
    ]);
  });

  it('PORT-12: resolves names on ingress for each of several pods with the same labels', () => {
    const same = (key: string, host: number, port: number) =>
      fixturePod(key, 'n1', 1, host, {
        labels: labelsFrom([]),
        ports: [{ name: 'serve-80-tcp', containerPort: port, protocol: 'TCP', container: 'regular' }],
      });
    const cluster = fixtureWith(named, same('x/d', 40, 1000), same('x/e', 41, 2000));
    const first = (key: string) => intentOfPod(cluster, key)!.ingress.rules[0]!.ports;
    expect(first('x/d')).toEqual([{ protocol: 'TCP', first: 1000, last: 1000 }]);
    expect(first('x/e')).toEqual([{ protocol: 'TCP', first: 2000, last: 2000 }]);
  });
});

describe('what an agent has seen', () => {
  const cluster = fixtureWith(deny, allow, named);

  it('ISO-6, LIFE-11: counts whatever the order in which it came', () => {
    const turned: Cluster = {
      ...cluster,
      nodes: cluster.nodes.toReversed(),
      namespaces: cluster.namespaces.toReversed(),
      pods: cluster.pods.toReversed(),
      policies: cluster.policies.toReversed(),
    };
    expect(intentOn(turned, 'n1')).toEqual(intentOn(cluster, 'n1'));
  });

  it('PEER-13, NS-4: is never confused with what was seen before, or on another node', () => {
    const relabelled = {
      ...cluster,
      pods: cluster.pods.map((pod) => (pod.name === 'b' ? { ...pod, labels: A.matchLabels } : pod)),
    };
    const renamed: NetworkPolicy = policyWith({ podSelector: A, policyTypes: ['Egress'] }, 'allow');
    const changed = { ...cluster, policies: [deny, renamed] };
    const moved = {
      ...cluster,
      namespaces: cluster.namespaces.map((namespace) => ({ ...namespace, labels: labelsFrom([]) })),
    };
    const seen = [cluster, relabelled, changed, moved, FIXTURE, cluster].flatMap((each) => [
      [each, 'n1'] as const,
      [each, 'n2'] as const,
    ]);
    for (const [each, node] of seen) {
      const afresh = intentFor(viewOfCluster(each), node, SPEC_DEFAULT, { ...correctReading });
      expect(intentOn(each, node)).toEqual(afresh);
    }
  });
});

describe('a wrong reading', () => {
  it('is asked for everything, so that each function can be replaced', () => {
    const asked = new Set<string>();
    const listening = Object.fromEntries(
      Object.entries(correctReading).map(([name, call]: [string, (...args: never[]) => unknown]) => [
        name,
        (...args: never[]) => {
          asked.add(name);
          return call(...args);
        },
      ]),
    ) as unknown as PolicyReading;
    const notB = { matchExpressions: [{ key: 'pod', operator: 'NotIn' as const, values: ['b'] }] };
    const policy = policyWith({
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ namespaceSelector: {}, podSelector: notB }], ports: [{ port: 'dns' }] }],
      egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 'dns' }, { port: 80 }] }],
    });
    intentOfPod(fixtureWith(policy), 'x/a', {}, listening);
    expect([...asked].sort()).toEqual(Object.keys(correctReading).sort());
  });

  it('ISO-13: that knows policies by their bare name loses one of two', () => {
    const byName: PolicyReading = { ...correctReading, policyKey: ({ name }) => name };
    const cluster = fixtureWith(policyWith({}, 'p', 'x'), policyWith({}, 'p', 'y'));
    expect(intentOfPod(cluster, 'x/a')!.ingress.isolatedBy).toEqual(['x/p']);
    expect(intentOfPod(cluster, 'x/a', {}, byName)!.ingress.isolatedBy).toEqual([]);
    expect(intentOfPod(cluster, 'y/b', {}, byName)!.ingress.isolatedBy).toEqual(['p']);
    const turned = { ...cluster, policies: cluster.policies.toReversed() };
    expect(intentOfPod(turned, 'y/b', {}, byName)!.ingress.isolatedBy).toEqual(['p']);
  });
});
