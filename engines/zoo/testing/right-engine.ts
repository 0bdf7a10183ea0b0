import type { Engine } from '../../engine.ts';
import { referenceEngine } from '../../reference.ts';
import { simEngine } from '../../sim-engine.ts';
import type { ZooEntry } from '../index.ts';

/** What a bug's engine would be without the bug. */
export function rightEngine(entry: ZooEntry): Engine {
  return entry.kind === 'semantics'
    ? referenceEngine(entry.profile)
    : simEngine({ name: `without ${entry.mutation}`, ...entry.right });
}
