import { describe, expect, it } from 'vitest';
import type { EngineFault } from '../../model/index.ts';
import { createPatience } from './patience.ts';

type Fault = EngineFault | undefined;

function after(faults: readonly Fault[]): string | undefined {
  const patience = createPatience();
  for (const fault of faults) patience.note(fault);
  return patience.lost();
}

function times(count: number, faultAt: (index: number) => Fault): Fault[] {
  return Array.from({ length: count }, (_, index) => faultAt(index));
}

describe('patience with an engine', () => {
  it.each<readonly [string, readonly Fault[], string | undefined]>([
    ['crashes between answers', times(200, (index) => (index % 2 === 0 ? 'crash' : undefined)), undefined],
    ['two hangs', ['hang', 'hang'], undefined],
    [
      'three hangs, whatever comes between',
      ['hang', undefined, 'hang', undefined, 'hang'],
      'it hung 3 times',
    ],
    ['49 failures in a row', times(49, () => 'crash'), undefined],
    ['50 failures in a row', times(50, () => 'refused'), 'it failed 50 times in a row'],
  ])('after %s', (_, faults, lost) => {
    expect(after(faults)).toBe(lost);
  });
});
