import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../model/index.ts';
import { EMPTY_CLUSTER, scenarioOf } from '../../../model/index.ts';
import { createLaneTally, MOST_IN_A_LANE } from '../lane-tally.ts';
import { timeRecorder } from './time-recorder.ts';
import type { TimeWitness } from './time-witness.ts';

const snapshot = scenarioOf('a moment', EMPTY_CLUSTER);
const history: Scenario = { ...snapshot, steps: [{ actions: [], settled: true, expectations: [] }] };

const BIN = 'ingress/deny→allow';

function witness(
  clause: TimeWitness['clause'],
  asked: string[],
  { concerns = true, decides = [BIN] as readonly string[] } = {},
): TimeWitness {
  return {
    clause,
    bins: [BIN],
    concerns: () => concerns,
    decides: (_history, run) => {
      asked.push(`${clause} in case ${run}`);
      return decides;
    },
  };
}

describe('witnesses of time', () => {
  it('are asked by turns, one in every third case', () => {
    const asked: string[] = [];
    const record = timeRecorder(1, createLaneTally(), [witness('LIFE-7', asked), witness('NS-4', asked)]);
    const fresh = Array.from({ length: 9 }, (_, run) => record(history, run)).flat();
    expect(fresh).toEqual([`NS-4/${BIN}`, `LIFE-7/${BIN}`]);
    expect(asked).toEqual(['NS-4 in case 0', 'LIFE-7 in case 3', 'NS-4 in case 6']);
  });

  it('are asked in every case about what seldom happens, and two of them', () => {
    const asked: string[] = [];
    const rare = (['PEER-13', 'NS-4', 'LIFE-6'] as const).map((clause): TimeWitness => ({
      ...witness(clause, asked),
      seldom: true,
    }));
    const record = timeRecorder(0, createLaneTally(), [witness('LIFE-7', asked), ...rare]);
    for (const run of [0, 1]) record(history, run);
    expect(asked).toEqual(['PEER-13 in case 0', 'NS-4 in case 0', 'LIFE-6 in case 1', 'PEER-13 in case 1']);
  });

  it('give way to those that have decided nothing yet', () => {
    const asked: string[] = [];
    const witnesses = [witness('LIFE-7', asked), witness('NS-4', asked, { decides: [] })];
    const record = timeRecorder(0, createLaneTally(), witnesses);
    for (let run = 0; run < 9; run++) record(history, run);
    expect(asked).toEqual(['LIFE-7 in case 0', 'NS-4 in case 3', 'NS-4 in case 6']);
  });

  it('are not asked where nothing happens', () => {
    const asked: string[] = [];
    expect(timeRecorder(0, createLaneTally(), [witness('LIFE-7', asked)])(snapshot, 0)).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('are passed over where the history concerns nobody of theirs', () => {
    const asked: string[] = [];
    const witnesses = [witness('LIFE-7', asked, { concerns: false }), witness('NS-4', asked)];
    timeRecorder(0, createLaneTally(), witnesses)(history, 0);
    expect(asked).toEqual(['NS-4 in case 0']);
  });

  it('count only what they decide', () => {
    const tally = createLaneTally();
    expect(timeRecorder(0, tally, [witness('LIFE-7', [], { decides: [] })])(history, 0)).toEqual([]);
    expect(tally.rows()).toEqual([]);
  });

  it('are left alone once they have decided 16 times', () => {
    const asked: string[] = [];
    const record = timeRecorder(0, createLaneTally(), [witness('LIFE-7', asked)]);
    for (let run = 0; run < 3 * MOST_IN_A_LANE + 9; run++) record(history, run);
    expect(asked).toHaveLength(MOST_IN_A_LANE);
  });

  it('may be none', () => {
    expect(timeRecorder(0, createLaneTally(), [])(history, 0)).toEqual([]);
  });
});
