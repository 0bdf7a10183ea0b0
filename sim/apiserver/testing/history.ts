import fc from 'fast-check';
import type { Cluster, ClusterEvent, ClusterObject } from '../../../model/index.ts';
import { clusterFrom, labelsFrom } from '../../../model/index.ts';
import { podOf, policyOf, serviceOf, SMALL } from '../../../model/testing/sample-cluster.ts';
import type { StoredObject, WatchEvent, WatchFaults, WatchStream } from '../watch.ts';
import { referenceTo } from '../watch.ts';

/** SMALL with its namespace. */
export const START: Cluster = {
  ...SMALL,
  namespaces: clusterFrom([
    { kind: 'Namespace', name: 'x', labels: labelsFrom([['kubernetes.io/metadata.name', 'x']]) },
  ]).namespaces,
};

/** Something that happens during a history. */
export type Act =
  | { readonly act: 'submit'; readonly event: ClusterEvent }
  | { readonly act: 'advance'; readonly ms: number }
  | { readonly act: 'hold' | 'release' | 'restart' };

/** Few names, so that the same object is changed, deleted and made anew again and again. */
const object: fc.Arbitrary<ClusterObject> = fc
  .tuple(fc.constantFrom('pod', 'service', 'policy'), fc.constantFrom('a', 'b', 'c'), fc.nat(5))
  .map(([kind, name, version]) => {
    if (kind === 'pod') return podOf(name, `10.0.0.${version}`, { uid: `${name}${version % 2}` });
    if (kind === 'service') return serviceOf(name, { externalIPs: [`10.1.0.${version}`] });
    return policyOf(name, [{ podSelector: {} }], [{ protocol: 'TCP', port: 80 + version }]);
  });

const event: fc.Arbitrary<ClusterEvent> = fc.record({
  type: fc.constantFrom<ClusterEvent['type'][]>('ADDED', 'MODIFIED', 'MODIFIED', 'DELETED'),
  object,
});

const submit: fc.Arbitrary<Act> = event.map((each) => ({ act: 'submit', event: each }));

const other: fc.Arbitrary<Act> = fc.oneof(
  fc.nat(30).map((ms): Act => ({ act: 'advance', ms })),
  fc.constantFrom<Act[]>({ act: 'hold' }, { act: 'release' }, { act: 'restart' }),
);

/** Histories of changes, pauses, and whatever befalls a watcher. */
export const HISTORY: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.oneof({ weight: 4, arbitrary: submit }, { weight: 1, arbitrary: other }),
  { maxLength: 60, size: 'max' },
);

/** Histories in which the watcher lives on throughout. */
export const LONG_LIFE: fc.Arbitrary<readonly Act[]> = HISTORY.map((acts) =>
  acts.filter(({ act }) => act !== 'restart'),
);

/** Faults of every kind and size. */
export const FAULTS: fc.Arbitrary<WatchFaults> = fc
  .record({
    minDelay: fc.nat(10),
    spread: fc.nat(20),
    reorderKinds: fc.constantFrom(0, 0.3, 1),
    duplicate: fc.constantFrom(0, 0.3, 1),
    lose: fc.constantFrom(0, 0.1, 0.5),
    relistDelay: fc.nat(40),
  })
  .map(({ spread, ...faults }) => ({ ...faults, maxDelay: faults.minDelay + spread }));

/** A watcher's cache: the state of each object, as the events alone tell it. */
export interface Cache {
  readonly objects: Map<string, StoredObject>;
  readonly take: (event: WatchEvent) => void;
}

/** An empty cache that believes every event. */
export function createCache(): Cache {
  const objects = new Map<string, StoredObject>();
  return {
    objects,
    take: ({ type, stored }) => {
      if (type === 'DELETED') objects.delete(referenceTo(stored.object));
      else objects.set(referenceTo(stored.object), stored);
    },
  };
}

/** The entries of a map, in an order of their own. */
export function sorted<T>(map: ReadonlyMap<string, T>): (readonly [string, T])[] {
  return [...map].toSorted(([key], [next]) => (key < next ? -1 : 1));
}

/** Ends and begins a watcher's life; what it has cached goes with it. */
export function restart(stream: WatchStream, cache: Cache): void {
  stream.stop();
  cache.objects.clear();
  stream.start();
}
