import { describe, expect, it } from 'vitest';
import type { Cluster } from '../model/index.ts';
import { generateScenario } from './generate-scenario.ts';
import { FEATURES, GENERATOR_PRESETS } from './presets.ts';
import type { Feature, GeneratorSettings } from './settings.ts';
import type { Detector } from './dimensions/cluster-detectors.ts';
import { CLUSTER_DETECTORS } from './dimensions/cluster-detectors.ts';
import { POLICY_DETECTORS } from './dimensions/policy-detectors.ts';

const DETECTORS: Readonly<Record<Feature, Detector>> = { ...CLUSTER_DETECTORS, ...POLICY_DETECTORS };

/** Features whose effect also comes about by chance, from draws that happen to be equal or to contradict. */
const ALSO_BY_CHANCE: ReadonlySet<Feature> = new Set([
  'contradictions',
  'repeatedItems',
  'repeatedPortNames',
  'relatedRules',
  'twinPolicies',
  'nestedExcepts',
  'namespaceNames',
]);

/** Off in the default settings, because no API server takes such objects today. */
const OFF_BY_DEFAULT: ReadonlySet<Feature> = new Set(['nonCanonicalCidrs']);

function clusters(settings: GeneratorSettings, cases: number): Cluster[] {
  return Array.from({ length: cases }, (_, run) => generateScenario(1, run, settings).cluster);
}

const { default: DEFAULT, adversarial } = GENERATOR_PRESETS;

describe('features', () => {
  const made = clusters(DEFAULT, 1200);

  it.each(FEATURES.filter((feature) => !OFF_BY_DEFAULT.has(feature)))('%s occurs by default', (feature) => {
    // A feature that shows in fewer than three of a thousand cases tests nothing in a night of small runs.
    expect(made.filter(DETECTORS[feature]).length).toBeGreaterThanOrEqual(4);
  });

  it.each([...OFF_BY_DEFAULT])(
    '%s never occurs by default, but does in the adversarial settings',
    (feature) => {
      expect(made.some(DETECTORS[feature])).toBe(false);
      expect(clusters(adversarial, 200).some(DETECTORS[feature])).toBe(true);
    },
  );

  it.each(FEATURES.filter((feature) => !ALSO_BY_CHANCE.has(feature)))('%s never occurs at 0', (feature) => {
    const features = { ...adversarial.features, [feature]: 0 };
    const without = clusters({ ...adversarial, features }, 120);
    expect(without.filter(DETECTORS[feature])).toEqual([]);
  });

  it('covers every number of nodes, namespaces, pods and policies that the sizes allow', () => {
    for (const list of ['nodes', 'namespaces', 'policies', 'pods'] as const) {
      const { min, max } = DEFAULT.sizes[list];
      const seen = new Set(made.map((cluster) => cluster[list].length));
      expect([...seen].sort((a, b) => a - b)).toEqual(
        Array.from({ length: max - min + 1 }, (_, index) => min + index),
      );
    }
  });

  it('makes bare cases and rich ones', () => {
    const shown = made.map((cluster) => FEATURES.filter((feature) => DETECTORS[feature](cluster)).length);
    expect(Math.min(...shown)).toBeLessThan(8);
    expect(Math.max(...shown)).toBeGreaterThan(40);
  });
});
