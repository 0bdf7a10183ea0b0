import { existsSync, readdirSync } from 'node:fs';
import type { Scenario } from '../../model/index.ts';
import { findScenarioFiles, packagedScenariosDirectory, readScenarioFile } from '../../scenarios/index.ts';

/** A scenario and where it lies. */
export interface CorpusFile {
  readonly path: string;
  readonly scenario: Scenario;
}

/** Where regressions of the user's own are kept, relative to the working directory. */
export const OWN_REGRESSIONS = 'scenarios/regressions';

/**
 * The scenarios replayed before every campaign: regressions of the working directory first, then the corpus
 * that comes with Fencepost, then directories named on the command line.
 *
 * @throws FencepostError `input` for a file that is not a scenario, `io` for one that cannot be read
 */
export function loadCorpus(directories: readonly string[] = []): CorpusFile[] {
  const packaged = packagedScenariosDirectory();
  const files = [
    ...corpusFiles(OWN_REGRESSIONS),
    ...findScenarioFiles([packaged]).filter((path) => !path.includes('/fixtures/')),
    ...findScenarioFiles(directories),
  ];
  return [...new Set(files)].map((path) => ({ path, scenario: readScenarioFile(path) }));
}

/** The scenario files of a directory, which may be empty or not there yet. */
export function corpusFiles(directory: string): string[] {
  return existsSync(directory) && readdirSync(directory).length > 0 ? findScenarioFiles([directory]) : [];
}
