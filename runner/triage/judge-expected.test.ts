import { describe, expect, it } from 'vitest';
import type { CampaignResult, ExpectedFailure, ExpectedStanding } from '../../model/index.ts';
import { clusterFrom, scenarioOf } from '../../model/index.ts';
import { judgeExpected, unexpectedKeys } from './judge-expected.ts';

const MET = 'v2:engine-agrees-with-reference/plugin/except';
const MISSED = 'v2:engine-agrees-with-reference/plugin/labels';

const RESULT: CampaignResult = {
  schema: 'fencepost-result/1',
  fencepost: '0.1.0',
  seed: 1,
  settings: 'default',
  generator: 'g1',
  ended: 'cases',
  corpus: { files: 0, expectations: 0, failures: 0 },
  cases: 10,
  tallies: ['engine-agrees-with-reference', 'order-changes-nothing'].map((property, index) => ({
    engine: 'plugin',
    version: '1',
    property,
    cases: index === 0 ? 10 : 0,
    cells: 10,
    skipped: {},
    findings: 0,
  })),
  findings: [
    {
      key: {
        property: 'engine-agrees-with-reference',
        engine: 'plugin',
        trait: 'except',
        direction: 'ingress',
        expected: 'deny',
        observed: 'allow',
        clause: 'IPB-5',
      },
      summary: 'too much is allowed',
      scenario: scenarioOf('sample', clusterFrom([])),
      origin: { kind: 'generated', seed: 1, run: 3 },
      reproduce: 'fencepost replay x.yaml',
    },
  ],
  occurrences: { [MET]: 1 },
  notes: [],
  timing: { startedAt: '2026-01-01T00:00:00.000Z', elapsedMs: 1, casesPerSecond: 1, cellsPerSecond: 1 },
};

const known = (key: string, rest: Partial<ExpectedFailure> = {}): ExpectedFailure => ({
  key,
  reason: 'it is being mended',
  link: 'https://example.org/1',
  expires: '2026-06-30',
  ...rest,
});

describe('judgeExpected', () => {
  it.each<[failure: ExpectedFailure, today: string, result: Partial<CampaignResult>, ExpectedStanding]>([
    [known(MET), '2026-06-30', {}, 'met'],
    [known(MET), '2026-07-01', {}, 'expired'],
    [known(MET), '2026-06-30', { ended: 'interrupted' }, 'met'],
    [known(MISSED), '2026-06-30', {}, 'passed'],
    [known(MISSED), '2026-07-01', {}, 'passed'],
    [known(MISSED, { sometimes: true }), '2026-06-30', {}, 'not-asked'],
    [known(MISSED), '2026-06-30', { ended: 'interrupted' }, 'not-asked'],
    [known(MISSED), '2026-06-30', { ended: 'unfinished' }, 'not-asked'],
    [known(MISSED), '2026-06-30', { shards: { of: 2, present: [1] } }, 'not-asked'],
    [known(MISSED.replace('plugin', 'plug')), '2026-06-30', {}, 'not-asked'],
    [known(MISSED.replace('engine-agrees', 'nobody-agrees')), '2026-06-30', {}, 'not-asked'],
    [known('v2:order-changes-nothing/plugin/none'), '2026-06-30', {}, 'not-asked'],
    [known('v2:scenario-holds/plugin/labels'), '2026-06-30', {}, 'not-asked'],
    [
      known('v2:scenario-holds/plugin/labels'),
      '2026-06-30',
      { corpus: { files: 1, expectations: 1, failures: 0 } },
      'passed',
    ],
  ])('%j on %s, %j: %s', (failure, today, rest, standing) => {
    expect(judgeExpected({ ...RESULT, ...rest }, [failure], today)).toEqual([{ ...failure, standing }]);
  });
});

it.each<[failures: readonly ExpectedFailure[], today: string, unexpected: readonly string[]]>([
  [[], '2026-06-30', [MET]],
  [[known(MET)], '2026-06-30', []],
  [[known(MET)], '2026-07-01', [MET]],
  [[known(MISSED)], '2026-06-30', [MET]],
])('known %j on %s leaves %j', (failures, today, unexpected) => {
  expect(unexpectedKeys({ ...RESULT, expected: judgeExpected(RESULT, failures, today) })).toEqual(unexpected);
});
