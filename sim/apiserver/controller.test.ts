import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { podOf } from '../../model/testing/sample-cluster.ts';
import { createEventQueue, createRandom, createTraceHash } from '../clock/index.ts';
import { createApiServer } from './api-server.ts';
import { createController } from './controller.ts';
import type { Act } from './testing/history.ts';
import { createCache, FAULTS, HISTORY, restart, sorted, START } from './testing/history.ts';
import type { WatchEvent, WatchFaults } from './watch.ts';
import { NO_FAULTS, referenceTo } from './watch.ts';

interface Setting {
  readonly workers: number;
  readonly delay: number;
  readonly faults: WatchFaults;
  readonly seed: number;
}

/** An API server, a controller that watches it, and an agent that watches the controller. */
function chain({ workers, delay, faults, seed }: Setting) {
  const clock = createEventQueue();
  const hash = createTraceHash();
  const server = createApiServer({ clock, cluster: START, hash: hash.add });
  const random = createRandom(seed);
  const passed: WatchEvent[] = [];
  const deliver = (event: WatchEvent): void => void passed.push(event);
  const controller = createController({
    clock,
    random: random.fork('controller'),
    workers,
    delay,
    deliver,
    hash: hash.add,
  });
  const upstream = server.watch({
    name: 'controller',
    random: random.fork('upstream'),
    faults,
    deliver: controller.accept,
  });
  const cache = createCache();
  const agent = controller.watch({
    name: 'agent',
    random: random.fork('agent'),
    faults,
    deliver: cache.take,
  });
  upstream.start();
  agent.start();
  clock.advance(100);
  return { clock, server, controller, upstream, agent, cache, passed, digest: hash.digest };
}

type Chain = ReturnType<typeof chain>;

function play(
  { clock, server, controller, upstream, agent, cache }: Chain,
  acts: readonly Act[],
  seed: number,
): void {
  const random = createRandom(seed);
  for (const act of acts) {
    if (act.act === 'submit') server.submit(act.event);
    else if (act.act === 'advance') clock.advance(act.ms);
    else if (act.act !== 'restart') random.pick([controller, upstream, agent])[act.act]();
    else if (random.chance(0.5)) restart(agent, cache);
    else {
      // It stays away for a while.
      controller.stop();
      upstream.stop();
      clock.advance(random.below(20));
      controller.start();
      upstream.start();
    }
  }
  for (const part of [upstream, controller, agent]) part.calm();
  clock.drain();
}

const setting: fc.Arbitrary<Setting> = fc.record({
  workers: fc.integer({ min: 1, max: 4 }),
  delay: fc.nat(15),
  faults: FAULTS,
  seed: fc.integer(),
});

