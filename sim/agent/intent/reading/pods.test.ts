import { describe, expect, it } from 'vitest';
import type { PartialProfile, Pod } from '../../../../model/index.ts';
import { labelsFrom } from '../../../../model/index.ts';
import { nodeOf } from '../../../../model/testing/sample-cluster.ts';
import { contextOf, FIXTURE, fixturePod } from '../testing/fixture.ts';
import { identityOf, isEnforced, isKnownPeer, labelsText, nodeAddresses, podAddresses } from './pods.ts';

const pod = (parts: Partial<Pod> = {}): Pod => fixturePod('x/a', 'n1', 1, 10, parts);
const HOST: Partial<Pod> = { hostNetwork: true, podIPs: ['192.168.50.11'] };

describe('a pod on n1', () => {
  it.each<[string, Partial<Pod>, PartialProfile, number, boolean, boolean]>([
    ['IPB-11', {}, {}, 2, true, true],
    ['LIFE-2', { phase: 'Pending', podIPs: [] }, {}, 0, true, false],
    ['LIFE-6', { phase: 'Pending' }, {}, 2, true, true],
    ['LIFE-9', { phase: 'Succeeded' }, {}, 0, false, false],
    ['LIFE-9', { phase: 'Failed' }, {}, 0, false, false],
    ['LIFE-9', { phase: 'Failed' }, { terminatedPodIp: 'retained' }, 2, false, true],
    ['LIFE-10', { podIPs: [''] }, {}, 0, true, false],
    ['LIFE-14', { terminating: true }, {}, 2, true, true],
    ['an unknown phase', { phase: 'Unknown' }, {}, 2, true, true],
    ['HOST-1', HOST, {}, 1, false, false],
    ['HOST-1', HOST, { hostNetworkPods: 'as-pod' }, 1, true, true],
    ['HOST-1', HOST, { hostNetworkPods: 'peer-only-with-empty-pod-selector' }, 1, false, true],
  ])('%s: %o under %o has %d addresses, enforced: %s, peer: %s', (...row) => {
    const [, parts, profile, addresses, enforced, peer] = row;
    const context = contextOf(profile);
    expect(podAddresses(pod(parts), context)).toHaveLength(addresses);
    expect(isEnforced(pod(parts), 'n1', context)).toBe(enforced);
    expect(isKnownPeer(pod(parts), context)).toBe(peer);
  });

  it('is nothing that other nodes enforce', () => {
    expect(isEnforced(pod(), 'n2', contextOf())).toBe(false);
    const { nodeName: _, ...unscheduled } = pod();
    expect(isEnforced(unscheduled, 'n1', contextOf())).toBe(false);
  });

  it('has its addresses in canonical form', () => {
    expect(podAddresses(pod({ podIPs: ['FD10:244:0001::0A'] }), contextOf())).toEqual(['fd10:244:1::a']);
  });
});

it('NODE-6: every address of the node counts', () => {
  expect(nodeAddresses(nodeOf('n1', '192.168.50.11', 'FD50::11', '10.244.1.1'))).toEqual([
    '192.168.50.11',
    'fd50::11',
    '10.244.1.1',
  ]);
});

describe('the identity of a pod', () => {
  const [x, y] = FIXTURE.namespaces;
  const labels = (...entries: (readonly [string, string])[]) => ({ labels: labelsFrom(entries) });

  it('is one for pods that no selector can tell apart', () => {
    const first = fixturePod('x/q', 'n1', 1, 40, labels(['a', '1'], ['b', '2']));
    const second = fixturePod('x/r', 'n2', 2, 41, labels(['b', '2'], ['a', '1']));
    expect(identityOf(first, x)).toBe(identityOf(second, x));
  });

  it.each([
    ['labels', identityOf(pod(labels(['a', '1'])), x), identityOf(pod(labels(['a', '2'])), x)],
    ['namespaces', identityOf(pod(), x), identityOf(fixturePod('y/a', 'n1', 1, 10), y)],
    [
      'namespaces that have not been seen',
      identityOf(pod(), undefined),
      identityOf(fixturePod('y/a', 'n1', 1, 10), undefined),
    ],
    ['NS-6: whose label it is', identityOf(pod(labels(['team', 'red'])), y), identityOf(pod(labels()), x)],
  ])('tells %s apart', (_what, one, other) => {
    expect(one).not.toBe(other);
  });

  it('writes labels so that no two sets run together', () => {
    expect(labelsText(labelsFrom([['a', '1,b=2']]))).not.toBe(
      labelsText(
        labelsFrom([
          ['a', '1'],
          ['b', '2'],
        ]),
      ),
    );
  });
});
