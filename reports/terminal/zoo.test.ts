import { expect, it } from 'vitest';
import { SAMPLE_MATRIX } from '../zoo/testing/sample-matrix.ts';
import { killMatrixText } from './zoo.ts';

it('tells every bug in a row, how the suites did, what survived and what to know of it', () => {
  expect(killMatrixText(SAMPLE_MATRIX).join('\n')).toMatchInlineSnapshot(`
    "  bug  plugin  kind       seeds  cases   time  found by                      reduced to                           upstream
    policytypes-default
      A-1  calico  semantics  2/2        3  30 ms  engine-agrees-with-reference  1 policy, 2 pods, 3 events or fewer  T2
      B-2  calico  semantics  1/2    1,200  1.5 s  engine-agrees-with-reference                                       -
      C-3  calico  semantics  0/2                                                                                     -

    suite     from          found        share  implementations
    random    2 seeds       1 of 3 bugs  33.3%  1                1 more from some seeds  median 9 cases, 90 ms
    upstream  50 scenarios  1 of 3 bugs  33.3%  1                                        median 2 cases, 20 ms

    2 survivors
    bug  needs                             symptom
    B-2  policyTypes apart from the rules  rules | of <one> direction
    C-3  policyTypes apart from the rules  rules | of <one> direction

    a.yaml: applied in x: 1
    B-2: 4 cases not counted: the plugin without it fails too
    C-3: random: TypeError: no"
  `);
});

it('says so when nothing survives', () => {
  const [found] = SAMPLE_MATRIX.bugs;
  const text = killMatrixText({ ...SAMPLE_MATRIX, bugs: [found!], survivors: [], notes: [] });
  expect(text.at(-1)).toBe('no survivors');
});

it('says so when it was interrupted', () => {
  const bugs = SAMPLE_MATRIX.bugs.map((bug) => ({ ...bug, hunts: [] }));
  const text = killMatrixText({ ...SAMPLE_MATRIX, bugs, ended: 'interrupted' }).join('\n');
  expect(text).toContain('interrupted');
  expect(text).toContain('not tried');
});
