import { describe, expect, it } from 'vitest';
import type { CampaignResult } from '../model/index.ts';
import { scenarioOf, EMPTY_CLUSTER } from '../model/index.ts';
import { escapeXml, junitReport } from './junit.ts';

const RESULT: CampaignResult = {
  schema: 'fencepost-result/1',
  fencepost: '0.0.0',
  seed: 7,
  settings: 'default',
  generator: 'g',
  ended: 'cases',
  corpus: { files: 1, expectations: 2, failures: 0 },
  cases: 10,
  tallies: [
    { engine: 'e', version: '1', property: 'p', cases: 10, cells: 100, skipped: {}, findings: 1 },
    { engine: 'e', version: '1', property: 'q', cases: 10, cells: 90, skipped: {}, findings: 0 },
    { engine: 'f', version: '1', property: 'p', cases: 0, cells: 0, skipped: { endPort: 10 }, findings: 0 },
  ],
  findings: [
    {
      key: {
        property: 'p',
        engine: 'e',
        trait: 'except',
        direction: 'ingress',
        expected: 'deny',
        observed: 'allow',
        clause: 'IPB-5',
      },
      summary: 'a < b & "c"',
      scenario: scenarioOf('s', EMPTY_CLUSTER),
      origin: { kind: 'generated', seed: 7, run: 3 },
      reproduce: 'fencepost replay --seed 7:3 --engine e',
    },
  ],
  occurrences: {},
  notes: [],
  timing: { startedAt: '2026-01-01T00:00:00.000Z', elapsedMs: 1234, casesPerSecond: 8, cellsPerSecond: 9 },
};

describe('junitReport', () => {
  it('has a suite for each engine and a case for each finding and each property without one', () => {
    const xml = junitReport(RESULT);
    expect(xml).toContain('<testsuites name="fencepost" tests="3" failures="1" time="1.234"');
    expect(xml).toContain('<testsuite name="e" tests="2" failures="1" skipped="0">');
    expect(xml).toContain('<testsuite name="f" tests="1" failures="0" skipped="1">');
    expect(xml).toContain('<failure type="IPB-5" message="a &lt; b &amp; &quot;c&quot;">');
    expect(xml).toContain(
      '<testcase classname="e" name="q"><system-out>90 verdicts in 10 cases</system-out>',
    );
  });

  it('never calls a property passed that compared nothing', () => {
    expect(junitReport(RESULT)).toContain('<skipped message="nothing was compared"/>');
  });
});

describe('escapeXml', () => {
  it.each([
    [`<a b="c" d='e'>&`, '&lt;a b=&quot;c&quot; d=&apos;e&apos;&gt;&amp;'],
    ['tab\tnewline\n', 'tab\tnewline\n'],
    ['\u{0}\u{1b}[31m\u{FFFE}', '\u{FFFD}\u{FFFD}[31m\u{FFFD}'],
    ['\u{1F600}', '\u{1F600}'],
  ])('%j', (text, escaped) => {
    expect(escapeXml(text)).toBe(escaped);
  });
});
