import { expect, test } from 'vitest';
import { clusterFrom, scenarioOf } from '../../../model/index.ts';
import { nodeOf, podOf, policyOf } from '../../../model/testing/sample-cluster.ts';
import { plainNames } from './plain-names.ts';

const scenario = scenarioOf(
  'case',
  clusterFrom([
    nodeOf('n1', '192.168.0.1'),
    podOf('b', '10.0.0.1', { nodeName: 'n1', namespace: 'z' }),
    podOf('a', '10.0.0.2', { nodeName: 'n1', namespace: 'z' }),
    podOf('k', '10.0.0.3', { nodeName: 'n1', namespace: 'z' }),
    { ...policyOf('q', [], []), namespace: 'z' },
  ]),
);

test('pods get the first letters, also where they change places', () => {
  const [all] = [...plainNames(scenario)].map((edit) => edit.apply().cluster);
  expect(all!.pods.map(({ namespace, name, podIPs }) => [`${namespace}/${name}`, podIPs[0]])).toEqual([
    ['x/a', '10.0.0.1'],
    ['x/b', '10.0.0.2'],
    ['x/c', '10.0.0.3'],
  ]);
  expect(all!.policies.map(({ namespace, name }) => `${namespace}/${name}`)).toEqual(['x/p']);
});

test('then those of one kind alone, and nothing where all are plain', () => {
  const edits = [...plainNames(scenario)];
  expect(edits.map(({ describe }) => describe).slice(1)).toEqual([
    'rename namespace z to x',
    'rename pod b to a, pod a to b, pod k to c',
    'rename policy q to p',
  ]);
  expect([...plainNames(edits[0]!.apply())]).toEqual([]);
});