describe('a controller', () => {
  it('ends with what the server stores, and so do those who watch it', () => {
    fc.assert(
      fc.property(HISTORY, setting, (acts, each) => {
        const all = chain(each);
        play(all, acts, each.seed);
        expect(all.controller.pending).toBe(0);
        expect(sorted(all.controller.stored())).toEqual(sorted(all.server.stored()));
        expect(sorted(all.cache.objects)).toEqual(sorted(all.server.stored()));
      }),
      { numRuns: 200 },
    );
  });

  it('passes the states of an object on in their order, as a history of one object', () => {
    fc.assert(
      fc.property(HISTORY, setting, (acts, each) => {
        const all = chain(each);
        play(all, acts, each.seed);
        const last = new Map<string, WatchEvent>();
        for (const event of all.passed) {
          const reference = referenceTo(event.stored.object);
          const before = last.get(reference);
          const exists = before !== undefined && before.type !== 'DELETED';
          expect(event.type === 'ADDED').toBe(!exists);
          expect(event.stored.revision).toBeGreaterThanOrEqual(before?.stored.revision ?? 0);
          last.set(reference, event);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('does the same for the same seed', () => {
    const digestOf = (acts: readonly Act[], each: Setting): string => {
      const all = chain(each);
      play(all, acts, each.seed);
      return all.digest();
    };
    fc.assert(
      fc.property(HISTORY, setting, (acts, each) => digestOf(acts, each) === digestOf(acts, each)),
      { numRuns: 50 },
    );
  });

  it('coalesces what waits, and passes on no object that came and went meanwhile', () => {
    const { clock, server, controller, passed } = chain({ workers: 1, delay: 0, faults: NO_FAULTS, seed: 1 });
    passed.length = 0;
    controller.hold();
    for (const version of [1, 2, 3]) {
      server.submit({ type: 'MODIFIED', object: podOf('a', `10.0.0.${version}`) });
    }
    server.submit({ type: 'ADDED', object: podOf('c', '10.0.0.9') });
    server.submit({ type: 'DELETED', object: podOf('c', '10.0.0.9') });
    clock.drain();
    expect([controller.pending, passed]).toEqual([2, []]);
    controller.release();
    clock.drain();
    expect(passed.map(({ type, stored }) => `${type} ${stored.key} ${stored.revision}`)).toEqual([
      'MODIFIED x/a 8',
    ]);
  });

  it('passes nothing on twice', () => {
    const { clock, server, controller, passed } = chain({ workers: 1, delay: 0, faults: NO_FAULTS, seed: 1 });
    passed.length = 0;
    const stored = server.stored().get('Pod/x/a')!;
    controller.accept({ type: 'ADDED', stored });
    clock.drain();
    expect(passed).toEqual([]);
  });

  it('loses its work when it dies, but no deletion, be it under way, waiting, or come meanwhile', () => {
    const { clock, server, controller, passed } = chain({ workers: 1, delay: 9, faults: NO_FAULTS, seed: 1 });
    for (const name of ['c', 'd']) server.submit({ type: 'ADDED', object: podOf(name, '10.0.0.9') });
    clock.drain();
    passed.length = 0;
    for (const name of ['a', 'b']) server.submit({ type: 'DELETED', object: podOf(name, '') });
    server.submit({ type: 'MODIFIED', object: podOf('c', '10.0.0.8') });
    clock.advance(0);
    expect(controller.pending).toBe(3);
    controller.stop();
    server.submit({ type: 'DELETED', object: podOf('d', '') });
    clock.drain();
    expect([controller.pending, passed]).toEqual([0, []]);
    controller.start();
    clock.drain();
    expect(passed.map(({ type, stored }) => `${type} ${stored.key}`)).toEqual([
      'DELETED x/a',
      'DELETED x/b',
      'DELETED x/d',
    ]);
  });

  it('does not delete what was made anew while it was away', () => {
    const { clock, server, controller, upstream, passed } = chain({
      workers: 1,
      delay: 0,
      faults: NO_FAULTS,
      seed: 1,
    });
    passed.length = 0;
    controller.stop();
    server.submit({ type: 'DELETED', object: podOf('a', '') });
    server.submit({ type: 'ADDED', object: podOf('a', '10.0.0.9', { uid: 'a2' }) });
    clock.drain();
    controller.start();
    clock.drain();
    expect(passed).toEqual([]);
    upstream.start();
    clock.drain();
    expect(passed.map(({ type, stored }) => `${type} ${stored.uid}`)).toEqual(['MODIFIED a2']);
  });

  it('works on several items at once, and never on two of one object', () => {
    const { clock, server, controller, passed } = chain({
      workers: 3,
      delay: 50,
      faults: NO_FAULTS,
      seed: 3,
    });
    clock.drain();
    passed.length = 0;
    for (let version = 0; version < 30; version++) {
      server.submit({ type: 'MODIFIED', object: podOf('a', `10.0.0.${version}`) });
      server.submit({ type: 'MODIFIED', object: podOf('b', `10.0.1.${version}`) });
      clock.advance(1);
      // One at work and one that waits, of each of the two.
      expect(controller.pending).toBeLessThanOrEqual(4);
    }
    clock.drain();
    expect(passed.length).toBeGreaterThan(3);
    expect(passed.length).toBeLessThan(60);
    expect(new Set(passed.slice(0, 4).map(({ stored }) => stored.key))).toEqual(new Set(['x/a', 'x/b']));
  });

  it('workers overtake each other on different objects', () => {
    const { passed } = chain({ workers: 4, delay: 50, faults: NO_FAULTS, seed: 3 });
    const revisions = passed.map(({ stored }) => stored.revision);
    expect(revisions).not.toEqual(revisions.toSorted((one, next) => one - next));
  });
});
