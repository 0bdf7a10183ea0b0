import { describe, expect, it } from 'vitest';
import { clusterFrom } from '../objects/cluster.ts';
import { nodeOf, podOf, policyOf, serviceOf, SMALL } from '../testing/sample-cluster.ts';
import { applyEvents } from './apply-events.ts';

const pod = podOf('c', '10.244.1.12');

describe('applyEvents', () => {
  it('adds, changes and deletes by identity', () => {
    const added = applyEvents(SMALL, [{ type: 'ADDED', object: pod }]);
    expect(added.pods.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    const moved = podOf('a', '10.244.1.99');
    const changed = applyEvents(added, [{ type: 'MODIFIED', object: moved }]);
    expect(changed.pods).toEqual([moved, added.pods[1], pod]);
    const deleted = applyEvents(changed, [{ type: 'DELETED', object: podOf('b', 'whatever it last had') }]);
    expect(deleted.pods).toEqual([moved, pod]);
  });

  it('takes events in order: the last word counts', () => {
    const again = podOf('c', '10.244.1.77', { uid: 'c2' });
    const { pods } = applyEvents(SMALL, [
      { type: 'ADDED', object: pod },
      { type: 'DELETED', object: pod },
      { type: 'ADDED', object: again },
    ]);
    expect(pods.at(-1)).toEqual(again);
    expect(pods).toHaveLength(3);
  });

  it('deleting what is not there changes nothing', () => {
    expect(applyEvents(SMALL, [{ type: 'DELETED', object: pod }])).toBe(SMALL);
  });

  it('a namespaced name in another namespace is another object (ISO-13)', () => {
    const elsewhere = podOf('a', '10.244.1.50', { namespace: 'y' });
    expect(applyEvents(SMALL, [{ type: 'DELETED', object: elsewhere }]).pods).toEqual(SMALL.pods);
  });

  it('puts every kind in its list, and leaves the cluster before alone', () => {
    const objects = [nodeOf('n3', '192.168.50.13'), serviceOf('web'), policyOf('p', []), pod];
    const before = structuredClone(SMALL);
    const after = applyEvents(
      SMALL,
      objects.map((object) => ({ type: 'ADDED', object })),
    );
    expect(after).toEqual(clusterFrom([...SMALL.nodes, ...SMALL.pods, ...objects]));
    expect(SMALL.pods.length).toBe(before.pods.length);
  });
});
