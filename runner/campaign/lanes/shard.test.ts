import { describe, expect, it } from 'vitest';
import { laneOf, LANES } from '../../../generators/index.ts';
import { lanesOf, parseShard, stepsOf, WHOLE } from './shard.ts';

describe('lanes and steps', () => {
  it.each([1, 2, 3, 7, 63, 64])('%i shards have every lane once between them', (of) => {
    const lanes = Array.from({ length: of }, (_, index) => lanesOf({ index: index + 1, of })).flat();
    expect(lanes.sort((a, b) => a - b)).toEqual(lanesOf(WHOLE));
    expect(lanes).toHaveLength(LANES);
  });

  it.each([0, 1, 63, 64, 65, 1000])('%i cases are the steps of all lanes together', (cases) => {
    const steps = lanesOf(WHOLE).map((lane) => stepsOf(lane, cases));
    const counted = lanesOf(WHOLE).map(() => 0);
    for (let run = 0; run < cases; run++) counted[laneOf(run).lane]!++;
    expect(steps).toEqual(counted);
  });

  it('without a limit there is no last step', () => {
    expect(stepsOf(63)).toBe(Infinity);
  });
});

describe('parseShard', () => {
  it.each<[text: string, environment: Record<string, string>, index: number, of: number]>([
    ['1/1', {}, 1, 1],
    ['2/4', {}, 2, 4],
    ['64/64', {}, 64, 64],
    ['env', { FENCEPOST_SHARD: '3/5' }, 3, 5],
    ['env', { JOB_COMPLETION_INDEX: '0', JOB_COMPLETIONS: '4' }, 1, 4],
    ['env', { JOB_COMPLETION_INDEX: '3', FENCEPOST_SHARDS: '4' }, 4, 4],
    ['env', { FENCEPOST_SHARD: '1/2', JOB_COMPLETION_INDEX: '7', JOB_COMPLETIONS: '9' }, 1, 2],
  ])('%s %j', (text, environment, index, of) => {
    expect(parseShard(text, environment)).toEqual({ index, of });
  });

  it.each<[text: string, environment: Record<string, string>, says: string]>([
    ['0/2', {}, "--shard: '0/2'"],
    ['3/2', {}, "--shard: '3/2'"],
    ['1/65', {}, 'n at most 64'],
    ['1', {}, 'is not i/n'],
    ['one/two', {}, 'is not i/n'],
    ['1/2/3', {}, 'is not i/n'],
    ['env', {}, 'set FENCEPOST_SHARD=i/n'],
    ['env', { JOB_COMPLETION_INDEX: '0' }, 'FENCEPOST_SHARDS'],
    ['env', { JOB_COMPLETION_INDEX: '4', JOB_COMPLETIONS: '4' }, "'5/4'"],
    ['env', { JOB_COMPLETION_INDEX: '', JOB_COMPLETIONS: '4' }, "'/4'"],
    ['env', { FENCEPOST_SHARD: '' }, 'FENCEPOST_SHARD:'],
  ])('%s %j is wrong usage', (text, environment, says) => {
    expect(() => parseShard(text, environment)).toThrowError(says);
  });
});
