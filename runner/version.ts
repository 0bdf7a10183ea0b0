import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FencepostError } from '../model/index.ts';

let known: string | undefined;

/** The version in Fencepost's own package.json, found by walking up from this module. */
export function version(): string {
  known ??= readVersion(dirname(fileURLToPath(import.meta.url)));
  return known;
}

function readVersion(directory: string): string {
  for (let at = directory; ; at = dirname(at)) {
    try {
      const manifest = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8')) as Record<string, unknown>;
      if (manifest['name'] === 'fencepost' && typeof manifest['version'] === 'string')
        return manifest['version'];
    } catch {
      // No package.json here; the next folder up may have one.
    }
    if (at === dirname(at)) throw new FencepostError('internal', 'package.json of fencepost not found');
  }
}
