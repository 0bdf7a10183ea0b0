import { createHunter } from '../hunter.ts';

/** What a worker thread runs: one call a task. */
export const hunt = createHunter();
