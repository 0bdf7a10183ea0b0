import { describe, expect, it } from 'vitest';
import { TOKENS } from './tokens.ts';

const [light, dark] = TOKENS.split('@media').map(coloursOf);

function coloursOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [name!, colour!]),
  );
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
}

const GROUNDS: Readonly<Record<string, readonly string[]>> = {
  ink: ['ground', 'paper', 'well', 'deny-soft', 'allow-soft', 'wrong-soft'],
  soft: ['ground', 'paper', 'well', 'deny-soft', 'allow-soft'],
  faint: ['ground', 'paper', 'well'],
  allow: ['paper', 'well', 'allow-soft', 'wrong-soft'],
  deny: ['paper', 'well', 'wrong-soft'],
  wrong: ['ground', 'paper', 'wrong-soft'],
  good: ['ground', 'paper'],
  link: ['ground', 'paper'],
  'heat-ink': ['heat-1', 'heat-2'],
  'heat-paper': ['heat-4'],
};

describe.each([
  ['light', light!],
  ['dark', dark!],
])('%s', (_theme, colours) => {
  const pairs = Object.entries(GROUNDS).flatMap(([text, grounds]) =>
    grounds.map((ground) => [text, ground] as const),
  );

  it.each(pairs)('%s reads on %s', (text, ground) => {
    expect(contrast(colours.get(text)!, colours.get(ground)!)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['allow', 'wrong', 'deny'])('shapes in %s stand out from the paper', (shape) => {
    expect(contrast(colours.get(shape)!, colours.get('paper')!)).toBeGreaterThanOrEqual(3);
  });
});
