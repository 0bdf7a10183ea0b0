import { describe, expect, it } from 'vitest';
import type { ClusterObject } from '../../model/index.ts';
import { objectKey } from '../../model/index.ts';
import { nodeOf, podOf, policyOf, serviceOf } from '../../model/testing/sample-cluster.ts';
import type { WatchEvent } from '../apiserver/index.ts';
import { CORRECT_BEHAVIOUR } from './behaviour.ts';
import type { Cache } from './cache.ts';
import { createCache } from './cache.ts';

const correct = CORRECT_BEHAVIOUR.cache;

function event(type: WatchEvent['type'], object: ClusterObject, revision = 1): WatchEvent {
  return { type, stored: { object, key: objectKey(object), uid: objectKey(object), revision } };
}

function podsIn(cache: Cache): string[] {
  return [...cache.view().pods.values()].map(({ name, uid }) => `${name} ${uid}`);
}

const first = podOf('a', '10.244.1.10', { uid: 'first' });
const second = podOf('a', '10.244.1.11', { uid: 'second' });

describe('a cache', () => {
  it('keeps what it is told, by kind and key', () => {
    const cache = createCache('n1', correct);
    for (const object of [nodeOf('n1'), first, policyOf('a', []), serviceOf('a')])
      cache.take(event('ADDED', object));
    const { nodes, pods, policies, services, namespaces } = cache.view();
    expect([nodes, pods, policies, services, namespaces].map((kept) => [...kept.keys()])).toEqual([
      ['n1'],
      ['x/a'],
      ['x/a'],
      ['x/a'],
      [],
    ]);
  });

  it('says what an event did', () => {
    const cache = createCache('n1', correct);
    expect(cache.take(event('ADDED', first))).toEqual({ before: undefined, now: first });
    expect(cache.take(event('MODIFIED', second))).toEqual({ before: first, now: second });
    expect(cache.take(event('MODIFIED', second))).toEqual({ before: second, now: second });
    expect(cache.take(event('DELETED', second))).toEqual({ before: second, now: undefined });
    expect(cache.take(event('DELETED', second))).toEqual({ before: undefined, now: undefined });
  });

  it('forgets a pod by its uid: a late deletion leaves the next of its name alone', () => {
    const cache = createCache('n1', correct);
    cache.take(event('ADDED', second));
    expect(cache.take(event('DELETED', first))).toEqual({ before: second, now: second });
    expect(podsIn(cache)).toEqual(['a second']);
  });

  it('has one view for as long as nothing changes, and never changes one that it gave', () => {
    const cache = createCache('n1', correct);
    cache.take(event('ADDED', first));
    const view = cache.view();
    cache.take(event('MODIFIED', first));
    expect(cache.view()).toBe(view);
    cache.take(event('MODIFIED', second));
    expect(cache.view()).not.toBe(view);
    expect([...view.pods.values()]).toEqual([first]);
  });

  it('knows nothing of EndpointSlices, and nothing at all after its process has ended', () => {
    const cache = createCache('n1', correct);
    const slice: ClusterObject = {
      kind: 'EndpointSlice',
      namespace: 'x',
      name: 's',
      service: 's',
      addressType: 'IPv4',
      endpoints: [],
      ports: [],
    };
    expect(cache.take(event('ADDED', slice))).toBeUndefined();
    cache.take(event('ADDED', first));
    cache.clear();
    expect(podsIn(cache)).toEqual([]);
  });

  it('asks its behaviour what it receives, keeps and forgets', () => {
    const deaf = createCache('n1', { ...correct, receives: ({ type }) => type !== 'MODIFIED' });
    deaf.take(event('ADDED', first));
    expect(deaf.take(event('MODIFIED', second))).toBeUndefined();
    expect(podsIn(deaf)).toEqual(['a first']);

    const stubborn = createCache('n1', { ...correct, keeps: (now, before) => before ?? now });
    stubborn.take(event('ADDED', first));
    stubborn.take(event('MODIFIED', second));
    expect(podsIn(stubborn)).toEqual(['a first']);

    const hasty = createCache('n1', { ...correct, forgets: () => true });
    hasty.take(event('ADDED', second));
    hasty.take(event('DELETED', first));
    expect(podsIn(hasty)).toEqual([]);
  });
});

describe('whether an event asks for other rules', () => {
  it.each<[string, ClusterObject | undefined, ClusterObject | undefined, boolean]>([
    ['one that says what is known does not', first, first, false],
    ['a change does', second, first, true],
    ['a deletion does', undefined, first, true],
    ['one of what was not known does not', undefined, undefined, false],
  ])('%s', (_, now, before, expected) => {
    const cache = createCache('n1', correct);
    expect(correct.wakes(now, before, cache.view)).toBe(expected);
  });
});
