import { describe, expect, it } from 'vitest';
import { nearestWord } from './nearest-word.ts';

describe('nearestWord', () => {
  it.each([
    ['replya', 'replay'],
    ['rnu', 'run'],
    ['RUN', 'run'],
    ['redduce', 'reduce'],
    ['quux', undefined],
    ['rn', 'run'],
    ['reduction', undefined],
  ])('%s → %s', (word, expected) => {
    expect(nearestWord(word, ['run', 'replay', 'reduce'])).toBe(expected);
  });

  it('finds nothing among nothing', () => {
    expect(nearestWord('x', [])).toBeUndefined();
  });
});
