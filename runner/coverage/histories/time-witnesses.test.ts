import { describe, expect, it } from 'vitest';
import { EMPTY_CLUSTER, scenarioOf } from '../../../model/index.ts';
import { createLaneTally, MOST_IN_A_LANE } from '../lane-tally.ts';
import type { TimeWitness } from './time-witnesses.ts';
import { timeRecorder } from './time-witnesses.ts';

const scenario = scenarioOf('any', EMPTY_CLUSTER);

const witness = (clause: TimeWitness['clause'], asked: string[], decides = true): TimeWitness => ({
  clause,
  bin: 'deny→allow',
  decides(_scenario, run) {
    asked.push(`${clause} in case ${run}`);
    return decides;
  },
});

describe('witnesses of time', () => {
  it('are asked one a case, by turns', () => {
    const asked: string[] = [];
    const record = timeRecorder(1, createLaneTally(), [witness('LIFE-7', asked), witness('NS-4', asked)]);
    expect([0, 64, 128].flatMap((run) => record(scenario, run))).toEqual([
      'NS-4/deny→allow',
      'LIFE-7/deny→allow',
    ]);
    expect(asked).toEqual(['NS-4 in case 0', 'LIFE-7 in case 64', 'NS-4 in case 128']);
  });

  it('count only what they decide', () => {
    const tally = createLaneTally();
    const record = timeRecorder(0, tally, [witness('LIFE-7', [], false)]);
    expect(record(scenario, 0)).toEqual([]);
    expect(tally.rows()).toEqual([]);
  });

  it('are left alone once they have decided 16 times', () => {
    const asked: string[] = [];
    const record = timeRecorder(0, createLaneTally(), [witness('LIFE-7', asked)]);
    for (let run = 0; run < MOST_IN_A_LANE + 3; run++) record(scenario, run);
    expect(asked).toHaveLength(MOST_IN_A_LANE);
  });

  it('may be none', () => {
    expect(timeRecorder(0, createLaneTally(), [])(scenario, 0)).toEqual([]);
  });
});
