export { bucketHistories } from './bucket-history.ts';
export { commitOf } from './commit-of.ts';
export { historyEntryOf } from './entry-of-result.ts';
export type { DamagedLine, History } from './history-file.ts';
export { appendHistory, HISTORY_FILE, prepareHistory, readHistory } from './history-file.ts';
