import { describe, expect, it } from 'vitest';
import { GENERATOR_PRESETS } from '../../generators/index.ts';
import { PROPERTIES } from '../../properties/index.ts';
import { flyCanaries } from './fly-canaries.ts';

const FLIGHT = { seed: 1, settings: GENERATOR_PRESETS.small };

describe('canaries', () => {
  it('are caught, each by what it does, by a harness that looks', async () => {
    const flights = await flyCanaries({ ...FLIGHT, properties: PROPERTIES });
    expect(flights.map(({ engine, caught }) => [engine, caught])).toEqual([
      ['canary:once-in-16', true],
      ['canary:crash', true],
      ['canary:hang', true],
      ['canary:leak', true],
    ]);
    expect(flights.every(({ cases, summary }) => cases > 0 && summary !== undefined)).toBe(true);
  });

  it('escape from one that does not', async () => {
    const blind = PROPERTIES.map((property) => ({
      ...property,
      check: () => ({ cells: 1, skipped: {} }),
    }));
    const flights = await flyCanaries({ ...FLIGHT, properties: blind });
    expect(flights.map(({ caught }) => caught)).toEqual([false, false, false, false]);
  });

  it('fly no longer than they are let', async () => {
    const flights = await flyCanaries({ ...FLIGHT, properties: PROPERTIES, signal: AbortSignal.abort() });
    expect(flights.map(({ caught, cases }) => [caught, cases])).toEqual(
      Array.from({ length: 4 }, () => [false, 0]),
    );
  });
});
