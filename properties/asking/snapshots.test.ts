import { expect, it } from 'vitest';
import type { Pod, Scenario, ScenarioAction } from '../../model/index.ts';
import { EMPTY_CLUSTER, scenarioOf } from '../../model/index.ts';
import { snapshotsOf } from './asking.ts';

const pod = (name: string): Pod => ({
  kind: 'Pod',
  namespace: 'x',
  name,
  uid: name,
  labels: {},
  hostNetwork: false,
  phase: 'Pending',
  terminating: false,
  podIPs: [],
  ports: [],
});

const add = (name: string): ScenarioAction => ({
  kind: 'apply',
  event: { type: 'ADDED', object: pod(name) },
});

const WAIT: ScenarioAction = { kind: 'wait', ticks: 1 };

function history(...steps: readonly (readonly [settled: boolean, ...actions: ScenarioAction[]])[]): Scenario {
  return scenarioOf('s', EMPTY_CLUSTER, {
    steps: steps.map(([settled, ...actions]) => ({ actions, settled, expectations: [] })),
  });
}

it.each<[string, Scenario, string[]]>([
  ['the beginning', history(), ['']],
  ['each step that settles', history([true, add('a')], [true, add('b'), add('c')]), ['', 'a', 'abc']],
  ['with what came about in steps that do not', history([false, add('a')], [true, add('b')]), ['', 'ab']],
  ['and nothing that never settles', history([true, add('a')], [false, add('b')]), ['', 'a']],
  ['nothing twice where nothing changes', history([true, WAIT], [true, add('a')], [true, WAIT]), ['', 'a']],
  ['what settles later without a change of its own', history([false, add('a')], [true, WAIT]), ['', 'a']],
])('the snapshots of a history are %s', (_what, scenario, expected) => {
  const snapshots = snapshotsOf(scenario);
  expect(snapshots.map(({ cluster }) => cluster.pods.map(({ name }) => name).join(''))).toEqual(expected);
  expect(snapshots.map(({ history: past }) => past?.events.length ?? 0)).toEqual(
    expected.map(({ length }) => length),
  );
});
