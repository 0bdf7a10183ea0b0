import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../model/index.ts';
import { clusterFrom, labelsFrom, NO_LABELS, scenarioOf } from '../../model/index.ts';
import { nodeOf, podOf, policyOf } from '../../model/testing/sample-cluster.ts';
import { indifferentParts } from './indifference.ts';

const policy = policyOf(
  'p',
  [{ podSelector: { matchLabels: labelsFrom([['role', 'db']]) } }],
  [{ protocol: 'TCP', port: 80, endPort: 90 }],
);

const scenario: Scenario = scenarioOf(
  'case',
  clusterFrom([
    nodeOf('n1', '192.168.0.1'),
    nodeOf('n2', '192.168.0.2'),
    podOf('a', '10.0.0.1', { nodeName: 'n1', labels: labelsFrom([['role', 'db']]) }),
    podOf('b', '10.0.0.2', { nodeName: 'n2', labels: NO_LABELS }),
    policy,
  ]),
);

/** The first port item of the first policy. */
function portOf({ cluster }: Scenario) {
  return cluster.policies[0]!.spec.ingress![0]!.ports![0]!;
}

describe('what makes no difference', () => {
  test('everything, where nothing does', async () => {
    expect(await indifferentParts(scenario, () => true)).toEqual([
      'any port',
      'any protocol',
      'any label value',
      'any label key',
      'any node',
    ]);
  });

  test.each<[string, (variant: Scenario) => boolean]>([
    ['any port', (variant) => portOf(variant).port === 80],
    ['any protocol', (variant) => portOf(variant).protocol === 'TCP'],
    [
      'any label value',
      ({ cluster }) =>
        cluster.pods[0]!.labels['role'] === 'db' || cluster.pods[0]!.labels['role'] === undefined,
    ],
    ['any label key', ({ cluster }) => cluster.pods[0]!.labels['role'] !== undefined],
    ['any node', ({ cluster }) => cluster.pods[0]!.nodeName !== cluster.pods[1]!.nodeName],
  ])('not %s, where the case needs it', async (says, keeps) => {
    const said = await indifferentParts(scenario, keeps);
    expect(said).not.toContain(says);
    expect(said).toHaveLength(4);
  });

  test('ranges keep their length, both ends moved', async () => {
    const seen: unknown[] = [];
    await indifferentParts(scenario, (variant) => {
      seen.push([portOf(variant).port, portOf(variant).endPort]);
      return true;
    });
    expect(seen.slice(0, 2)).toEqual([
      [87, 97],
      [1080, 1090],
    ]);
  });

  test('nothing is said of parts that are not there', async () => {
    const bare = scenarioOf('bare', clusterFrom([podOf('a', '10.0.0.1', { labels: NO_LABELS })]));
    expect(await indifferentParts(bare, () => true)).toEqual([]);
  });

  test('labels keep their selectors, and no prototype', async () => {
    const [, , , , renamed] = await variantsOf(scenario);
    const { labels } = renamed!.cluster.pods[0]!;
    const { podSelector } = renamed!.cluster.policies[0]!.spec.ingress![0]!.from![0]!;
    expect(Object.getPrototypeOf(labels)).toBe(Object.getPrototypeOf(scenario.cluster.pods[0]!.labels));
    expect({ ...labels }).toEqual({ ...podSelector!.matchLabels });
  });
});

async function variantsOf(of: Scenario): Promise<readonly Scenario[]> {
  const variants: Scenario[] = [];
  await indifferentParts(of, (variant) => {
    variants.push(variant);
    return true;
  });
  return variants;
}
