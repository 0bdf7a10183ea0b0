import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Scenario } from '../../model/index.ts';
import { FencepostError } from '../../model/index.ts';
import { decodeScenario } from './decode-scenario.ts';

/**
 * Reads one scenario file.
 *
 * @throws FencepostError `input` where there is no such file or it is not a scenario, `io` where it cannot be read.
 */
export function readScenarioFile(path: string): Scenario {
  return decodeScenario(
    accessing(path, () => readFileSync(path, 'utf8')),
    path,
  );
}

/**
 * The scenario files that the paths name: a file stands for itself, a directory for every `*.yaml` and `*.yml`
 * below it, in the order of their names. Hidden directories, `node_modules` and `fixtures` are left out.
 *
 * @throws FencepostError `input` for a path that does not exist and for a directory without scenarios.
 */
export function findScenarioFiles(paths: readonly string[]): string[] {
  const files = paths.flatMap((path) => {
    if (!accessing(path, () => statSync(path)).isDirectory()) return [path];
    const found = filesBelow(path);
    if (found.length > 0) return found;
    throw new FencepostError('input', 'no scenario files (*.yaml) here', { file: path });
  });
  return [...new Set(files)];
}

const LEFT_OUT = new Set(['node_modules', 'fixtures']);

function filesBelow(directory: string): string[] {
  const children = accessing(directory, () => readdirSync(directory, { withFileTypes: true }));
  children.sort((a, b) => (a.name < b.name ? -1 : 1));
  return children.flatMap((child) => {
    const path = join(directory, child.name);
    if (child.isDirectory()) {
      return LEFT_OUT.has(child.name) || child.name.startsWith('.') ? [] : filesBelow(path);
    }
    return /\.ya?ml$/.test(child.name) ? [path] : [];
  });
}

function accessing<Result>(path: string, access: () => Result): Result {
  try {
    return access();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const reason = code === 'ENOENT' ? 'no such file or directory' : `cannot be read (${code})`;
    throw new FencepostError(code === 'ENOENT' ? 'input' : 'io', reason, { file: path }, error);
  }
}
