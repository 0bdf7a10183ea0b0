import type { Hunt, HuntedBug, KillMatrix } from '../../../model/index.ts';

/** A bug, and what came of hunting it from two seeds and with one suite. */
function bugOf(id: string, hunts: readonly Hunt[]): HuntedBug {
  return {
    id,
    plugin: 'calico',
    link: 'projectcalico/calico#1360',
    symptom: 'rules | of <one> direction',
    class: 'policytypes-default',
    kind: 'semantics',
    mutation: id,
    needs: ['P-TYPES'],
    hunts,
  };
}

function randomHunt(seed: number, parts: Partial<Hunt>): Hunt {
  return { suite: 'random', seed, cases: 10, falseAlarms: 0, ...parts };
}

const KILL = { property: 'engine-agrees-with-reference', summary: 'zoo:A denies x, which must be allowed' };
const SIZE = { policies: 1, pods: 2, events: 3, complete: false };

/** Three bugs: one found by everything, one from one seed only, one by nothing and with trouble. */
export const SAMPLE_MATRIX: KillMatrix = {
  schema: 'fencepost-zoo/1',
  fencepost: '0.0.0',
  command: 'fencepost zoo --seed 1 --seeds 2',
  generator: 'g1',
  settings: ['default'],
  seeds: [1, 2],
  suites: [
    { name: 'random', kind: 'random' },
    { name: 'upstream', kind: 'fixed', scenarios: 50 },
  ],
  ended: 'done',
  bugs: [
    bugOf('A-1', [
      randomHunt(1, { cases: 3, kill: { ...KILL, size: SIZE } }),
      randomHunt(2, { cases: 9, kill: KILL }),
      { suite: 'upstream', cases: 2, falseAlarms: 0, kill: { ...KILL, scenario: 'T2' } },
    ]),
    bugOf('B-2', [
      randomHunt(1, { cases: 1200, kill: KILL }),
      randomHunt(2, { falseAlarms: 4 }),
      { suite: 'upstream', cases: 50, falseAlarms: 0 },
    ]),
    bugOf('C-3', [
      randomHunt(1, { cases: 0, trouble: 'TypeError: no' }),
      randomHunt(2, {}),
      { suite: 'upstream', cases: 50, falseAlarms: 0 },
    ]),
  ],
  totals: [
    { suite: 'random', found: 1, sometimes: 1, implementations: 1, medianCases: 9 },
    { suite: 'upstream', found: 1, sometimes: 0, implementations: 1, medianCases: 2 },
  ],
  survivors: ['B-2', 'C-3'],
  unhuntable: [{ id: 'D-4', symptom: 'late', reason: 'It is | no bug.' }],
  notes: ['a.yaml: applied in x: 1'],
  timing: {
    startedAt: '2026-01-01T00:00:00.000Z',
    elapsedMs: 61_000,
    workers: 1,
    medianMs: { random: 90, upstream: 20 },
    huntMs: [
      [30, 90, 20],
      [1500, 10_000, 900],
      [0, 10_000, 900],
    ],
  },
};
