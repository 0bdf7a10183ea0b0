import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClusterEvent, ClusterObject } from '../../model/index.ts';
import { applyEvents } from '../../model/index.ts';
import { nodeOf, podOf, policyOf, serviceOf } from '../../model/testing/sample-cluster.ts';
import { createEventQueue, createRandom, createTraceHash } from '../clock/index.ts';
import type { ApiServer } from './api-server.ts';
import { createApiServer } from './api-server.ts';
import { LONG_LIFE, START } from './testing/history.ts';
import { NO_FAULTS } from './watch.ts';

function serverOf(hash?: (text: string) => void): {
  readonly server: ApiServer;
  readonly told: () => string[];
} {
  const clock = createEventQueue();
  const server = createApiServer({ clock, cluster: START, ...(hash === undefined ? {} : { hash }) });
  let told: string[] = [];
  server
    .watch({
      name: 'test',
      random: createRandom(1),
      faults: NO_FAULTS,
      deliver: ({ type, stored }) => told.push(`${type} ${stored.object.kind}/${stored.key}`),
    })
    .start();
  clock.drain();
  told = [];
  return {
    server,
    told: () => {
      clock.drain();
      return told;
    },
  };
}

const added = (object: ClusterObject): ClusterEvent => ({ type: 'ADDED', object });
const modified = (object: ClusterObject): ClusterEvent => ({ type: 'MODIFIED', object });
const deleted = (object: ClusterObject): ClusterEvent => ({ type: 'DELETED', object });

