import { runOf } from '../lanes/lane.ts';
import { stepsOf } from '../lanes/shard.ts';
import type { RoundOrder } from '../crew/station.ts';

/** Which lane is run next, and where. */
export interface Schedule {
  /** The next steps for a station, of the lane of its own that is furthest behind; `undefined`: it has none left. */
  next(station: number, stride: number): RoundOrder | undefined;
  /** A lane has come as far as that step. */
  advance(lane: number, next: number): void;
  /** A case is not to be run again. */
  skip(lane: number, run: number): void;
  /** Every case before this one has been run. */
  watermark(): number;
  /** Steps done, of every lane of the campaign; 0 for those of other shards. */
  steps(lane: number): number;
  /** Whether all cases have been run. */
  complete(): boolean;
}

interface LaneState {
  readonly lane: number;
  /** One past the last step. */
  readonly end: number;
  next: number;
  /** The station that has the lane; `undefined` until it is begun. */
  station: number | undefined;
  readonly skip: number[];
}

/**
 * A schedule of lanes. Who is free takes a new lane, as long as there is one, before the others' have come
 * further than its own first step: the faster of two stations gets more lanes, and all lanes keep abreast.
 */
export function createSchedule(lanes: readonly number[], cases: number | undefined): Schedule {
  const states: LaneState[] = lanes.map((lane) => ({
    lane,
    end: stepsOf(lane, cases),
    next: 0,
    station: undefined,
    skip: [],
  }));
  const stateOf = (lane: number): LaneState => states.find((state) => state.lane === lane)!;
  const open = (): LaneState[] => states.filter(({ next, end }) => next < end);
  const runOfNext = ({ lane, next }: LaneState): number => runOf(lane, next);
  return {
    next(station, stride) {
      const own = open().filter((state) => state.station === undefined || state.station === station);
      const [first, ...rest] = own;
      if (first === undefined) return undefined;
      const state = rest.reduce((a, b) => (runOfNext(b) < runOfNext(a) ? b : a), first);
      state.station = station;
      // Short rounds at first: what is broken everywhere is seen, and reduced, at once.
      const length = Math.min(stride, Math.max(1, state.next));
      const { lane, next: from, skip } = state;
      return { lane, from, to: Math.min(state.end, from + length), skip };
    },
    advance(lane, next) {
      stateOf(lane).next = next;
    },
    skip(lane, run) {
      stateOf(lane).skip.push(run);
    },
    watermark: () => open().reduce((least, state) => Math.min(least, runOfNext(state)), Infinity),
    steps: (lane) => states.find((state) => state.lane === lane)?.next ?? 0,
    complete: () => open().length === 0,
  };
}
