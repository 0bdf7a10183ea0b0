import type { GeneratorSettings } from '../../generators/index.ts';
import type { Hunt } from '../../model/index.ts';
import { huntAtRandom, RANDOM } from './hunt-at-random.ts';
import type { HuntReport } from './hunt-report.ts';
import { stopwatch } from './hunt-report.ts';
import { huntWithSuite } from './hunt-with-suite.ts';
import type { Quarry } from './quarry.ts';
import { quarryOf } from './quarry.ts';
import type { Suite } from './suites/load-suite.ts';
import { loadSuite } from './suites/load-suite.ts';

/** One bug and one suite, or one seed. Plain data: it crosses threads. */
export interface HuntingTask {
  readonly mutation: string;
  /** `random`, or as {@link loadSuite} takes it. */
  readonly suite: string;
  /** Of the random suite. */
  readonly seed: number;
  readonly settings: readonly GeneratorSettings[];
  /** Most generated cases; Infinity: no such limit. */
  readonly maxCases: number;
  /** Most time for generated cases, in milliseconds; Infinity: no such limit. */
  readonly timeMs: number;
  /** Most time to cut down the case that found it, in milliseconds; 0: it is left as it is. */
  readonly reduceMs: number;
}

/** Does one task after the other. What goes wrong in a hunt is told in its report. */
export type Hunter = (task: HuntingTask) => Promise<HuntReport>;

/** A hunter that reads each suite once and makes each quarry once. */
export function createHunter(): Hunter {
  const suites = new Map<string, Suite>();
  const quarries = new Map<string, Quarry>();
  return async (task) => {
    const watch = stopwatch();
    try {
      const quarry = remembered(quarries, task.mutation, quarryOf);
      return task.suite === RANDOM
        ? await huntAtRandom(quarry, task)
        : await huntWithSuite(quarry, remembered(suites, task.suite, loadSuite));
    } catch (error) {
      // One bug that is a defect of ours must not hide what became of two hundred others.
      return { hunt: troubled(task, error), ms: watch.elapsedMs() };
    }
  };
}

function troubled({ suite, seed }: HuntingTask, error: unknown): Hunt {
  const trouble = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { suite, ...(suite === RANDOM ? { seed } : {}), cases: 0, falseAlarms: 0, trouble };
}

function remembered<Value>(known: Map<string, Value>, name: string, make: (name: string) => Value): Value {
  const value = known.get(name) ?? make(name);
  known.set(name, value);
  return value;
}