describe('an API server', () => {
  it('starts with the cluster as it is, one revision for each object', () => {
    const { server } = serverOf();
    expect(server.cluster()).toBe(START);
    expect(server.revision()).toBe(5);
    expect([...server.stored().keys()]).toEqual(['Node/n1', 'Node/n2', 'Namespace/x', 'Pod/x/a', 'Pod/x/b']);
  });

  it('counts revisions over all objects, and keeps the cluster until something changes', () => {
    const { server, told } = serverOf();
    expect(server.submit(added(podOf('c', '10.0.0.3')))).toEqual({ kind: 'stored', revision: 6 });
    const cluster = server.cluster();
    expect(server.cluster()).toBe(cluster);
    expect(cluster.nodes).toBe(START.nodes);
    expect(server.submit(deleted(podOf('a', 'of no matter')))).toEqual({ kind: 'stored', revision: 7 });
    expect(server.cluster().pods.map(({ name }) => name)).toEqual(['b', 'c']);
    expect(told()).toEqual(['ADDED Pod/x/c', 'DELETED Pod/x/a']);
  });

  it('ignores what changes nothing', () => {
    const { server, told } = serverOf();
    const policy = policyOf('p', [{ podSelector: {} }], [{ protocol: 'TCP', port: 80 }]);
    server.submit(added(policy));
    expect(server.submit(deleted(nodeOf('n9'))).kind).toBe('ignored');
    for (const event of [modified(START.pods[0]!), added({ ...START.pods[1]! }), modified(policy)]) {
      expect(server.submit(event)).toEqual({ kind: 'ignored', reason: 'it is stored so already' });
    }
    expect(server.revision()).toBe(6);
    expect(told()).toEqual(['ADDED NetworkPolicy/x/p']);
  });

  it('stores nothing that admission rejects, and says why', () => {
    const { server, told } = serverOf();
    const policy = policyOf('p', [{ ipBlock: { cidr: '10.0.0.0/33' } }]);
    const outcome = server.submit(added(policy));
    expect(outcome.kind === 'rejected' && outcome.errors[0]).toContain(
      'spec.ingress[0].from[0].ipBlock.cidr',
    );
    expect(server.submit(modified(policy))).toEqual(outcome);
    expect(server.cluster()).toBe(START);
    expect(told()).toEqual([]);
  });

  it('stores what admission makes of an object (NS-2)', () => {
    const { server } = serverOf();
    server.submit(added({ kind: 'Namespace', name: 'y', labels: {} }));
    expect(server.cluster().namespaces.at(-1)?.labels).toEqual({ 'kubernetes.io/metadata.name': 'y' });
  });

  it('admits an update by what it replaces (VAL-26)', () => {
    const { server } = serverOf();
    server.submit(added({ ...policyOf('p', []), generation: 1 }));
    server.submit(modified({ ...policyOf('p', [{ podSelector: {} }]), generation: 1 }));
    expect(server.cluster().policies[0]?.generation).toBe(2);
  });

  it('admits the same object again where it replaces another', () => {
    const { server } = serverOf();
    const [one, two] = [policyOf('p', [{ podSelector: {} }]), policyOf('p', [{ namespaceSelector: {} }])];
    const generations = [one, two, one, two].map((policy) => {
      server.submit(modified(policy));
      return server.cluster().policies[0]?.generation ?? 1;
    });
    expect(generations).toEqual([1, 2, 3, 4]);
  });

  it('deletes what is in a namespace before it, pods before policies (LIFE-13, LIFE-15)', () => {
    const { server, told } = serverOf();
    server.submit(added(policyOf('p', [])));
    server.submit(added(serviceOf('s')));
    server.submit(added(podOf('elsewhere', '10.0.0.9', { namespace: 'y' })));
    server.submit(deleted(START.namespaces[0]!));
    expect(told().slice(3)).toEqual([
      'DELETED Pod/x/a',
      'DELETED Pod/x/b',
      'DELETED Service/x/s',
      'DELETED NetworkPolicy/x/p',
      'DELETED Namespace/x',
    ]);
    expect(server.cluster().pods.map(({ namespace }) => namespace)).toEqual(['y']);
  });

  it('an object made anew has another uid, a changed one the same', () => {
    const { server } = serverOf();
    const uid = (reference: string): string | undefined => server.stored().get(reference)?.uid;
    expect(uid('Pod/x/a')).toBe('a');
    server.submit(added(policyOf('p', [])));
    const first = uid('NetworkPolicy/x/p');
    server.submit(modified(policyOf('p', [{ podSelector: {} }])));
    expect(uid('NetworkPolicy/x/p')).toBe(first);
    server.submit(deleted(policyOf('p', [])));
    server.submit(added(policyOf('p', [])));
    expect(uid('NetworkPolicy/x/p')).not.toBe(first);
  });

  it('takes another uid under the same name for another object', () => {
    const { server, told } = serverOf();
    server.submit(modified(podOf('a', '10.0.0.1', { uid: 'a2' })));
    expect(told()).toEqual(['DELETED Pod/x/a', 'ADDED Pod/x/a']);
    expect(server.stored().get('Pod/x/a')?.uid).toBe('a2');
  });

  it('stores what applyEvents says, whatever the order of kinds of event', () => {
    fc.assert(
      fc.property(LONG_LIFE, (acts) => {
        const { server } = serverOf();
        const events = acts.flatMap((act) => (act.act === 'submit' ? [act.event] : []));
        for (const event of events) server.submit(event);
        expect(contents(server.cluster())).toEqual(contents(applyEvents(START, events)));
      }),
      { numRuns: 100 },
    );
  });

  it('tells whoever asked of each change as it is stored', () => {
    const stored: string[] = [];
    const server = createApiServer({
      clock: createEventQueue(),
      cluster: START,
      onStored: (event) => stored.push(`${event.type} ${event.stored.key} ${server.revision()}`),
    });
    server.submit(deleted(START.pods[0]!));
    server.submit(deleted(START.pods[0]!));
    server.submit(added(podOf('c', '10.0.0.3')));
    expect(stored).toEqual(['DELETED x/a 6', 'ADDED x/c 7']);
  });

  it('hashes every change and delivery', () => {
    const digestOf = (...events: ClusterEvent[]): string => {
      const hash = createTraceHash();
      const { server, told } = serverOf(hash.add);
      for (const event of events) server.submit(event);
      told();
      return hash.digest();
    };
    const once = digestOf(added(podOf('c', '10.0.0.1')));
    expect(digestOf(added(podOf('c', '10.0.0.1')))).toBe(once);
    expect(digestOf(added(podOf('c', '10.0.0.2')))).not.toBe(once);
    expect(digestOf()).not.toBe(once);
  });
});

/** Objects without the generation that a server counts, in no order. */
function contents(cluster: typeof START): string[] {
  return [...cluster.pods, ...cluster.services, ...cluster.policies]
    .map((object) => JSON.stringify({ ...object, generation: undefined }))
    .toSorted();
}
