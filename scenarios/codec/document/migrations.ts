import type { YAMLMap } from 'yaml';

/**
 * Rewrites the root of a file from one version of the format to the next, in place. It works on nodes, not on
 * plain data, so that messages keep pointing at the line that the user wrote.
 */
export type Migration = (root: YAMLMap) => void;

/** By the version they start from. Version 1 is the first and the current one. */
export const migrations: Readonly<Record<number, Migration>> = {};

/** Takes a root through every version between the two. */
export function migrate(
  root: YAMLMap,
  from: number,
  to: number,
  steps: Readonly<Record<number, Migration>> = migrations,
): void {
  for (let version = from; version < to; version++) steps[version]?.(root);
}
