import { basename, join } from 'node:path';
import type { Scenario } from '../../../model/index.ts';
import { findScenarioFiles, packagedScenariosDirectory, readScenarioFile } from '../../../scenarios/index.ts';

const DIRECTORY = join(packagedScenariosDirectory(), 'zoo');

/** The small case on which the bugs of a mutation err. */
export function triggerOf(mutation: string): Scenario {
  return readScenarioFile(join(DIRECTORY, `${mutation}.yaml`));
}

/** The mutations that have a case, in the order of their names. */
export function triggerNames(): readonly string[] {
  return findScenarioFiles([DIRECTORY])
    .map((file) => basename(file, '.yaml'))
    .sort();
}
