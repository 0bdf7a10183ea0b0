import { describe, expect, it } from 'vitest';
import type { Cluster, ClusterObject } from '../model/index.ts';
import { applyEvents, clusterObjects, labelsFrom, objectKey } from '../model/index.ts';
import type { SeenRevisions } from './agent/index.ts';
import type { WatchEvent } from './apiserver/index.ts';
import { admits, changed, TWO_NODES } from './testing/small-life.ts';
import type { StateLog } from './views.ts';
import { createObjectLog, createStateLog } from './views.ts';

type Change = readonly [type: WatchEvent['type'], object: ClusterObject];

/** A log of {@link TWO_NODES} to which changes happen, the first of them revision 101. */
function logOf(create: (start: Cluster) => StateLog, changes: readonly Change[]): StateLog {
  const log = create(TWO_NODES);
  let cluster = TWO_NODES;
  for (const [index, [type, object]] of changes.entries()) {
    cluster = applyEvents(cluster, [{ type, object }]);
    const stored = { object, key: objectKey(object), uid: objectKey(object), revision: 101 + index };
    log.add({ type, stored }, cluster);
  }
  return log;
}

/** Somebody who has seen everything of some kinds up to a revision, and these objects at theirs. */
function seen(kinds: Record<string, number>, objects: Record<string, number> = {}): SeenRevisions {
  const all = { Node: 100, Namespace: 100, Pod: 100, Service: 100, NetworkPolicy: 100, ...kinds };
  return {
    kinds: new Map(Object.entries(all)) as SeenRevisions['kinds'],
    objects: new Map(Object.entries(objects)),
  };
}

/** Policies, and the label of x/b: all that differs between the views below. */
function told(views: readonly Cluster[] | undefined): string[] | undefined {
  return views
    ?.map(({ policies, pods }) => {
      const label = pods.find(({ name }) => name === 'b')?.labels;
      return `${policies.map(({ name }) => name).join('+')} ${JSON.stringify(label)}`;
    })
    .sort();
}

const RELABELLED = changed('x/b', { labels: labelsFrom([['pod', 'z']]) });
const HISTORY: readonly Change[] = [
  ['ADDED', admits('p', 'a')],
  ['ADDED', admits('q', 'a')],
  ['MODIFIED', RELABELLED],
  ['DELETED', admits('p', 'a')],
];
const [OLD, NEW] = ['{"pod":"b"}', '{"pod":"z"}'];

describe('views by kind', () => {
  const log = logOf(createStateLog, HISTORY);

  it.each<[string, SeenRevisions, string[]]>([
    ['nothing new', seen({ Pod: 103, NetworkPolicy: 104 }), [`q ${NEW}`]],
    [
      'everything since the start, in the order of each kind',
      seen({}),
      ['', 'p', 'p+q', 'q'].flatMap((policies) => [`${policies} ${OLD}`, `${policies} ${NEW}`]),
    ],
    ['nothing before what was seen', seen({ Pod: 103, NetworkPolicy: 102 }), [`p+q ${NEW}`, `q ${NEW}`]],
    ['each kind for itself', seen({ NetworkPolicy: 104 }), [`q ${OLD}`, `q ${NEW}`]],
  ])('have %s', (_, since, expected) => {
    expect(told(log.viewsSince(since))).toEqual([...expected].sort());
  });

  it('keep the newest of what nobody watches', () => {
    expect(log.viewsSince(seen({}))!.every(({ namespaces }) => namespaces === TWO_NODES.namespaces)).toBe(
      true,
    );
  });

  it('are counted up to 64', () => {
    const labels = (many: number): Change[] =>
      Array.from({ length: many }, (_, index) => [
        'MODIFIED',
        changed('x/b', { labels: labelsFrom([['pod', String(index)]]) }),
      ]);
    const policies = (many: number): Change[] =>
      Array.from({ length: many }, (_, index) => ['ADDED', admits(`p${index}`, 'a')]);
    const viewsOf = (...changes: Change[]) => logOf(createStateLog, changes).viewsSince(seen({}));
    expect(viewsOf(...labels(63))).toHaveLength(64);
    expect(viewsOf(...labels(64))).toBeUndefined();
    expect(viewsOf(...labels(7), ...policies(7))).toHaveLength(64);
    expect(viewsOf(...labels(7), ...policies(8))).toBeUndefined();
  });
});

describe('views by object, behind a controller', () => {
  const log = logOf(createObjectLog, HISTORY);
  const start = Object.fromEntries(
    clusterObjects(TWO_NODES).map((object) => [`${object.kind}/${objectKey(object)}`, 1]),
  );

  it('let one object of a kind be newer than another', () => {
    const known = { ...start, 'NetworkPolicy/x/p': 101, 'Pod/x/b': 103 };
    // x/p has not been seen to go; x/q may have been seen or not.
    expect(told(log.viewsSince(seen({}, known)))).toEqual(
      [` ${NEW}`, `p ${NEW}`, `p+q ${NEW}`, `q ${NEW}`].sort(),
    );
  });

  it('have one state of what has been seen in its last', () => {
    const known = { ...start, 'NetworkPolicy/x/q': 102, 'Pod/x/b': 103 };
    const views = told(log.viewsSince(seen({}, known)))!;
    expect(views.every((view) => view.includes('q'))).toBe(true);
    expect(views.every((view) => view.endsWith(NEW))).toBe(true);
  });
});
