import { Document, LineCounter } from 'yaml';
import type { NetworkPolicy, PartialProfile, Provenance, Scenario } from '../../model/index.ts';
import { FencepostError, objectKey } from '../../model/index.ts';
import { readCluster } from './cluster.ts';
import { fail, fieldOf, readInteger, readList } from './document/field.ts';
import { readRecord, readString, readStrings, required, type Field } from './document/field.ts';
import { openDocument } from './document/open-document.ts';
import { readExpectations } from './expectations.ts';
import { readPolicy } from './objects/policy.ts';
import { readProfile } from './objects/profile.ts';
import { readStoredPolicy } from './objects/stored-policy.ts';
import { readSimulation } from './simulation.ts';
import { startTimeline } from './history/timeline.ts';
import { readStep } from './history/steps.ts';

/** The keys of a scenario file, in the order in which they are written. */
export const SCENARIO_KEYS = [
  'fencepost',
  'name',
  'title',
  'description',
  'clauses',
  'references',
  'provenance',
  'profile',
  'simulation',
  'cluster',
  'policies',
  'storedPolicies',
  'expect',
  'steps',
] as const;

/** The keys of `provenance`, and which of them hold whole numbers. */
export const PROVENANCE_KEYS = [
  'seed',
  'run',
  'settings',
  'generator',
  'fencepost',
  'commit',
  'property',
  'engine',
  'engineVersion',
  'key',
] as const satisfies readonly (keyof Provenance)[];

/**
 * The scenario that a file describes. Policies come out as an API server stores them, flows with the addresses
 * of their ends, Services with their EndpointSlices. Reading never starts a program; the only other file it may
 * read is a packaged fixture.
 *
 * @param file as messages are to name it
 * @throws FencepostError `input`, with file, line, column and the path of the field, for anything wrong.
 */
export function decodeScenario(text: string, file: string): Scenario {
  return guarded(file, () => readScenario(openDocument(text, file)));
}

/**
 * {@link decodeScenario} for a document that is already plain data, as `encodeScenarioDocument` gives it.
 * There is no text, so errors have no lines.
 */
export function decodeScenarioDocument(data: unknown, file = 'scenario'): Scenario {
  return guarded(file, () => {
    const document = new Document(data, { aliasDuplicateObjects: false });
    const source = { file, document, lines: new LineCounter(), aliasBudget: 0 };
    return readScenario(fieldOf(source, '', document.contents));
  });
}

/** Whoever nests without end gets a message, not a stack. */
function guarded(file: string, read: () => Scenario): Scenario {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw new FencepostError('input', 'nested too deeply', { file }, error);
    throw error;
  }
}

function readScenario(root: Field): Scenario {
  const file = readRecord(root, SCENARIO_KEYS);
  const profile = file.profile === undefined ? {} : readProfile(file.profile);
  const policies = readPolicies(file, profile);
  const cluster = readCluster(file.cluster, policies);
  const timeline = startTimeline(cluster);
  return {
    name: readString(required(root, file.name, 'name')),
    ...(file.title === undefined ? {} : { title: readString(file.title) }),
    ...(file.description === undefined ? {} : { description: readString(file.description) }),
    clauses: file.clauses === undefined ? [] : readList(file.clauses).map(readClause),
    references: file.references === undefined ? [] : readStrings(file.references),
    ...(file.provenance === undefined ? {} : { provenance: readProvenance(file.provenance) }),
    profile,
    ...(file.simulation === undefined ? {} : { simulation: readSimulation(file.simulation) }),
    cluster,
    expectations: file.expect === undefined ? [] : readExpectations(file.expect, cluster),
    steps:
      file.steps === undefined ? [] : readList(file.steps).map((step) => readStep(step, timeline, profile)),
  };
}

/** First those that admission accepts, then those that only an old cluster can still hold. */
function readPolicies(
  file: { readonly policies?: Field; readonly storedPolicies?: Field },
  profile: PartialProfile,
): NetworkPolicy[] {
  const policies = new Map<string, NetworkPolicy>();
  const add = (field: Field, policy: NetworkPolicy): void => {
    const key = objectKey(policy);
    if (policies.has(key)) fail(field, `a second policy ${key}`);
    policies.set(key, policy);
  };
  for (const item of file.policies === undefined ? [] : readList(file.policies)) {
    add(item, readPolicy(item, profile));
  }
  for (const item of file.storedPolicies === undefined ? [] : readList(file.storedPolicies)) {
    add(item, readStoredPolicy(item));
  }
  return [...policies.values()];
}

function readClause(field: Field): Scenario['clauses'][number] {
  const id = readString(field);
  if (!/^[A-Z]+-[1-9][0-9]*$/.test(id)) fail(field, `${JSON.stringify(id)} is not a clause such as IPB-5`);
  return id as Scenario['clauses'][number];
}

function readProvenance(field: Field): Provenance {
  const parts = readRecord(field, PROVENANCE_KEYS);
  const entries = Object.entries(parts).map(([key, at]) => {
    const isNumber = key === 'seed' || key === 'run';
    return [
      key,
      isNumber ? readInteger(at, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER) : readString(at),
    ];
  });
  return Object.fromEntries(entries) as Provenance;
}
