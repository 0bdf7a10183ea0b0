import { describe, expect, it } from 'vitest';
import { SAMPLE_EVIDENCE } from '../testing/sample-result.ts';
import { verdictMatrixPicture } from './verdict-matrix.ts';

const MATRIX = SAMPLE_EVIDENCE.matrix!;
const svg = verdictMatrixPicture('m', MATRIX).markup;

/** How many marks the path of a class has. */
function marks(classes: string): number {
  const [, data = ''] = new RegExp(`class="${classes}" d="([^"]*)"`).exec(svg) ?? [];
  return data.split('M').length - 1;
}

describe('verdictMatrixPicture', () => {
  it('has one mark for each pair, and two in each that differs', () => {
    // 25 pairs: 4 unasked, 1 open, 1 unsupported, 1 differs, 2 denied, 16 allowed.
    expect(marks('unasked')).toBe(4);
    expect(marks('deny')).toBe(2);
    expect(marks('allow')).toBe(16);
    expect(['differs', 'deny half', 'allow half'].map(marks)).toEqual([1, 1, 1]);
    expect(svg).toContain('>?</text>');
    expect(svg).toContain('>u</text>');
  });

  it('rings the flow of the finding, and prints its ends strong', () => {
    expect(svg.match(/class="here"/g)).toHaveLength(1);
    expect(svg.match(/class="mono (?:end)? strong"/g)).toHaveLength(2);
  });

  it('has room for the words in its corner, however short the names', () => {
    const small = { ...MATRIX, ends: MATRIX.ends.slice(0, 1), expected: ['A'], observed: ['A'] };
    const [, x] = / x="([\d.]+)"[^>]*>source ↓/.exec(verdictMatrixPicture('m', small).markup)!;
    expect(Number(x)).toBeGreaterThanOrEqual('source ↓  destination →'.length * 6);
  });

  it('says the differing pairs in words', () => {
    expect(svg).toContain('role="img" aria-labelledby="m-t" aria-describedby="m-d"');
    expect(svg).toContain(
      '<desc id="m-d">5 ends and 21 pairs, of which 1 differ. 10.1.0.0/16 to x/a: expected deny, observed allow.</desc>',
    );
  });

  it('shortens long names and keeps them whole for whoever points at them', () => {
    const name = `x/${'long-'.repeat(20)}name`;
    const ends = MATRIX.ends.with(0, { ...MATRIX.ends[0]!, label: name });
    const drawn = verdictMatrixPicture('m', { ...MATRIX, ends }).markup;
    expect(drawn).toContain(`<title>${name}</title>x/long-long-long-long-…g-long-name`);
  });
});
