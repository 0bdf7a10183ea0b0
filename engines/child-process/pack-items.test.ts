import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packItems } from './pack-items.ts';

test.each([
  { items: [1, 2, 3, 4, 5], maxItems: 2, maxBytes: 100, batches: ['[1,2]', '[3,4]', '[5]'] },
  { items: [1, 2, 3], maxItems: 9, maxBytes: 5, batches: ['[1,2]', '[3]'] },
  { items: [1, 2, 3], maxItems: 9, maxBytes: 4, batches: ['[1]', '[2]', '[3]'] },
  { items: [1, 'long', 2], maxItems: 9, maxBytes: 7, batches: ['[1,2]'] },
  { items: ['é'], maxItems: 9, maxBytes: 5, batches: [] },
  { items: [], maxItems: 9, maxBytes: 9, batches: [] },
])('$items in at most $maxItems items and $maxBytes bytes', ({ items, maxItems, maxBytes, batches }) => {
  const packed = packItems<unknown>(items, JSON.stringify, { maxItems, maxBytes });
  expect([...packed].map(({ json }) => json)).toEqual(batches);
});

test('a batch is within its limits, and nothing that fits is lost', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string()),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 2, max: 40 }),
      (items, maxItems, maxBytes) => {
        const batches = [...packItems(items, JSON.stringify, { maxItems, maxBytes })];
        for (const batch of batches) {
          expect(JSON.parse(batch.json)).toEqual(batch.items);
          expect(batch.items.length).toBeLessThanOrEqual(maxItems);
          expect(Buffer.byteLength(batch.json)).toBeLessThanOrEqual(maxBytes);
        }
        const fitting = items.filter((item) => Buffer.byteLength(JSON.stringify([item])) <= maxBytes);
        expect(batches.flatMap((batch) => batch.items)).toEqual(fitting);
      },
    ),
  );
});
