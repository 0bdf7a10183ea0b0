import type { ZooEntry } from '../../engines/index.ts';
import type { GeneratorSettings } from '../../generators/index.ts';
import type { HuntingSuite, KillMatrix } from '../../model/index.ts';
import { openHunters } from './crew/open-hunters.ts';
import { RANDOM } from './hunt-at-random.ts';
import type { HuntReport } from './hunt-report.ts';
import type { Hunter, HuntingTask } from './hunter.ts';
import { killMatrix } from './kill-matrix.ts';
import { bugsByMutation } from './quarry.ts';
import { loadSuite } from './suites/load-suite.ts';

/** Which bugs to hunt, and how. */
export interface HuntOptions {
  /** The command line that does the same again. */
  readonly command: string;
  readonly bugs: readonly ZooEntry[];
  /** `random`, or as {@link loadSuite} takes them. */
  readonly suites: readonly string[];
  /** Of the random suite: it starts afresh from each. */
  readonly seeds: readonly number[];
  /** Case after case takes the next of them, then the first again. */
  readonly settings: readonly GeneratorSettings[];
  /** Most generated cases for the bugs of a mutation and a seed; default: no such limit. */
  readonly maxCases?: (bugs: readonly ZooEntry[]) => number;
  /** Most time for the generated cases of a bug and a seed, in milliseconds; default: no such limit. */
  readonly timePerBugMs?: number;
  /** Whether to cut down the case of the first seed. */
  readonly reduce: boolean;
  /** Threads. They change nothing but the time. */
  readonly workers: number;
  /** Ends everything after the hunts in hand. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: HuntProgress) => void;
}

/** How far the hunting has come. */
export interface HuntProgress {
  readonly done: number;
  readonly of: number;
  readonly survived: number;
}

/** Most time to cut down one case where hunts have no limit of their own. */
const REDUCTION_MS = 10_000;

/**
 * Hunts every bug with every suite and says what found what. A bug counts as found only where the plugin without it
 * passes the same case, and an engine that fails to answer only where that is what the bug does.
 *
 * @throws FencepostError `input` for a suite that does not exist or cannot be read
 */
export async function huntBugs(options: HuntOptions): Promise<KillMatrix> {
  const started = performance.now();
  const startedAt = new Date().toISOString();
  const loaded = options.suites.map((name) => suiteOf(name));
  const tasks = tasksOf(options);
  const crew = await openHunters(Math.min(options.workers, tasks.length));
  try {
    const reports = await huntAll(tasks, crew.hunt, crew.count, options);
    return killMatrix({
      ...options,
      suites: loaded.map(({ suite }) => suite),
      notes: loaded.flatMap(({ notes }) => notes),
      reportOf: (mutation, suite, seed) => reports.get(nameOf({ mutation, suite, seed })),
      isWhole: reports.size === tasks.length,
      timing: { startedAt, elapsedMs: Math.round(performance.now() - started), workers: crew.count },
    });
  } finally {
    await crew.close();
  }
}

/** Read before anything is hunted, so that what is wrong with it is known at once. */
function suiteOf(name: string): { readonly suite: HuntingSuite; readonly notes: readonly string[] } {
  if (name === RANDOM) return { suite: { name, kind: 'random' }, notes: [] };
  const { kind, scenarios, notes } = loadSuite(name);
  return { suite: { name, kind, scenarios: scenarios ?? 0 }, notes };
}

function tasksOf(options: HuntOptions): readonly HuntingTask[] {
  const { bugs, suites, seeds, settings, maxCases = () => Infinity, timePerBugMs = Infinity } = options;
  const reduceMs = Math.min(timePerBugMs, REDUCTION_MS);
  const mutations = [...bugsByMutation(bugs)];
  return suites.flatMap((suite) =>
    (suite === RANDOM ? seeds : seeds.slice(0, 1)).flatMap((seed, index) =>
      mutations.map(([mutation, shared]) => ({
        mutation,
        suite,
        seed,
        settings,
        maxCases: maxCases(shared),
        timeMs: timePerBugMs,
        reduceMs: options.reduce && index === 0 ? reduceMs : 0,
      })),
    ),
  );
}

type TaskName = Pick<HuntingTask, 'mutation' | 'suite' | 'seed'>;

function nameOf({ mutation, suite, seed }: TaskName): string {
  return JSON.stringify(suite === RANDOM ? [mutation, suite, seed] : [mutation, suite]);
}

/** Does all tasks, several at once, until they are done or somebody wants an end. */
async function huntAll(
  tasks: readonly HuntingTask[],
  hunt: Hunter,
  atOnce: number,
  { signal, onProgress }: HuntOptions,
): Promise<ReadonlyMap<string, HuntReport>> {
  const reports = new Map<string, HuntReport>();
  const queue = tasks.values();
  let survived = 0;
  const work = async (): Promise<void> => {
    for (const task of queue) {
      if (signal?.aborted === true) return;
      const report = await hunt(task);
      reports.set(nameOf(task), report);
      if (report.hunt.kill === undefined) survived++;
      onProgress?.({ done: reports.size, of: tasks.length, survived });
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return reports;
}
