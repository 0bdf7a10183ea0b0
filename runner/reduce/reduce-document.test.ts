import { describe, expect, it } from 'vitest';
import type { DocumentValue } from './reduce-document.ts';
import { deletablePaths, reduceDocument, without } from './reduce-document.ts';

describe('without', () => {
  it.each<[DocumentValue, (string | number)[], DocumentValue]>([
    [{ a: 1, b: 2 }, ['a'], { b: 2 }],
    [{ a: [1, 2, 3] }, ['a', 1], { a: [1, 3] }],
    [{ a: [{ b: 1, c: 2 }] }, ['a', 0, 'c'], { a: [{ b: 1 }] }],
    [[1], [0], []],
  ])('%j without %j', (document, path, expected) => {
    expect(without(document, path)).toEqual(expected);
  });
});

describe('deletablePaths', () => {
  it('names every element and key, outer ones first, and nothing that is fixed', () => {
    expect(deletablePaths({ a: [1, { b: 2 }], title: 't' }, ([first]) => first === 'title')).toEqual([
      ['a'],
      ['a', 1],
      ['a', 0],
      ['a', 1, 'b'],
    ]);
  });
});

describe('reduceDocument', () => {
  const text = (document: DocumentValue): string => JSON.stringify(document);

  it('ends where nothing can be deleted', async () => {
    const document = { keep: [1, { needle: 'x', hay: [1, 2, 3] }, 'more'], drop: { a: { b: 'c' } } };
    const keeps = (candidate: DocumentValue): boolean => text(candidate).includes('"needle":"x"');
    const reduced = await reduceDocument(document, keeps, () => false);
    expect(reduced.document).toEqual({ keep: [{ needle: 'x' }] });
    for (const path of deletablePaths(reduced.document)) {
      expect(keeps(without(reduced.document, path))).toBe(false);
    }
  });

  it('deletes nothing that is fixed', async () => {
    const reduced = await reduceDocument(
      { name: 'n', rest: 1 },
      () => true,
      ([first]) => first === 'name',
    );
    expect(reduced.document).toEqual({ name: 'n' });
  });
});
