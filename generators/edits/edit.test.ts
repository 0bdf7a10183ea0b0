import { describe, expect, it } from 'vitest';
import { shorterLists, simplerElements, simplerField, withField } from './edit.ts';

const name = (dropped: readonly string[]): string => dropped.join('');

describe('shorterLists', () => {
  it.each([
    ['', []],
    ['a', ['']],
    ['ab', ['', 'b', 'a']],
    ['abc', ['', 'bc', 'ac', 'ab']],
    ['abcd', ['', 'cd', 'ab', 'bcd', 'acd', 'abd', 'abc']],
  ])('of %s: all away, then halves, down to one', (list, expected) => {
    expect([...shorterLists([...list], name)].map(({ to }) => to.join(''))).toEqual(expected);
  });

  it('says what is dropped', () => {
    expect([...shorterLists([...'abcd'], name)][1]!.describe).toBe('drop ab');
  });
});

describe('simplerElements', () => {
  it('changes one element at a time and leaves the list alone', () => {
    const list = Object.freeze(['aa', 'b']);
    const shorter = (text: string): { describe: string; to: string }[] =>
      text.length > 1 ? [{ describe: 'cut', to: text.slice(1) }] : [];
    expect([...simplerElements(list, shorter)]).toEqual([{ describe: 'cut', to: ['a', 'b'] }]);
  });
});

describe('fields', () => {
  const record: { readonly kept: number; readonly list?: readonly number[] } = { kept: 1, list: [2] };

  it('go with their last element: stored objects have no empty lists', () => {
    expect(withField(record, 'list', [])).toEqual({ kept: 1 });
    expect(withField(record, 'list', undefined)).toEqual({ kept: 1 });
    expect(withField(record, 'list', [3])).toEqual({ kept: 1, list: [3] });
    expect(
      [...simplerField(record, 'list', (list) => shorterLists(list, String))].map(({ to }) => to),
    ).toEqual([{ kept: 1 }]);
  });

  it('that are absent have nothing simpler', () => {
    expect([
      ...simplerField<typeof record, 'list'>({ kept: 1 }, 'list', (list) => shorterLists(list, String)),
    ]).toEqual([]);
  });
});
