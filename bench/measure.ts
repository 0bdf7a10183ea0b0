/** One line of the results. Ratios are what counts: both sides were measured in turn, in one process. */
export interface Row {
  readonly name: string;
  /** What was measured, and what it was measured against, as people say it. */
  readonly measured: string;
  readonly baseline: string;
  readonly ratio: number;
  /** What the goal bounds, and which way. */
  readonly goal: Goal;
}

export interface Goal {
  readonly text: string;
  readonly isMet: boolean;
}

/** A family of measurements that share their preparation, measured in a process of its own. */
export interface Family {
  readonly name: string;
  readonly about: string;
  /** @returns rows, none where there is nothing to measure */
  measure(): Row[] | Promise<Row[]>;
}

/** How often each side of a comparison is measured. */
const ROUNDS = 9;

/** Where the time is read, in nanoseconds: processor time of this process, or time passed. */
type Clock = () => number;

/** Of this process; what others do meanwhile counts for little. */
export const processorTime: Clock = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1e3;
};

/** For work that other processes do for us. */
export const timePassed: Clock = () => performance.now() * 1e6;

/** Nanoseconds that `work` takes: the median of several rounds after one that does not count. */
export function medianNs(work: () => unknown, rounds = ROUNDS): number {
  return mediansNs([work], rounds)[0]!;
}

/**
 * {@link medianNs} of several pieces of work, measured in turn, so that whatever else the machine is doing
 * disturbs all of them alike.
 */
export function mediansNs(
  works: readonly (() => unknown)[],
  rounds = ROUNDS,
  clock = processorTime,
): number[] {
  const times: number[][] = works.map(() => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, work] of works.entries()) {
      const start = clock();
      sink = work();
      // The first round is there to warm up.
      if (round > 0) times[index]!.push(clock() - start);
    }
  }
  return times.map(median);
}

/** Results go here, so that no compiler finds them unused. */
export let sink: unknown;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}

export function atLeast(value: number, bound: number, text: string): Goal {
  return { text, isMet: value >= bound };
}

export function atMost(value: number, bound: number, text: string): Goal {
  return { text, isMet: value <= bound };
}

const UNITS: readonly [number, string][] = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
];

/** `12.3 M/s`, for so many things in so many nanoseconds. */
export function rate(count: number, ns: number, what = ''): string {
  const perSecond = (count / ns) * 1e9;
  const [unit, letter] = UNITS.find(([size]) => perSecond >= size) ?? [1, ''];
  return `${(perSecond / unit).toPrecision(3)} ${letter}${what}/s`;
}

/** `12.3 ms` */
export function duration(ns: number): string {
  if (ns >= 1e9) return `${(ns / 1e9).toPrecision(3)} s`;
  if (ns >= 1e6) return `${(ns / 1e6).toPrecision(3)} ms`;
  return ns >= 1e3 ? `${(ns / 1e3).toPrecision(3)} µs` : `${ns.toPrecision(3)} ns`;
}
