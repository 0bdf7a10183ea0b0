import { describe, expect, it } from 'vitest';
import { SAMPLE_MATRIX } from '../zoo/testing/sample-matrix.ts';
import { killMatrixMarkdown } from './zoo.ts';

const TEXT = killMatrixMarkdown(SAMPLE_MATRIX);

describe('the kill matrix in Markdown', () => {
  it.each([
    '```sh\nfencepost zoo --seed 1 --seeds 2\n```',
    '| `random` | generated, 2 seeds | 1 of 3 | 33.3% | 1 | 9 | 90 ms |',
    '| `upstream` | 50 scenarios | 1 of 3 | 33.3% | 1 |  |  |',
    '| [Policy types](#policy-types) | 3 | 1 | 1 |',
    '### Policy types\n\n| bug | plugin | what goes wrong | kind | found by | cases | reduced to | upstream |',
    String.raw`| A-1 | calico | rules \| of &lt;one&gt; direction | semantics | engine-agrees-with-reference | 3 | 1 policy, 2 pods, 3 events or fewer | T2 |`,
    '| semantics | engine-agrees-with-reference | 1200 (1 of 2 seeds) |  | - |',
    '| semantics | - | - |  | - |',
    String.raw`| D-4 | late | It is \| no bug. |`,
    String.raw`| B-2 | policyTypes apart from the rules | rules \| of &lt;one&gt; direction |`,
  ])('has %j', (line) => {
    expect(TEXT).toContain(line);
  });

  it('says so when it was interrupted', () => {
    expect(TEXT).not.toContain('interrupted');
    const { hunts, ...bug } = SAMPLE_MATRIX.bugs[0]!;
    const bugs = [{ ...bug, hunts: hunts.filter(({ suite }) => suite === 'random') }];
    const text = killMatrixMarkdown({ ...SAMPLE_MATRIX, bugs, ended: 'interrupted' });
    expect(text).toContain('It was interrupted');
    expect(text).toContain('| not tried |');
  });

  it('says so when nothing survives', () => {
    expect(killMatrixMarkdown({ ...SAMPLE_MATRIX, survivors: [] })).toContain('## Survivors\n\nNone.\n');
  });
});
