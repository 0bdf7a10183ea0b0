import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventQueue, createRandom, createTraceHash } from '../clock/index.ts';
import { createApiServer } from './api-server.ts';
import type { Act } from './testing/history.ts';
import { createCache, FAULTS, HISTORY, LONG_LIFE, restart, sorted, START } from './testing/history.ts';
import type { StoredObject, WatchEvent, WatchFaults } from './watch.ts';
import { NO_FAULTS, referenceTo } from './watch.ts';

interface Run {
  readonly delivered: readonly WatchEvent[];
  /** Events in the order of the store. */
  readonly happened: readonly WatchEvent[];
  readonly cache: ReturnType<typeof createCache>['objects'];
  readonly seen: ReadonlyMap<string, number>;
  readonly stored: ReturnType<ReturnType<typeof createApiServer>['stored']>;
  readonly digest: string;
}

/** Runs a history under faults, then calms and settles. */
function run(acts: readonly Act[], faults: WatchFaults, seed: number): Run {
  const clock = createEventQueue();
  const hash = createTraceHash();
  const server = createApiServer({ clock, cluster: START, hash: hash.add });
  const cache = createCache();
  const delivered: WatchEvent[] = [];
  const happened: WatchEvent[] = [];
  const deliver = (event: WatchEvent): void => {
    delivered.push(event);
    cache.take(event);
  };
  server
    .watch({
      name: 'witness',
      random: createRandom(0),
      faults: NO_FAULTS,
      deliver: (each) => happened.push(each),
    })
    .start();
  const stream = server.watch({ name: 'agent', random: createRandom(seed), faults, deliver });
  stream.start();
  clock.advance(100);
  for (const act of acts) {
    if (act.act === 'submit') server.submit(act.event);
    else if (act.act === 'advance') clock.advance(act.ms);
    else if (act.act === 'restart') restart(stream, cache);
    else stream[act.act]();
  }
  stream.calm();
  clock.drain();
  return {
    delivered,
    happened,
    cache: cache.objects,
    seen: stream.seen(),
    stored: server.stored(),
    digest: hash.digest(),
  };
}

/** Asserts what must hold of every run of such histories under such faults. */
function always(
  acts: fc.Arbitrary<readonly Act[]>,
  faults: fc.Arbitrary<WatchFaults>,
  holds: (run: Run) => void,
): void {
  const property = fc.property(acts, faults, fc.integer(), (history, each, seed) =>
    holds(run(history, each, seed)),
  );
  fc.assert(property, { numRuns: 300 });
}

function isSameObject(one: StoredObject, other: StoredObject): boolean {
  return referenceTo(one.object) === referenceTo(other.object);
}

/** FAULTS with some of them fixed. */
function faultsWith(fixed: Partial<WatchFaults>): fc.Arbitrary<WatchFaults> {
  return FAULTS.map((faults) => ({ ...faults, ...fixed }));
}

describe('whatever the faults and the history', () => {
  it('calm and drain leave the watcher with what the server stores', () => {
    always(HISTORY, FAULTS, ({ cache, stored, seen }) => {
      expect(sorted(cache)).toEqual(sorted(stored));
      expect(sorted(seen)).toEqual(sorted(stored).map(([reference, { revision }]) => [reference, revision]));
    });
  });

  it('an object never goes back', () => {
    always(LONG_LIFE, FAULTS, ({ delivered }) => {
      const last = new Map<string, number>();
      for (const { stored } of delivered) {
        const reference = referenceTo(stored.object);
        expect(stored.revision).toBeGreaterThanOrEqual(last.get(reference) ?? 0);
        last.set(reference, stored.revision);
      }
    });
  });

  it('an event is repeated unchanged, before the next of its object', () => {
    let repeats = 0;
    always(LONG_LIFE, faultsWith({ duplicate: 1 }), ({ delivered }) => {
      const again = delivered.filter((event, index) => delivered.indexOf(event) < index);
      repeats += again.length;
      for (const event of again) {
        const ofObject = delivered.filter(({ stored }) => isSameObject(stored, event.stored));
        expect(ofObject.lastIndexOf(event)).toBe(ofObject.indexOf(event) + 1);
      }
    });
    expect(repeats).toBeGreaterThan(0);
  });

  it('the same seed tells the same at the same time', () => {
    fc.assert(
      fc.property(HISTORY, FAULTS, fc.integer(), (acts, faults, seed) => {
        expect(run(acts, faults, seed).digest).toBe(run(acts, faults, seed).digest);
      }),
      { numRuns: 300 },
    );
  });
});

describe('without losses and duplicates', () => {
  it('every event of a kind arrives, in its order', () => {
    always(LONG_LIFE, faultsWith({ lose: 0, duplicate: 0 }), ({ delivered, happened }) => {
      for (const kind of ['Pod', 'Service', 'NetworkPolicy']) {
        const ofKind = (event: WatchEvent): boolean => event.stored.object.kind === kind;
        expect(delivered.filter(ofKind)).toEqual(happened.filter(ofKind));
      }
    });
  });

  it('no kind overtakes another unless it may', () => {
    always(LONG_LIFE, faultsWith({ lose: 0, duplicate: 0, reorderKinds: 0 }), ({ delivered, happened }) => {
      expect(delivered).toEqual(happened);
    });
  });

  it('kinds do overtake each other where they may', () => {
    let overtakes = 0;
    always(LONG_LIFE, faultsWith({ lose: 0, duplicate: 0, reorderKinds: 1 }), ({ delivered }) => {
      overtakes += delivered.filter(
        ({ stored }, index) => stored.revision < (delivered[index - 1]?.stored.revision ?? 0),
      ).length;
    });
    expect(overtakes).toBeGreaterThan(0);
  });
});

describe('with losses', () => {
  it('tombstones tell the last state that the watcher knew, of what it knew', () => {
    let tombstones = 0;
    always(LONG_LIFE, faultsWith({ lose: 0.5 }), ({ delivered }) => {
      const known = createCache();
      for (const event of delivered) {
        const before = known.objects.get(referenceTo(event.stored.object));
        const isTombstone = event.tombstone === true;
        if (isTombstone) tombstones++;
        expect(isTombstone ? event.stored : before).toBe(before);
        known.take(event);
      }
    });
    expect(tombstones).toBeGreaterThan(0);
  });
});
