import { join } from 'node:path';
import { loadManifestSources } from '../../../admission/index.ts';
import type { HuntingSuite, Scenario } from '../../../model/index.ts';
import { decodeScenario, packagedScenariosDirectory } from '../../../scenarios/index.ts';
import { manifestScenario } from './manifest-scenario.ts';

/** Scenarios that somebody wrote, as the only cases. */
export interface Suite extends HuntingSuite {
  readonly kind: 'fixed';
  readonly cases: readonly Scenario[];
  /** What had to be done to its files to run them. */
  readonly notes: readonly string[];
}

/** The suites that come with Fencepost. */
export const PACKAGED_SUITES: readonly string[] = ['conformance', 'upstream', 'recipes'];

/**
 * A suite: one of {@link PACKAGED_SUITES}, or the files below a path, each a scenario, or NetworkPolicies that are
 * applied to a three by three cluster.
 *
 * @throws FencepostError `input` for what does not exist, cannot be read as either or is not valid
 */
export function loadSuite(name: string): Suite {
  const path = PACKAGED_SUITES.includes(name) ? join(packagedScenariosDirectory(), name) : name;
  const notes: string[] = [];
  const cases = [...loadManifestSources([path])].map((source) =>
    isScenario(source.text)
      ? decodeScenario(source.text, source.file)
      : manifestScenario(source, (note) => notes.push(note)),
  );
  return { name, kind: 'fixed', scenarios: cases.length, cases, notes };
}

/** Scenario files say so at their top; no Kubernetes object has a field of that name. */
function isScenario(text: string): boolean {
  return /^fencepost:/m.test(text);
}
