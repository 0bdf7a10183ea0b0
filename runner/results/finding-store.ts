import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Scenario } from '../../model/index.ts';
import { encodeScenario } from '../../scenarios/index.ts';
import { writeAtomically } from './write-atomically.ts';

/** Where a campaign keeps the scenarios of its findings. */
export interface FindingStore {
  /** Writes a scenario under its content's hash and returns the path. */
  save(scenario: Scenario, text?: string): string;
  /** Removes a file that a better one has replaced. */
  discard(path: string): void;
}

/** The first twelve hex digits of the content's SHA-256: the name of a scenario file. */
export function contentName(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** A store in `directory/findings/`. */
export function findingStore(directory: string): FindingStore {
  const saved = new Set<string>();
  return {
    save(scenario, text = encodeScenario(scenario)) {
      const path = join(directory, 'findings', `${contentName(text)}.yaml`);
      writeAtomically(path, text);
      saved.add(path);
      return path;
    },
    discard(path) {
      // Only what this run wrote: an earlier night may have saved the very same scenario.
      if (saved.delete(path)) rmSync(path, { force: true });
    },
  };
}
