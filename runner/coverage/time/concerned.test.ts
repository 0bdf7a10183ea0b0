import { describe, expect, it } from 'vitest';
import type { ClusterEvent, ClusterObject, NetworkPolicy, Pod } from '../../../model/index.ts';
import { EMPTY_CLUSTER, scenarioOf } from '../../../model/index.ts';
import type { Concerned } from './concerned.ts';
import {
  emptyingNamespaces,
  latePods,
  namespacesOfUpdates,
  returnedNamespaces,
  startingPods,
  stoppingPods,
} from './concerned.ts';
import { historyOf } from './history-of.ts';
import {
  lateNamespaces,
  relabelledNamespaces,
  relabelledPeers,
  relabelledSubjects,
} from './chosen-by-labels.ts';

const pod = (name: string, parts: Partial<Pod> = {}): Pod => ({
  kind: 'Pod',
  namespace: 'x',
  name,
  uid: name,
  labels: { app: 'web' },
  nodeName: 'n1',
  hostNetwork: false,
  phase: 'Running',
  terminating: false,
  podIPs: ['10.0.0.1'],
  ports: [],
  ...parts,
});

const web = { matchLabels: { app: 'web' } };

const policy = (spec: Partial<NetworkPolicy['spec']> = {}): NetworkPolicy => ({
  kind: 'NetworkPolicy',
  namespace: 'x',
  name: 'p',
  spec: { podSelector: web, policyTypes: ['Ingress'], ...spec },
});

const fromWeb = policy({ podSelector: {}, ingress: [{ from: [{ podSelector: web }] }] });
const fromBlue = policy({ ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'blue' } } }] }] });

const x: ClusterObject = { kind: 'Namespace', name: 'x', labels: { team: 'blue' } };
const redX: ClusterObject = { ...x, labels: { team: 'red' } };

const comes = (object: ClusterObject): ClusterEvent => ({ type: 'ADDED', object });
const becomes = (object: ClusterObject): ClusterEvent => ({ type: 'MODIFIED', object });
const goes = (object: ClusterObject): ClusterEvent => ({ type: 'DELETED', object });

describe('a history concerns', () => {
  it.each<[string, Concerned, readonly ClusterEvent[], readonly string[]]>([
    ['a pod that comes after its policy', latePods, [comes(policy()), comes(pod('a'))], ['x/a']],
    ['no pod that comes before', latePods, [comes(pod('a')), comes(policy())], []],
    ['none that the policy is not about', latePods, [comes(policy()), comes(pod('a', { labels: {} }))], []],
    ['a namespace that comes after a policy', lateNamespaces, [comes(fromBlue), comes(x)], ['x']],
    ['none that nobody chooses', lateNamespaces, [comes(fromBlue), comes(redX)], []],
    ['none that comes first', lateNamespaces, [comes(x), comes(fromBlue)], []],
    ['a namespace that returns', returnedNamespaces, [comes(x), goes(x), comes(x)], ['x']],
    ['none that only goes', returnedNamespaces, [comes(x), goes(x)], []],
    ['a policy that changes', namespacesOfUpdates, [comes(policy()), becomes(fromWeb)], ['x']],
    ['none that goes and comes', namespacesOfUpdates, [comes(policy()), goes(policy()), comes(fromWeb)], []],
    ['a pod whose containers wait', startingPods, [comes(pod('a', { phase: 'Pending' }))], ['x/a']],
    ['none without address', startingPods, [comes(pod('a', { phase: 'Pending', podIPs: [] }))], []],
    ['a pod that stops', stoppingPods, [comes(pod('a', { terminating: true })), comes(pod('b'))], ['x/a']],
    [
      'a namespace whose pods all stop',
      emptyingNamespaces,
      [comes(policy()), comes(pod('a', { terminating: true }))],
      ['x'],
    ],
    [
      'none with a pod that stays',
      emptyingNamespaces,
      [comes(policy()), comes(pod('a', { terminating: true })), comes(pod('b'))],
      [],
    ],
    ['a subject by another label', relabelledSubjects, relabelled(policy()), ['x/a']],
    ['none that its policy chooses all the same', relabelledSubjects, relabelled(fromWeb), []],
    ['a peer by another label', relabelledPeers, relabelled(fromWeb), ['x/a']],
    ['no peer that nobody chooses by labels', relabelledPeers, relabelled(fromBlue), []],
    [
      'no pod that has taken the name of another',
      relabelledSubjects,
      [comes(policy()), comes(pod('a')), becomes(pod('a', { uid: 'another', labels: {} }))],
      [],
    ],
    ['a namespace by another label', relabelledNamespaces, [comes(fromBlue), comes(x), becomes(redX)], ['x']],
    [
      'none that has its first label back',
      relabelledNamespaces,
      [comes(fromBlue), comes(x), becomes(redX), becomes(x)],
      [],
    ],
  ])('%s', (_what, concerned, events, expected) => {
    const scenario = scenarioOf('any', EMPTY_CLUSTER, {
      steps: events.map((event) => ({
        actions: [{ kind: 'apply', event }],
        settled: true,
        expectations: [],
      })),
    });
    expect([...concerned(historyOf(scenario), events.length)]).toEqual(expected);
  });
});

function relabelled(by: NetworkPolicy): readonly ClusterEvent[] {
  return [comes(by), comes(pod('a')), becomes(pod('a', { labels: { app: 'db' } }))];
}
