import process from 'node:process';
import { appendHistory } from '../history-file.ts';
import { KEY, nightWith } from './sample-entry.ts';

// Appends so many campaigns to a history, one by one: `writer.ts DIRECTORY SEED COUNT`.
const [directory = '.', seed, count] = process.argv.slice(2);
for (let at = 0; at < Number(count); at++) {
  const date = new Date(Date.UTC(2026, 0, 1, 0, 0, at)).toISOString();
  appendHistory(directory, [nightWith(1, [KEY], { date, seed: Number(seed) })]);
  if (at === 10) process.stdout.write('begun\n');
}
