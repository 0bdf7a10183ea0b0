import { describe, expect, it } from 'vitest';
import { createWorkQueue } from './work-queue.ts';

describe('a work queue', () => {
  it('gives keys in the order in which they came, each with its newest item', () => {
    const queue = createWorkQueue<number>();
    queue.add('a', 1);
    queue.add('b', 2);
    queue.add('a', 3);
    expect(queue.waiting).toBe(2);
    expect([queue.take(), queue.take(), queue.take()]).toEqual([
      { key: 'a', item: 3 },
      { key: 'b', item: 2 },
      undefined,
    ]);
  });

  it('keeps a key back while someone works on it', () => {
    const queue = createWorkQueue<number>();
    queue.add('a', 1);
    queue.take();
    queue.add('a', 2);
    queue.add('a', 3);
    queue.add('b', 4);
    expect([queue.take()?.key, queue.take(), queue.waiting]).toEqual(['b', undefined, 1]);
    queue.done('a');
    expect(queue.take()).toEqual({ key: 'a', item: 3 });
    queue.done('a');
    expect([queue.take(), queue.waiting]).toEqual([undefined, 0]);
  });

  it('forgets everything when cleared, work under way included, and hands back what waited', () => {
    const queue = createWorkQueue<number>();
    queue.add('a', 1);
    queue.take();
    queue.add('a', 2);
    queue.add('b', 3);
    expect(queue.clear()).toEqual([
      { key: 'a', item: 2 },
      { key: 'b', item: 3 },
    ]);
    queue.add('a', 4);
    expect(queue.take()).toEqual({ key: 'a', item: 4 });
  });
});
