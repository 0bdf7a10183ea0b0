import { describe, expect, it } from 'vitest';
import { labelOf, labelsFrom, NO_LABELS } from './labels.ts';

describe('labels', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is a key like any other', (key) => {
    expect(labelOf(NO_LABELS, key)).toBeUndefined();
    expect(labelOf(labelsFrom([]), key)).toBeUndefined();
    // Labels made by others may have a prototype.
    expect(labelOf({}, key)).toBeUndefined();
    const labels = labelsFrom([[key, 'written']]);
    expect(labelOf(labels, key)).toBe('written');
    expect(Object.keys(labels)).toEqual([key]);
  });

  it('tells an empty value from a missing key (SEL-9)', () => {
    const labels = labelsFrom([['role', '']]);
    expect(labelOf(labels, 'role')).toBe('');
    expect(labelOf(labels, 'tier')).toBeUndefined();
  });

  it('lets a later entry win', () => {
    expect(
      labelOf(
        labelsFrom([
          ['a', '1'],
          ['a', '2'],
        ]),
        'a',
      ),
    ).toBe('2');
  });

  it('NO_LABELS cannot be written to', () => {
    expect(Object.isFrozen(NO_LABELS)).toBe(true);
  });
});
