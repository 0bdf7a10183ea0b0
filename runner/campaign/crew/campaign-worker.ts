import { equip } from '../campaign-plan.ts';
import { createWorker } from './worker-task.ts';

/** What a worker thread runs: one call a task. */
export const perform = createWorker(equip);
