import type { NetworkPolicy, PartialProfile, Provenance, Scenario } from '../../model/index.ts';
import { SCENARIO_VERSION } from '../../model/index.ts';
import { writeCluster } from './cluster.ts';
import { PROVENANCE_KEYS } from './decode-scenario.ts';
import { writeYaml } from './document/write-yaml.ts';
import { fromJson, mapping, type YamlValue } from './document/yaml-value.ts';
import { writeExpectations } from './expectations.ts';
import { writePolicy, writeStoredPolicy } from './objects/policy.ts';
import { writeProfile } from './objects/profile.ts';
import { writeSimulation } from './simulation.ts';
import { startTimeline } from './history/timeline.ts';
import { writeStep } from './history/steps.ts';

/**
 * The text of a scenario file, which ends with a newline. Reading it gives the scenario again, but for the
 * positions of its expectations; what `decodeScenario` derives or fills in is left out.
 */
export function encodeScenario(scenario: Scenario): string {
  return writeYaml(mapping([...remarks(scenario), ...contents(scenario)]));
}

/** The same as plain data, for code that cuts documents down without knowing what they mean. */
export function encodeScenarioDocument(scenario: Scenario): unknown {
  return toPlain(mapping([...remarks(scenario), ...contents(scenario)]));
}

/** The text of a document under the name and the remarks of a scenario. */
export function formatScenarioDocument(scenario: Scenario, document: unknown): string {
  const written = fromJson(document) as ReadonlyMap<string, YamlValue>;
  const own = new Map(remarks(scenario));
  return writeYaml(mapping([...own, ...[...written].filter(([key]) => !own.has(key))]));
}

type Entry = readonly [string, YamlValue | undefined];

/** What people and statistics read: nothing here changes what the scenario asks. */
function remarks(scenario: Scenario): Entry[] {
  const { clauses, references, provenance } = scenario;
  return [
    ['fencepost', SCENARIO_VERSION],
    ['name', scenario.name],
    ['title', scenario.title],
    ['description', scenario.description],
    ['clauses', clauses.length === 0 ? undefined : clauses],
    ['references', references.length === 0 ? undefined : references],
    ['provenance', provenance === undefined ? undefined : writeProvenance(provenance)],
  ];
}

function contents(scenario: Scenario): Entry[] {
  const { cluster, profile, simulation } = scenario;
  const timeline = startTimeline(cluster);
  const policies = writePolicies(cluster.policies, profile);
  return [
    ['profile', writeProfile(profile)],
    ['simulation', simulation && writeSimulation(simulation)],
    ['cluster', writeCluster(cluster)],
    ['policies', policies.admitted.length === 0 ? undefined : policies.admitted],
    ['storedPolicies', policies.stored.length === 0 ? undefined : policies.stored],
    ['expect', writeExpectations(scenario.expectations, cluster)],
    [
      'steps',
      scenario.steps.length === 0
        ? undefined
        : scenario.steps.map((step) => writeStep(step, timeline, profile)),
    ],
  ];
}

/** Both lists in the order of the cluster: from the first that admission would not take, all are stored ones. */
function writePolicies(
  policies: readonly NetworkPolicy[],
  profile: PartialProfile,
): { readonly admitted: readonly YamlValue[]; readonly stored: readonly YamlValue[] } {
  const admitted: YamlValue[] = [];
  for (const policy of policies) {
    const manifest = writePolicy(policy, profile);
    if (manifest === undefined) break;
    admitted.push(manifest);
  }
  return { admitted, stored: policies.slice(admitted.length).map(writeStoredPolicy) };
}

function writeProvenance(provenance: Provenance): YamlValue {
  return mapping(PROVENANCE_KEYS.map((key) => [key, provenance[key]]));
}

function toPlain(value: YamlValue): unknown {
  if (Array.isArray(value)) return value.map(toPlain);
  if (!(value instanceof Map)) return value;
  return Object.fromEntries(
    [...(value as ReadonlyMap<string, YamlValue>)].map(([key, item]) => [key, toPlain(item)]),
  );
}
