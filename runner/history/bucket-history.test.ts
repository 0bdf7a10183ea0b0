import { describe, expect, it } from 'vitest';
import type { BucketStanding } from '../../model/index.ts';
import { bucketHistories } from './bucket-history.ts';
import { KEY, nightWith } from './testing/sample-entry.ts';

const OTHER = KEY.replace('except', 'labels');

describe('bucketHistories', () => {
  // Nights as letters, met and missed by versions 1 and 2 of the engine: A and a, B and b. A dot was not asked.
  it.each<[nights: string, standing: BucketStanding, since: number]>([
    ['A', 'new', 1],
    ['aaA', 'new', 3],
    ['AA', 'there', 1],
    ['aAA', 'there', 2],
    ['A.A', 'there', 1],
    ['Aa', 'gone', 2],
    ['AAbb', 'fixed', 3],
    ['AA..b', 'fixed', 5],
    ['AabB', 'back', 4],
    ['AbBB', 'back', 3],
    ['AaA', 'flaky', 2],
    ['AaAa', 'flaky', 2],
    ['AAaaAA', 'flaky', 3],
    ['AaAb', 'fixed', 4],
    ['AaABbB', 'flaky', 5],
    ['A.', 'new', 1],
  ])('%s is %s since night %i', (nights, standing, since) => {
    const entries = [...nights].map((letter, index) => nightOfLetter(letter, index + 1));
    const [bucket, ...rest] = bucketHistories(entries);
    expect(rest).toEqual([]);
    expect(bucket).toMatchObject({ key: KEY, standing, since: { date: entries[since - 1]!.date } });
  });

  it('knows by its commit that an engine was mended which calls every build the same', () => {
    const entries = [nightWith(1, [KEY], { commit: 'aaaaaaa' }), nightWith(2, [], { commit: 'bbbbbbb' })];
    expect(bucketHistories(entries)).toMatchObject([{ standing: 'fixed', since: { commit: 'bbbbbbb' } }]);
  });

  it('counts, and keeps the smallest scenario', () => {
    const entries = [nightWith(1, [KEY]), nightWith(2, [KEY]), nightWith(3, [])];
    expect(bucketHistories(entries)).toMatchObject([
      {
        first: { date: '2026-01-01T02:00:00.000Z', version: '1.0' },
        last: { date: '2026-01-02T02:00:00.000Z' },
        nights: { met: 2, asked: 3 },
        count: 4,
        smallest: { file: '2.yaml', size: 998 },
      },
    ]);
  });

  it('says that the generators have changed since a bucket was last met, and only then', () => {
    const entries = [nightWith(1, [KEY, OTHER]), nightWith(2, [OTHER], { generator: 'g2' })];
    const changed = bucketHistories(entries).map((bucket) => [bucket.key, bucket.generatorChanged]);
    expect(changed).toEqual([
      [OTHER, undefined],
      [KEY, true],
    ]);
  });

  it('does not take an engine for another one whose name begins alike', () => {
    const long = nightWith(2, [], {
      asked: [{ engine: 'plugin/two', version: '1', property: 'engine-agrees-with-reference' }],
    });
    expect(bucketHistories([nightWith(1, [KEY]), long])).toMatchObject([{ standing: 'new' }]);
  });
});

function nightOfLetter(letter: string, day: number): ReturnType<typeof nightWith> {
  if (letter === '.') return nightWith(day, [], { property: 'order-changes-nothing' });
  const version = letter.toLowerCase() === 'a' ? '1' : '2';
  return nightWith(day, letter === letter.toUpperCase() ? [KEY] : [], { version });
}
