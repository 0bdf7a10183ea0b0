import { describe, expect, it } from 'vitest';
import { COLOURED, PLAIN, styleFor } from './style.ts';

describe('styleFor', () => {
  it.each([
    ['a terminal', { isTTY: true }, {}, COLOURED],
    ['a pipe', {}, {}, PLAIN],
    ['a terminal with NO_COLOR', { isTTY: true }, { NO_COLOR: '1' }, PLAIN],
    ['a terminal with an empty NO_COLOR', { isTTY: true }, { NO_COLOR: '' }, COLOURED],
    ['a pipe with FORCE_COLOR', {}, { FORCE_COLOR: '1' }, COLOURED],
    ['NO_COLOR and FORCE_COLOR', {}, { NO_COLOR: '1', FORCE_COLOR: '1' }, PLAIN],
    ['a dumb terminal', { isTTY: true }, { TERM: 'dumb' }, PLAIN],
  ])('%s', (_title, stream, environment, style) => {
    expect(styleFor(stream, environment)).toBe(style);
  });

  it('paints, and leaves plain text plain', () => {
    expect(PLAIN.bad('x')).toBe('x');
    expect(COLOURED.bad('x')).toBe('\u{1b}[31mx\u{1b}[39m');
  });
});
