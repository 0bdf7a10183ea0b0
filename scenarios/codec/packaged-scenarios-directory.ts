import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FencepostError } from '../../model/index.ts';

/** The `scenarios` directory that is shipped with Fencepost. */
export function packagedScenariosDirectory(): string {
  return packagedDirectory('scenarios');
}

/** A directory that is shipped with Fencepost, found from the source tree and from a bundle alike. */
export function packagedDirectory(name: string): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let directory = start; ; directory = dirname(directory)) {
    const manifest = join(directory, 'package.json');
    if (existsSync(manifest) && isOurs(readFileSync(manifest, 'utf8'))) return join(directory, name);
    if (directory === dirname(directory)) {
      throw new FencepostError('internal', `no package.json of fencepost above ${start}`);
    }
  }
}

function isOurs(manifest: string): boolean {
  return (JSON.parse(manifest) as { name?: unknown }).name === 'fencepost';
}
