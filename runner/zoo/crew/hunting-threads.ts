import { Piscina } from 'piscina';
import { workerModule } from '../../threads/worker-module.ts';
import type { HuntReport } from '../hunt-report.ts';
import type { Hunters } from './open-hunters.ts';

/** Hunters in threads of their own. A thread that dies fails its task and no other. */
export function threadsOf(count: number): Hunters {
  const pool = new Piscina({
    ...workerModule('zoo-worker', import.meta.url),
    name: 'hunt',
    minThreads: count,
    maxThreads: count,
    recordTiming: false,
  });
  return {
    count,
    hunt: (task) => pool.run(task) as Promise<HuntReport>,
    close: () => pool.destroy(),
  };
}
