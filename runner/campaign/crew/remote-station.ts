import { Piscina } from 'piscina';
import type { CoverageRow } from '../../../model/index.ts';
import { withLoader, workerModule } from '../../threads/worker-module.ts';
import type { CampaignPlan } from '../campaign-plan.ts';
import type { DraftFinding } from '../findings/draft-finding.ts';
import type { HaltLevel } from './black-box.ts';
import { createBlackBox, setHalt, takeLastWords, WorkerDeath } from './black-box.ts';
import type { RoundReport, Station } from './station.ts';
import type { WorkerAnswer, WorkerRequest, WorkerTask } from './worker-task.ts';
import { valueOf } from './worker-task.ts';

/** Long enough for the message to be nothing beside the work, short enough for lanes to keep abreast. */
const STRIDE = 8;

/** A station in a worker thread. Its methods throw {@link WorkerDeath} when the worker dies over them. */
export interface RemoteStation extends Station {
  halt(level: HaltLevel): void;
}

/**
 * Starts a worker.
 *
 * @param file the module whose `perform` the worker runs; default: the one that is built, or its source
 */
export function remoteStation(plan: CampaignPlan, file?: string): RemoteStation {
  const module = file === undefined ? workerModule('campaign-worker', import.meta.url) : withLoader(file);
  const box = createBlackBox();
  // One pool a worker: lanes stay where they are, and the pool replaces a worker that died.
  const pool = new Piscina({
    minThreads: 1,
    maxThreads: 1,
    idleTimeout: Infinity,
    recordTiming: false,
    // Engines in other processes must be heard between two tasks, too.
    atomics: 'disabled',
    ...(module.execArgv === undefined ? {} : { execArgv: module.execArgv }),
  });
  const run = runOn(pool, module.filename);
  let started = false;
  const ask = async (request: WorkerRequest): Promise<unknown> => {
    const task: WorkerTask = started ? { request } : { start: { plan, box }, request };
    started = true;
    const died = (message: string): WorkerDeath => {
      started = false;
      return new WorkerDeath(message, takeLastWords(box));
    };
    const answered = await run(task).catch((error: Error) => {
      throw died(error.message);
    });
    if ('forgotten' in answered) throw died('the worker ended between two tasks');
    return valueOf(answered);
  };
  // Nobody waits for the start; should it fail, the first round will say so again.
  ask({ kind: 'start' }).catch(() => {});
  return {
    stride: STRIDE,
    round: (order) => ask({ kind: 'round', order }) as Promise<RoundReport>,
    reduce: (key) => ask({ kind: 'reduce', key }) as Promise<DraftFinding>,
    coverage: () => ask({ kind: 'coverage' }) as Promise<readonly CoverageRow[]>,
    halt: (level) => setHalt(box, level),
    async close() {
      await ask({ kind: 'close' }).catch(() => {});
      await pool.destroy();
    },
  };
}

/** Runs tasks one after the other. What goes wrong in a pool between tasks is told to the next one. */
function runOn(pool: Piscina, filename: string): (task: WorkerTask) => Promise<WorkerAnswer> {
  let trouble: Error | undefined;
  let fail: (error: Error) => void = () => {};
  pool.on('error', (error: Error) => {
    trouble = error;
    fail(error);
  });
  return (task) =>
    new Promise((resolve, reject) => {
      fail = reject;
      if (trouble !== undefined) reject(trouble);
      trouble = undefined;
      pool.run(task, { filename, name: 'perform' }).then(resolve, reject);
    });
}
