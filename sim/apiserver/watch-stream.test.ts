import { describe, expect, it } from 'vitest';
import type { ClusterObject } from '../../model/index.ts';
import { podOf, serviceOf } from '../../model/testing/sample-cluster.ts';
import type { Random } from '../clock/index.ts';
import { createEventQueue, createRandom } from '../clock/index.ts';
import { createApiServer } from './api-server.ts';
import { START } from './testing/history.ts';
import type { WatchEvent, WatchFaults, WatchOptions } from './watch.ts';
import { NO_FAULTS } from './watch.ts';

function watching(faults: Partial<WatchFaults> = {}, options: Partial<WatchOptions> = {}) {
  const clock = createEventQueue();
  const server = createApiServer({ clock, cluster: START });
  const told: string[] = [];
  const stream = server.watch({
    name: 'test',
    random: createRandom(1),
    faults: { ...NO_FAULTS, ...faults },
    deliver: (event) => told.push(`${clock.now()} ${textOf(event)}`),
    kinds: ['Pod', 'Service'],
    ...options,
  });
  const add = (object: ClusterObject) => server.submit({ type: 'ADDED', object });
  const remove = (object: ClusterObject) => server.submit({ type: 'DELETED', object });
  /** What has been told since last asked. */
  const news = (): string[] => told.splice(0);
  return { clock, server, stream, add, remove, news };
}

function textOf({ type, stored, tombstone }: WatchEvent): string {
  return `${tombstone === true ? 'TOMBSTONE' : type} ${stored.object.kind}/${stored.key}`;
}

const [A, B] = START.pods as [ClusterObject, ClusterObject];
const C = podOf('c', '10.0.0.3');

/** A random that comes true every second time that the chances are even. */
function everySecond(): Random {
  const random = createRandom(1);
  let asked = 0;
  return { ...random, chance: (probability) => probability === 0.5 && asked++ % 2 === 1 };
}

