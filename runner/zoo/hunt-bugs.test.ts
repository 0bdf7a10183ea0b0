import { describe, expect, it } from 'vitest';
import { ZOO } from '../../engines/index.ts';
import { GENERATOR_PRESETS } from '../../generators/index.ts';
import type { KillMatrix } from '../../model/index.ts';
import type { HuntOptions } from './hunt-bugs.ts';
import { huntBugs } from './hunt-bugs.ts';

const OPTIONS: HuntOptions = {
  command: 'fencepost zoo',
  bugs: ZOO.filter(({ id }) => ['OVN-1174', 'OVN-845B', 'CALICO-1360'].includes(id)),
  suites: ['random', 'recipes'],
  seeds: [1, 2],
  settings: [GENERATOR_PRESETS.small],
  maxCases: () => 60,
  reduce: false,
  workers: 1,
};

function withoutTiming(matrix: KillMatrix): unknown {
  return { ...matrix, timing: undefined };
}

describe('hunting bugs', () => {
  it('comes to the same on two threads as on one', async () => {
    const [one, two] = [await huntBugs(OPTIONS), await huntBugs({ ...OPTIONS, workers: 2 })];
    expect(withoutTiming(two)).toEqual(withoutTiming(one));
    expect([one.timing.workers, two.timing.workers]).toEqual([1, 2]);
    expect(one.bugs.map(({ hunts }) => hunts.length)).toEqual([3, 3, 3]);
  });

  it('tells how far it has come', async () => {
    const seen: string[] = [];
    await huntBugs({
      ...OPTIONS,
      suites: ['random'],
      maxCases: () => 1,
      onProgress: ({ done, of }) => seen.push(`${done}/${of}`),
    });
    expect(seen).toEqual(['1/6', '2/6', '3/6', '4/6', '5/6', '6/6']);
  });

  it('ends after the hunt in hand when it is asked to', async () => {
    const stop = new AbortController();
    const matrix = await huntBugs({ ...OPTIONS, signal: stop.signal, onProgress: () => stop.abort() });
    expect(matrix.ended).toBe('interrupted');
    expect(matrix.bugs.map(({ hunts }) => hunts.length)).toEqual([1, 0, 0]);
  });

  it('keeps the trouble of a bug that is a defect of ours, and hunts the others', async () => {
    const [first, ...others] = OPTIONS.bugs;
    const bugs = [{ ...first!, id: 'X', mutation: 'NO-SUCH' }, ...others];
    const { bugs: hunted, survivors } = await huntBugs({ ...OPTIONS, bugs, suites: ['random'], seeds: [1] });
    expect(hunted[0]!.hunts[0]).toMatchObject({ cases: 0, trouble: expect.stringContaining('NO-SUCH') });
    expect(survivors).toContain('X');
    expect(hunted.slice(1).every(({ hunts }) => hunts[0]?.trouble === undefined)).toBe(true);
  });

  it('refuses a suite that does not exist before it hunts anything', async () => {
    await expect(huntBugs({ ...OPTIONS, suites: ['random', 'no/such'] })).rejects.toThrow(
      expect.objectContaining({ code: 'input' }),
    );
  });
});
