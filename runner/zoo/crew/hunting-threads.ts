import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';
import { FencepostError } from '../../../model/index.ts';
import type { HuntReport } from '../hunt-report.ts';
import type { Hunters } from './open-hunters.ts';

/** Hunters in threads of their own. A thread that dies fails its task and no other. */
export function threadsOf(count: number): Hunters {
  const filename = workerFile();
  const pool = new Piscina({
    filename,
    name: 'hunt',
    minThreads: count,
    maxThreads: count,
    recordTiming: false,
    ...(filename.endsWith('.ts') ? { execArgv: ['--import', sourceLoader()] } : {}),
  });
  return {
    count,
    hunt: (task) => pool.run(task) as Promise<HuntReport>,
    close: () => pool.destroy(),
  };
}

/** The worker's module: beside this one in the source tree, above or beside the chunks of a bundle. */
function workerFile(): string {
  const candidates = import.meta.url.endsWith('.ts')
    ? ['./zoo-worker.ts']
    : ['./zoo-worker.js', '../zoo-worker.js'];
  const file = candidates
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path));
  if (file !== undefined) return file;
  throw new FencepostError('internal', 'zoo-worker.js is missing: build again, or run with --workers 1');
}

/** What lets Node run the source tree. */
function sourceLoader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
}
