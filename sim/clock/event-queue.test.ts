import { describe, expect, it } from 'vitest';
import { createEventQueue } from './event-queue.ts';
import { createRandom } from './random.ts';

/** Schedules tasks that write their names down, and returns what was written. */
function scribe(delays: readonly (readonly [string, number])[]): {
  readonly queue: ReturnType<typeof createEventQueue>;
  readonly tickets: number[];
  readonly written: string[];
} {
  const queue = createEventQueue();
  const written: string[] = [];
  const tickets = delays.map(([name, delay]) =>
    queue.schedule(delay, () => written.push(`${name}@${queue.now()}`)),
  );
  return { queue, tickets, written };
}

describe('an event queue', () => {
  it('runs tasks when they are due, ties in the order of scheduling', () => {
    const { queue, written } = scribe([
      ['a', 5],
      ['b', 0],
      ['c', 5],
      ['d', 3],
      ['e', 5],
      ['f', 0],
    ]);
    expect(queue.drain()).toBe(6);
    expect(written).toEqual(['b@0', 'f@0', 'd@3', 'a@5', 'c@5', 'e@5']);
    expect([queue.now(), queue.pending]).toEqual([5, 0]);
  });

  it('advances to the moment asked for, and runs what is due at it', () => {
    const { queue, written } = scribe([
      ['a', 2],
      ['b', 4],
      ['c', 5],
    ]);
    expect([queue.advance(4), queue.now(), queue.pending]).toEqual([2, 4, 1]);
    expect([queue.advance(0), queue.advance(10), queue.now()]).toEqual([0, 1, 14]);
    expect(written).toEqual(['a@2', 'b@4', 'c@5']);
  });

  it('runs what a task schedules for now after what is due now already', () => {
    const { queue, written } = scribe([]);
    queue.schedule(1, () => {
      written.push('a');
      queue.schedule(0, () => written.push('late'));
    });
    queue.schedule(1, () => written.push('b'));
    queue.advance(1);
    expect(written).toEqual(['a', 'b', 'late']);
  });

  it('does not run what was cancelled, nor move the clock for it', () => {
    const { queue, tickets, written } = scribe([
      ['a', 1],
      ['b', 9],
    ]);
    queue.cancel(tickets[1]!);
    queue.cancel(tickets[1]!);
    expect(queue.pending).toBe(1);
    expect([queue.drain(), queue.now(), queue.pending]).toEqual([1, 1, 0]);
    expect(written).toEqual(['a@1']);
  });

  it('a ticket of a task that has run cancels nothing, though another has its place', () => {
    const { queue, tickets, written } = scribe([['a', 1]]);
    queue.drain();
    queue.schedule(1, () => written.push('b'));
    queue.cancel(tickets[0]!);
    queue.drain();
    expect(written).toEqual(['a@1', 'b']);
  });

  it('keeps order past any size it began with, with cancellations between', () => {
    const random = createRandom(7);
    const queue = createEventQueue();
    const ran: (readonly [number, number])[] = [];
    const planned: (readonly [number, number])[] = [];
    for (let index = 0; index < 20_000; index++) {
      const delay = random.below(500);
      const due = queue.now() + delay;
      const ticket = queue.schedule(delay, () => ran.push([queue.now(), index]));
      if (random.chance(0.3)) queue.cancel(ticket);
      else planned.push([due, index]);
      if (random.chance(0.01)) queue.advance(random.below(50));
    }
    queue.drain();
    expect(ran).toEqual(planned.toSorted(([time, index], [later, next]) => time - later || index - next));
  });

  it('drain gives up on what never ends', () => {
    const queue = createEventQueue();
    const again = (): void => void queue.schedule(1, again);
    again();
    expect(() => queue.drain(100)).toThrow('more than 100 tasks');
    expect(queue.now()).toBe(100);
  });

  it('drain takes exactly as many tasks as its limit', () => {
    const { queue } = scribe([
      ['a', 1],
      ['b', 1],
    ]);
    expect(queue.drain(2)).toBe(2);
  });

  it.each([-1, 0.5, NaN, Infinity])('takes %s for no duration', (delay) => {
    const queue = createEventQueue();
    expect(() => queue.schedule(delay, () => {})).toThrow('whole number of milliseconds');
    expect(() => queue.advance(delay)).toThrow('whole number of milliseconds');
  });

  it('is not run by its own tasks, and runs on after one that threw', () => {
    const { queue, written } = scribe([]);
    queue.schedule(0, () => queue.drain());
    queue.schedule(0, () => written.push('b'));
    expect(() => queue.drain()).toThrow('may not run the queue');
    expect(queue.drain()).toBe(1);
    expect(written).toEqual(['b']);
  });
});
