import type { Engine } from '../../engines/index.ts';
import { createEngine } from '../../engines/index.ts';
import { FencepostError } from '../../model/index.ts';
import type { Property } from '../../properties/index.ts';
import { PROPERTIES } from '../../properties/index.ts';
import { nearest } from './nearest.ts';

/**
 * The engines of the command line, started.
 *
 * @param requestTimeoutMs how long an engine in another process may take for one answer
 * @throws FencepostError `usage` for a name that does not exist
 */
export async function openEngines(
  names: readonly string[],
  requestTimeoutMs?: number | undefined,
): Promise<Engine[]> {
  const options = requestTimeoutMs === undefined ? {} : { requestTimeoutMs };
  const engines: Engine[] = [];
  try {
    for (const name of names) engines.push(await createEngine(name, options));
  } catch (error) {
    await closeEngines(engines);
    throw error;
  }
  const twice = engines.find(
    (engine, index) => engines.findIndex(({ name }) => name === engine.name) < index,
  );
  if (twice !== undefined) {
    await closeEngines(engines);
    throw new FencepostError(
      'usage',
      `two engines call themselves '${twice.name}'; findings are keyed by that name`,
    );
  }
  return engines;
}

/** Lets go of engines, every one of them, whatever one says. */
export async function closeEngines(engines: readonly Engine[]): Promise<void> {
  await Promise.allSettled(engines.map((engine) => engine.close?.()));
}

/** The properties of the command line; all of them where none is named. */
export function chooseProperties(names: readonly string[]): readonly Property[] {
  if (names.length === 0) return PROPERTIES;
  return names.map((name) => {
    const property = PROPERTIES.find((candidate) => candidate.name === name);
    if (property !== undefined) return property;
    const hint = nearest(
      name,
      PROPERTIES.map((candidate) => candidate.name),
    );
    throw new FencepostError('usage', `unknown property '${name}'${hint}`);
  });
}
