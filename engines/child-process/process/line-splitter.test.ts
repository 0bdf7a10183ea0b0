import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineSplitter } from './line-splitter.ts';

test('lines come out whole however the bytes were cut', () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replaceAll('\n', ' '));
  fc.assert(
    fc.property(fc.array(line), line, fc.array(fc.nat(300)), (lines, unfinished, cuts) => {
      const bytes = Buffer.from(lines.map((text) => `${text}\n`).join('') + unfinished);
      const edges = [0, ...cuts.filter((cut) => cut < bytes.length), bytes.length].sort((a, b) => a - b);
      const splitter = createLineSplitter();
      const found = edges.flatMap((start, index) =>
        splitter.push(bytes.subarray(start, edges[index + 1] ?? start)),
      );
      expect(found.map(String)).toEqual(lines);
      expect(splitter.pendingBytes).toBe(Buffer.byteLength(unfinished));
      expect(splitter.rest().toString()).toBe(unfinished);
      expect(splitter.pendingBytes).toBe(0);
    }),
  );
});
