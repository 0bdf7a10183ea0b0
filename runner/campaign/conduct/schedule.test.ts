import { describe, expect, it } from 'vitest';
import { runOf } from '../lanes/lane.ts';
import { lanesOf, WHOLE } from '../lanes/shard.ts';
import type { Schedule } from './schedule.ts';
import { createSchedule } from './schedule.ts';

/** Has a station run its next round; the cases of it, in order. */
function take(schedule: Schedule, station: number, stride: number): number[] {
  const order = schedule.next(station, stride);
  if (order === undefined) return [];
  schedule.advance(order.lane, order.to);
  return Array.from({ length: order.to - order.from }, (_, step) => runOf(order.lane, order.from + step));
}

function takeAll(schedule: Schedule, station: number, stride: number): number[] {
  const runs: number[] = [];
  for (let next = take(schedule, station, stride); next.length > 0; next = take(schedule, station, stride)) {
    runs.push(...next);
  }
  return runs;
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('a schedule', () => {
  it('lets one station that goes step by step run the cases in their order', () => {
    const schedule = createSchedule(lanesOf(WHOLE), 300);
    expect(takeAll(schedule, 0, 1)).toEqual(numbers(300));
    expect(schedule.complete()).toBe(true);
  });

  it.each([1, 3, 8])('gives every case once to two stations with stride %i', (stride) => {
    const schedule = createSchedule(lanesOf(WHOLE), 1_500);
    const runs: number[] = [];
    for (let turn = 0; !schedule.complete(); turn++) {
      // The first station is three times as fast as the second.
      runs.push(...take(schedule, turn % 4 === 0 ? 1 : 0, stride));
    }
    expect(runs.sort((a, b) => a - b)).toEqual(numbers(1_500));
  });

  it('leaves a lane where it was begun, and gives the faster station more of them', () => {
    const schedule = createSchedule(lanesOf(WHOLE), undefined);
    const owners = new Map<number, Set<number>>();
    for (let turn = 0; turn < 1_000; turn++) {
      const station = turn % 5 === 0 ? 1 : 0;
      for (const run of take(schedule, station, 8)) {
        owners.set(run % 64, (owners.get(run % 64) ?? new Set()).add(station));
      }
    }
    expect([...owners.values()].every(({ size }) => size === 1)).toBe(true);
    const ofFirst = [...owners.values()].filter((stations) => stations.has(0)).length;
    expect([ofFirst, owners.size - ofFirst]).toEqual([51, 13]);
  });

  it('knows up to which case everything has been run', () => {
    const schedule = createSchedule([0, 1, 2], 200);
    expect(schedule.watermark()).toBe(0);
    schedule.advance(0, 2);
    expect(schedule.watermark()).toBe(1);
    schedule.advance(1, 1);
    schedule.advance(2, 1);
    // Lane 1 goes on with case 65, lane 2 with 66, lane 0 with 128.
    expect(schedule.watermark()).toBe(65);
    schedule.advance(1, 4);
    schedule.advance(2, 4);
    schedule.advance(0, 4);
    expect(schedule.watermark()).toBe(Infinity);
  });

  it('begins with short rounds', () => {
    const schedule = createSchedule([5], undefined);
    const lengths = numbers(6).map(() => take(schedule, 0, 8).length);
    expect(lengths).toEqual([1, 1, 2, 4, 8, 8]);
  });

  it('passes on which cases not to try again', () => {
    const schedule = createSchedule([5], undefined);
    schedule.skip(5, 69);
    expect(schedule.next(0, 8)).toEqual({ lane: 5, from: 0, to: 1, skip: [69] });
  });
});
