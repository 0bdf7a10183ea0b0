import { describe, expect, it } from 'vitest';
import type { LabelSelector, NetworkPolicyPeer, PartialProfile, Pod } from '../../../../model/index.ts';
import { labelsFrom, NAMESPACE_NAME_LABEL } from '../../../../model/index.ts';
import { contextOf, FIXTURE, fixturePod, fixtureWith, policyWith } from '../testing/fixture.ts';
import { peersOf, peerTerms } from './peers.ts';

const labelled = (key: string, value: string): LabelSelector => ({ matchLabels: labelsFrom([[key, value]]) });
const lacking = (key: string): LabelSelector => ({ matchExpressions: [{ key, operator: 'DoesNotExist' }] });
const notIn = (key: string, value: string): LabelSelector => ({
  matchExpressions: [{ key, operator: 'NotIn', values: [value] }],
});
const NS_Y = labelled(NAMESPACE_NAME_LABEL, 'y');
const UNREADABLE = notIn('pod', 'a b');

const ALL = 'x/a x/b x/c y/a y/b z/a';

function members(peer: NetworkPolicyPeer, profile: PartialProfile, ...pods: Pod[]): string {
  const context = contextOf(profile, pods.length === 0 ? FIXTURE : fixtureWith(...pods));
  return peerTerms(peer, policyWith(), context)
    .flatMap((term) => (term.kind === 'pods' ? term.members.map(({ key }) => key) : []))
    .join(' ');
}

describe('what a peer of a policy of x takes in', () => {
  it.each<[string, NetworkPolicyPeer, string]>([
    ['PEER-3', { podSelector: labelled('pod', 'b') }, 'x/b'],
    ['PEER-4', { namespaceSelector: labelled('team', 'blue') }, 'y/a y/b'],
    ['PEER-5', { namespaceSelector: NS_Y, podSelector: labelled('pod', 'a') }, 'y/a'],
    ['PEER-7', { podSelector: {} }, 'x/a x/b x/c'],
    ['PEER-8', { namespaceSelector: {} }, ALL],
    ['PEER-10', { namespaceSelector: NS_Y, podSelector: {} }, 'y/a y/b'],
    ['PEER-11', { namespaceSelector: labelled('team', 'red') }, 'x/a x/b x/c'],
    ['NS-3', { namespaceSelector: labelled('name', 'y') }, ''],
    ['NS-7', { namespaceSelector: notIn('team', 'red') }, 'y/a y/b z/a'],
    ['NS-7', { namespaceSelector: lacking('team') }, 'z/a'],
    ['SEL-10', { podSelector: { ...labelled('pod', 'a'), ...notIn('pod', 'a') } }, ''],
    ['SEL-14', { podSelector: UNREADABLE }, ''],
    ['SEL-14', { podSelector: {}, namespaceSelector: UNREADABLE }, ''],
    ['SEL-14', { podSelector: UNREADABLE, namespaceSelector: {} }, ''],
    ['an item without fields', {}, ''],
  ])('%s: %o is %s', (_clause, peer, expected) => {
    expect(members(peer, {})).toBe(expected);
  });

  it('NS-6: keeps the labels of pods and of namespaces apart', () => {
    const pod = fixturePod('z/b', 'n1', 1, 40, { labels: labelsFrom([['team', 'blue']]) });
    expect(members({ namespaceSelector: labelled('team', 'blue') }, {}, pod)).toBe('y/a y/b');
    expect(members({ podSelector: labelled('team', 'red') }, {}, pod)).toBe('');
  });

  it('LIFE-3: knows nothing of the labels of a namespace that it has not seen', () => {
    const pod = fixturePod('w/a', 'n1', 1, 50);
    expect(members({ namespaceSelector: {} }, {}, pod)).toContain('w/a');
    expect(members({ namespaceSelector: lacking('team') }, {}, pod)).toBe('z/a');
  });

  it.each<[PartialProfile['hostNetworkPods'] & string, NetworkPolicyPeer, boolean]>([
    ['as-node', { podSelector: {} }, false],
    ['as-node', { namespaceSelector: {} }, false],
    ['as-pod', { podSelector: {} }, true],
    ['as-pod', { podSelector: labelled('pod', 'hn') }, true],
    ['peer-only-with-empty-pod-selector', { podSelector: {} }, true],
    ['peer-only-with-empty-pod-selector', { namespaceSelector: {} }, true],
    ['peer-only-with-empty-pod-selector', { podSelector: labelled('pod', 'hn') }, false],
  ])('HOST-2: %s, %o takes in the hostNetwork pod: %s', (hostNetworkPods, peer, expected) => {
    expect(members(peer, { hostNetworkPods }).split(' ').includes('x/hn')).toBe(expected);
  });
});

it('HOST-2: tells a hostNetwork pod from others that have its labels', () => {
  const labels = labelsFrom([['pod', 'hn']]);
  const twin = fixturePod('x/twin', 'n1', 1, 40, { labels });
  const hostNetworkPods = 'peer-only-with-empty-pod-selector';
  expect(members({ podSelector: { matchLabels: labels } }, { hostNetworkPods }, twin)).toBe('x/twin');
});

it('PEER-1: no list and an empty one are everybody', () => {
  expect(peersOf({}, 'ingress')).toBe('any');
  expect(peersOf({ from: [] }, 'ingress')).toBe('any');
  expect(peersOf({ to: [] }, 'egress')).toBe('any');
  expect(peersOf({ to: [{ podSelector: {} }] }, 'egress')).toEqual([{ podSelector: {} }]);
});
