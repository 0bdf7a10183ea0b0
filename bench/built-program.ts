import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The built command line; `undefined` where nobody has built it. */
export function builtProgram(): string | undefined {
  return ['fencepost.js', '../fencepost.js', '../dist/fencepost.js']
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path));
}
