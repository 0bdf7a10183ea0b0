import { describe, expect, it } from 'vitest';
import { counted, displayWidth, duration, grouped, table } from './table.ts';

describe('table', () => {
  it('aligns columns by what is shown, not by what paints it, and ends no line in blanks', () => {
    const red = (text: string): string => `\u{1b}[31m${text}\u{1b}[39m`;
    const lines = table(
      [{ title: 'name' }, { title: 'n', align: 'right' }, { title: 'last' }],
      [
        ['a', '7', 'x'],
        [{ text: 'longer', paint: red }, '1,234', ''],
      ],
    );
    expect(lines).toEqual(['name        n  last', 'a           7  x', `${red('longer')}  1,234`]);
  });

  it('pads cells that a row leaves out', () => {
    expect(table([{ title: 'a' }, { title: 'b' }], [['1']])).toEqual(['a  b', '1']);
  });
});

describe('words and numbers', () => {
  it.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [1_000, '1.0 s'],
    [59_940, '59.9 s'],
    [125_000, '2 min 05 s'],
  ])('%i ms is %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  it('counts', () => {
    expect(counted(1, 'policy', 'policies')).toBe('1 policy');
    expect(counted(0, 'pod')).toBe('0 pods');
    expect(grouped(1_234_567)).toBe('1,234,567');
    expect(displayWidth('a→b')).toBe(3);
  });
});
