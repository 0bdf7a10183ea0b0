import type { AnswerCounts, ClauseCell, Comparison, OptionCell } from '../../../model/index.ts';
import { EMPTY_CLUSTER, scenarioOf } from '../../../model/index.ts';

const COUNTS: AnswerCounts = { held: 0, deviated: 0, open: 0, unsupported: 0, refused: 0, crashed: 0 };

function cell(standing: ClauseCell['standing'], parts: Partial<ClauseCell> = {}): ClauseCell {
  return { ...COUNTS, standing, departingCases: 0, ...parts };
}

const NOT_SHOWN: OptionCell = {
  standing: 'not-shown',
  values: [],
  answers: 0,
  fitting: 0,
  contradictsDeclared: false,
  breaksApi: false,
  evidence: [],
};

const SHOWN: OptionCell = {
  ...NOT_SHOWN,
  standing: 'shown',
  values: ['yes'],
  answers: 3,
  fitting: 3,
  evidence: [
    { flow: 'y/a → x/a TCP/80', action: 'allow', values: ['yes'], file: 'conformance/ipb/IPB-6.yaml' },
  ],
};

const SCENARIO = `fencepost: 1
name: "bad: PORT-7"
clauses: [PORT-7]
cluster:
  pods:
    x/a: {ips: [10.244.1.10]}
expect:
  - allow: 5.122.0.132 -> x/a TCP/90
`;

/** Four engines: one right, one that misreads ranges, one that mixes answers up, one that only crashes. */
export const SAMPLE_COMPARISON: Comparison = {
  schema: 'fencepost-compare/1',
  fencepost: '0.1.0',
  seed: 7,
  settings: 'default',
  generator: 'g1',
  ended: 'cases',
  corpus: { scenarios: 2, questions: 30 },
  cases: 5,
  engines: [
    {
      name: 'good',
      spec: 'good',
      version: '1',
      declares: {},
      corpus: { ...COUNTS, held: 30 },
      generated: { cases: 5, cells: 50, departing: 0 },
    },
    {
      name: 'bad<er>|',
      spec: 'bad',
      version: '2',
      declares: {},
      corpus: { ...COUNTS, held: 26, deviated: 4 },
      generated: { cases: 5, cells: 50, departing: 2 },
    },
    {
      name: 'mixed',
      spec: 'mixed',
      version: '3',
      declares: {},
      corpus: { ...COUNTS, held: 20, open: 6, unsupported: 4 },
      generated: { cases: 5, cells: 50, departing: 0 },
    },
    {
      name: 'dead',
      spec: 'exec:dead',
      version: '4',
      declares: {},
      corpus: { ...COUNTS, crashed: 30 },
      generated: { cases: 0, cells: 0, departing: 0 },
      gaveUp: 'it failed 50 times in a row',
    },
  ],
  clauses: [
    {
      clause: 'IPB-5',
      class: 'MANDATED',
      kind: 'EVAL',
      statement: 'Excepts act only on their `cidr`.',
      cells: [
        cell('holds', { held: 4 }),
        cell('holds', { held: 4 }),
        cell('open', { open: 4 }),
        cell('fails', { crashed: 4, deviation: 2 }),
      ],
    },
    {
      clause: 'PORT-7',
      class: 'MANDATED',
      kind: 'EVAL',
      statement: 'Both ends are included.',
      cells: [
        cell('holds', { held: 15 }),
        cell('deviates', { held: 9, deviated: 4, departingCases: 2, deviation: 1 }),
        cell('unsupported', { unsupported: 4 }),
        cell('fails', { crashed: 4, deviation: 2 }),
      ],
    },
  ],
  options: [
    {
      option: 'ipBlockMatchesPodIPs',
      values: ['yes', 'no'],
      nonConforming: [],
      clauses: ['IPB-6'],
      cells: [
        SHOWN,
        { ...SHOWN, values: ['no'], declared: 'yes', contradictsDeclared: true },
        { ...SHOWN, standing: 'mixed', fitting: 2 },
        NOT_SHOWN,
      ],
    },
    {
      option: 'deniedAction',
      values: ['drop', 'reject'],
      nonConforming: [],
      clauses: ['PROTO-7'],
      cells: [NOT_SHOWN, NOT_SHOWN, NOT_SHOWN, NOT_SHOWN],
    },
  ],
  deviations: [
    {
      number: 1,
      engine: 'bad<er>|',
      clause: 'PORT-7',
      corpus: 4,
      cases: 2,
      keys: ['v2:engine-agrees-with-reference/bad<er>|/end-port'],
      expected: false,
      finding: {
        key: {
          property: 'engine-agrees-with-reference',
          engine: 'bad<er>|',
          trait: 'end-port',
          direction: 'ingress',
          expected: 'allow',
          observed: 'deny',
          clause: 'PORT-7',
        },
        summary: 'bad<er>| denies 5.122.0.132 → x/a TCP/90, which must be allowed',
        scenario: scenarioOf('bad', EMPTY_CLUSTER),
        origin: { kind: 'corpus', file: 'PORT-7.yaml' },
        reproduce: 'fencepost replay PORT-7.yaml --engine bad',
      },
      scenario: SCENARIO,
    },
    {
      number: 2,
      engine: 'dead',
      clause: 'none',
      corpus: 30,
      cases: 0,
      keys: ['v2:engine-agrees-with-reference/dead/crash'],
      expected: true,
      finding: {
        key: {
          property: 'engine-agrees-with-reference',
          engine: 'dead',
          trait: 'crash',
          direction: 'none',
          expected: 'an answer',
          observed: 'crash',
          clause: 'none',
        },
        summary: 'dead: the engine exited with code 7',
        scenario: scenarioOf('dead', EMPTY_CLUSTER),
        fault: { kind: 'crash', detail: 'the engine exited with code 7', log: 'panic: <nil>' },
        origin: { kind: 'corpus', file: 'IPB-5.yaml' },
        reproduce: 'fencepost replay IPB-5.yaml --engine exec:dead',
      },
      scenario: SCENARIO,
    },
  ],
  notes: [],
  timing: { startedAt: '2026-01-01T00:00:00.000Z', elapsedMs: 1500 },
};
