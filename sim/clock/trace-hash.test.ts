import { describe, expect, it } from 'vitest';
import { createTraceHash } from './trace-hash.ts';

function digestOf(...texts: string[]): string {
  const hash = createTraceHash();
  for (const text of texts) hash.add(text);
  return hash.digest();
}

describe('the hash of a trace', () => {
  it('is 16 hexadecimal digits, the same for the same texts', () => {
    expect(digestOf('a', 'b')).toBe(digestOf('a', 'b'));
    for (const texts of [[], ['a'], ['a', 'b']]) expect(digestOf(...texts)).toMatch(/^[0-9a-f]{16}$/);
  });

  it('changes with any text, order or end of a text', () => {
    const traces = [
      [],
      [''],
      ['', ''],
      ['ab'],
      ['a', 'b'],
      ['b', 'a'],
      ['ab', ''],
      ['', 'ab'],
      ['aB'],
      ['a\u0162'],
    ];
    expect(new Set(traces.map((texts) => digestOf(...texts))).size).toBe(traces.length);
  });

  it('changes, in both halves, with any single unit of a long trace', () => {
    const line = '12 n1 MODIFIED Pod/x/a uid 7';
    const lines = Array.from({ length: 50 }, () => line);
    const digests = [digestOf(...lines)];
    for (let at = 0; at < line.length; at++) {
      const changed = `${line.slice(0, at)}~${line.slice(at + 1)}`;
      digests.push(digestOf(changed, ...lines.slice(1)));
    }
    expect(new Set(digests.map((digest) => digest.slice(0, 8))).size).toBe(digests.length);
    expect(new Set(digests.map((digest) => digest.slice(8))).size).toBe(digests.length);
  });

  it('can be read at any time and goes on', () => {
    const hash = createTraceHash();
    hash.add('a');
    expect(hash.digest()).toBe(digestOf('a'));
    hash.add('b');
    expect(hash.digest()).toBe(digestOf('a', 'b'));
  });
});
