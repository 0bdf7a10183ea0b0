import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../model/index.ts';
import { KNOWN_BUGS } from '../../spec/index.ts';
import { generateScenario } from '../generate-scenario.ts';
import { HISTORY_FEATURES } from '../history/history-presets.ts';
import { GENERATOR_PRESETS } from '../presets.ts';
import { DIMENSIONS, shows } from './dimensions.ts';

const NEEDED = [...new Set(KNOWN_BUGS.flatMap(({ needs }) => needs))].toSorted();

/** How many cases of the default settings a dimension may take to show whole. */
const CASES = 1500;

const made: readonly Scenario[] = [
  ...Array.from({ length: CASES }, (_, run) => generateScenario(1, run, GENERATOR_PRESETS.default)),
  // What no API server takes today is off by default.
  ...Array.from({ length: 100 }, (_, run) => generateScenario(1, run, GENERATOR_PRESETS.adversarial)),
];

describe('dimensions that real bugs need', () => {
  it('have a row each', () => {
    expect(Object.keys(DIMENSIONS).toSorted()).toEqual(NEEDED);
  });

  it.each(Object.entries(DIMENSIONS))('%s: %j', (_id, row) => {
    const missing =
      typeof row === 'string' ? [] : row.filter((part) => !made.some((one) => shows(part, one)));
    expect(missing.map(String)).toEqual([]);
  });

  it('are what every feature of histories is for, but for a few', () => {
    const used = new Set<unknown>(Object.values(DIMENSIONS).flat());
    expect(HISTORY_FEATURES.filter((feature) => !used.has(feature))).toEqual([
      'policyCreations',
      'namespaceCreations',
      'serviceCreations',
      'nodeRelabels',
    ]);
  });
});
