import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { FencepostError } from '../../model/index.ts';

/** What a thread runs, and what Node needs to run it. */
export interface WorkerModule {
  readonly filename: string;
  readonly execArgv?: string[];
}

/**
 * The module of a worker: beside the one that asks in the source tree, beside a bundle or above its chunks.
 *
 * @param url of the module that asks
 * @throws FencepostError `internal` where it has not been built
 */
export function workerModule(name: string, url: string): WorkerModule {
  const places = url.endsWith('.ts') ? [`./${name}.ts`] : [`./${name}.js`, `../${name}.js`];
  const filename = places.map((place) => fileURLToPath(new URL(place, url))).find((path) => existsSync(path));
  if (filename !== undefined) return withLoader(filename);
  throw new FencepostError('internal', `${name}.js is missing: build again, or run with --workers 1`);
}

/** A source file of ours needs what lets Node run the source tree. */
export function withLoader(filename: string): WorkerModule {
  if (!filename.endsWith('.ts')) return { filename };
  const loader = createRequire(import.meta.url).resolve('tsx');
  return { filename, execArgv: ['--import', pathToFileURL(loader).href] };
}
