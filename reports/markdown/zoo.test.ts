import { describe, expect, it } from 'vitest';
import { SAMPLE_MATRIX } from '../zoo/testing/sample-matrix.ts';
import { killMatrixMarkdown } from './zoo.ts';

const TEXT = killMatrixMarkdown(SAMPLE_MATRIX);

describe('the kill matrix in Markdown', () => {
  it.each([
    '```sh\nfencepost zoo --seed 1 --seeds 2\n```',
    '| `random` | generated, 2 seeds | 1 of 3 | 33.3% | 1 | 9 | 90 ms |',
    '| `upstream` | 50 scenarios | 1 of 3 | 33.3% | 1 |  |  |',
    '| A-1 | calico | policytypes-default | semantics | engine-agrees-with-reference | 2/2 | 3 | 1 policy, 2 pods, 3 events or fewer | T2 |',
    '| C-3 | calico | policytypes-default | semantics | - | 0/2 | - |  | - |',
    String.raw`| D-4 | late | It is \| no bug. |`,
    String.raw`| B-2 | policyTypes apart from the rules | rules \| of &lt;one&gt; direction |`,
  ])('has %j', (line) => {
    expect(TEXT).toContain(line);
  });

  it('says so when nothing survives', () => {
    expect(killMatrixMarkdown({ ...SAMPLE_MATRIX, survivors: [] })).toContain('## Survivors\n\nNone.\n');
  });
});