describe('a watch', () => {
  it('tells nothing before it starts, then all that there is, then what changes', () => {
    const { clock, stream, add, news } = watching({ minDelay: 3, maxDelay: 3 });
    add(C);
    clock.drain();
    expect(news()).toEqual([]);
    stream.start();
    add(serviceOf('s'));
    clock.drain();
    expect(news()).toEqual(['3 ADDED Pod/x/a', '3 ADDED Pod/x/b', '3 ADDED Pod/x/c', '3 ADDED Service/x/s']);
    expect([...stream.seen()]).toEqual([
      ['Pod/x/a', 4],
      ['Pod/x/b', 5],
      ['Pod/x/c', 6],
      ['Service/x/s', 7],
    ]);
  });

  it('keeps what comes while it is held, and tells it in order after release', () => {
    const { clock, stream, add, remove, news } = watching();
    stream.start();
    clock.drain();
    news();
    stream.hold();
    add(C);
    remove(A);
    clock.advance(10);
    expect(news()).toEqual([]);
    expect(stream.seen().has('Pod/x/a')).toBe(true);
    stream.release();
    add(serviceOf('s'));
    clock.drain();
    expect(news()).toEqual(['10 ADDED Pod/x/c', '10 DELETED Pod/x/a', '10 ADDED Service/x/s']);
  });

  it('may be held again by the first event that was released', () => {
    const { clock, stream, add, news } = watching();
    stream.start();
    clock.drain();
    news();
    stream.hold();
    add(C);
    stream.release();
    stream.hold();
    clock.drain();
    expect(news()).toEqual([]);
    stream.calm();
    clock.drain();
    expect(news()).toEqual(['0 ADDED Pod/x/c']);
  });

  it('loses what is under way when the watcher dies, and lists anew with tombstones', () => {
    const { clock, stream, add, remove, news } = watching({ minDelay: 5, maxDelay: 5 });
    stream.start();
    clock.drain();
    news();
    add(C);
    stream.stop();
    remove(A);
    clock.advance(10);
    expect(news()).toEqual([]);
    stream.start();
    clock.drain();
    expect(news()).toEqual(['20 ADDED Pod/x/b', '20 ADDED Pod/x/c', '20 TOMBSTONE Pod/x/a']);
  });

  it('what was kept for a watcher that died is not for the next', () => {
    const { clock, stream, add, remove, news } = watching();
    stream.start();
    clock.drain();
    news();
    stream.hold();
    add(C);
    remove(C);
    clock.drain();
    stream.stop();
    stream.start();
    stream.release();
    clock.drain();
    expect(news()).toEqual(['0 ADDED Pod/x/a', '0 ADDED Pod/x/b']);
  });

  it('a tombstone comes once', () => {
    const { clock, stream, remove, news } = watching();
    stream.start();
    clock.drain();
    stream.stop();
    remove(A);
    for (let life = 0; life < 2; life++) {
      stream.start();
      clock.drain();
    }
    expect(news().filter((text) => text.includes('Pod/x/a'))).toEqual([
      '0 ADDED Pod/x/a',
      '0 TOMBSTONE Pod/x/a',
    ]);
  });

  it('nothing more comes to a watcher that dies of an event, of the rest of a list included', () => {
    const told: string[] = [];
    const { clock, stream } = watching(
      {},
      {
        deliver: (event) => {
          told.push(textOf(event));
          stream.stop();
        },
      },
    );
    stream.start();
    clock.drain();
    expect(told).toEqual(['ADDED Pod/x/a']);
  });

  it('after a loss all of the kind is lost until the relist, which tells the difference', () => {
    // Everything is lost while it may be.
    const { clock, stream, add, remove, news, server } = watching({ lose: 1, relistDelay: 20 });
    stream.start();
    clock.drain();
    news();
    add(C);
    clock.advance(5);
    remove(A);
    server.submit({ type: 'MODIFIED', object: { ...B, hostNetwork: true } as ClusterObject });
    stream.calm();
    clock.advance(7);
    add(podOf('d', '10.0.0.4'));
    clock.advance(7);
    expect(news()).toEqual([]);
    add(serviceOf('s'));
    clock.drain();
    expect(news()).toEqual([
      '19 ADDED Service/x/s',
      '20 MODIFIED Pod/x/b',
      '20 ADDED Pod/x/c',
      '20 ADDED Pod/x/d',
      '20 TOMBSTONE Pod/x/a',
    ]);
  });

  it('what was deleted and made anew unseen is told as a change, with another uid', () => {
    const uids: string[] = [];
    const { clock, stream, add, remove } = watching(
      { lose: 1 },
      { deliver: ({ type, stored }) => uids.push(`${type} ${stored.key} ${stored.uid}`) },
    );
    stream.start();
    clock.drain();
    remove(A);
    add({ ...A, uid: 'a2' } as ClusterObject);
    clock.drain();
    expect(uids).toEqual(['ADDED x/a a', 'ADDED x/b b', 'MODIFIED x/a a2']);
  });

  it('what was told to be gone and is there again is told as new', () => {
    const { clock, stream, add, remove, news } = watching({ lose: 0.5 }, { random: everySecond() });
    stream.start();
    clock.drain();
    news();
    remove(A);
    clock.drain();
    add(A);
    clock.drain();
    expect(news()).toEqual(['0 DELETED Pod/x/a', '0 ADDED Pod/x/a']);
  });

  it('asks a function for the faults of the moment, also once calm', () => {
    const now = { ...NO_FAULTS, minDelay: 7, maxDelay: 7 };
    const { clock, stream, add, remove, news } = watching({}, { faults: () => now });
    stream.start();
    clock.drain();
    stream.calm();
    now.minDelay = now.maxDelay = 0;
    add(C);
    clock.drain();
    expect(news()).toEqual(['7 ADDED Pod/x/a', '7 ADDED Pod/x/b', '7 ADDED Pod/x/c']);
    now.lose = 1;
    remove(C);
    clock.drain();
    expect(news()).toEqual(['7 TOMBSTONE Pod/x/c']);
  });

  it('announces each list before its events', () => {
    const told: string[] = [];
    const { clock, stream } = watching(
      {},
      { deliver: (event) => told.push(textOf(event)), onRelist: (kind) => told.push(`list of ${kind}`) },
    );
    stream.start();
    clock.drain();
    expect(told).toEqual(['list of Pod', 'ADDED Pod/x/a', 'ADDED Pod/x/b', 'list of Service']);
  });

  it('repeats an event, but not once the next of its object has come', () => {
    const { clock, stream, add, remove, news } = watching({ duplicate: 1, minDelay: 2, maxDelay: 2 });
    stream.start();
    clock.drain();
    news();
    add(C);
    clock.drain();
    expect(news()).toEqual(['4 ADDED Pod/x/c', '6 ADDED Pod/x/c']);
    remove(C);
    clock.advance(1);
    add(C);
    clock.drain();
    expect(news()).toEqual(['8 DELETED Pod/x/c', '9 ADDED Pod/x/c', '11 ADDED Pod/x/c']);
  });
});
