import { describe, expect, it } from 'vitest';
import { admission, objectToManifest } from '../../admission/index.ts';
import type { Engine } from '../../engines/index.ts';
import { matrixEngine, referenceEngine } from '../../engines/index.ts';
import { GENERATOR_PRESETS, generateScenario } from '../../generators/index.ts';
import { inconsistenciesOf } from '../../generators/testing/inconsistencies.ts';
import type { Cluster, PartialProfile, Scenario } from '../../model/index.ts';
import { clusterObjects, PROFILE_OPTIONS, scenarioOf } from '../../model/index.ts';
import { METAMORPHIC } from './index.ts';
import { clusterWith, policyWith } from './testing/changes-of.ts';

const scenarios = (count: number, from: number, preset: keyof typeof GENERATOR_PRESETS): Scenario[] =>
  Array.from({ length: count }, (_, index) => generateScenario(7, from + index, GENERATOR_PRESETS[preset]));

const CASES = [
  ...scenarios(40, 0, 'small'),
  ...scenarios(14, 1_000, 'default'),
  ...scenarios(4, 2_000, 'adversarial'),
];
const FEW = scenarios(6, 3_000, 'small');

/** What a property says of the cases: how many it compared something in, and what it found. */
async function judged(name: string, engine: Engine, cases: readonly Scenario[]) {
  const property = METAMORPHIC.find((candidate) => candidate.name === name)!;
  const found: string[] = [];
  let compared = 0;
  for (const scenario of cases) {
    const { cells, violation } = await property.check(scenario, engine);
    if (cells > 0) compared++;
    if (violation !== undefined) found.push(`${scenario.provenance?.run}: ${violation.summary}`);
  }
  return { compared, found };
}

describe.each(METAMORPHIC)('$name', ({ name }) => {
  const matrix = matrixEngine();

  it('holds of the matrix, and has many occasions', async () => {
    const { compared, found } = await judged(name, matrix, CASES);
    expect(found).toEqual([]);
    expect(compared).toBeGreaterThan(3);
  });

  it('holds of the reference', async () => {
    const { found } = await judged(name, referenceEngine(), FEW);
    expect(found).toEqual([]);
  });
});

describe('whatever plugins choose where the API leaves a choice', () => {
  const cases = [...scenarios(1, 4_000, 'adversarial'), ...scenarios(5, 5_000, 'small')];

  it.each([1, 2, 3])('no property is broken by their choices no. %i, declared or not', async (number) => {
    const told = matrixEngine(undefined, choices(number));
    const silent: Engine = { ...told, capabilities: { ...told.capabilities, profile: {} } };
    const found: string[] = [];
    for (const engine of [told, silent]) {
      for (const { name } of METAMORPHIC) found.push(...(await judged(name, engine, cases)).found);
    }
    expect(found).toEqual([]);
  });

  /** Of every option the choice with that number, counted from the default one; all of them conform. */
  function choices(number: number): PartialProfile {
    const chosen = PROFILE_OPTIONS.flatMap(({ option, values, nonConforming }) => {
      const conforming = values.filter((value) => !value.includes('(') && !nonConforming.includes(value));
      return conforming.length < 2 || option === 'npSupport'
        ? []
        : [[option, conforming[number % conforming.length]!]];
    });
    return Object.fromEntries(chosen) as PartialProfile;
  }
});

describe('what is asked after a change', () => {
  const isAdmissible = (cluster: Cluster): string[] => [
    ...inconsistenciesOf(scenarioOf('s', cluster)),
    ...clusterObjects(cluster).flatMap((object) => {
      const admitted = admission.admit(objectToManifest(object), { strictCidrValidation: 'warn-only' });
      return admitted.ok ? [] : admitted.errors.map(({ message }) => message);
    }),
  ];

  it.each(METAMORPHIC)('$name: a cluster that could be', async ({ name }) => {
    const matrix = matrixEngine();
    const problems = new Set<string>();
    let changed = 0;
    const listener: Engine = {
      ...matrix,
      judge(probes) {
        changed++;
        for (const problem of isAdmissible(probes.cluster)) problems.add(problem);
        return new Uint8Array(probes.cells.length);
      },
    };
    await judged(name, listener, FEW);
    await judged(name, listener, CASES.slice(-10));
    expect([...problems]).toEqual([]);
    expect(changed).toBeGreaterThan(3);
  });
});

describe('an engine that cannot be asked', () => {
  const { capabilities } = matrixEngine();
  const cluster = clusterWith(
    policyWith({ ingress: [{ ports: [{ protocol: 'TCP', port: 80 }], from: [{ podSelector: {} }] }] }),
  );
  const check = (name: string, engine: Partial<Engine>) =>
    METAMORPHIC.find((candidate) => candidate.name === name)!.check(scenarioOf('s', cluster), {
      ...matrixEngine(),
      ...engine,
    });

  it.each([
    ['ports-cut-in-two-cover-the-same', { endPort: false }, 'capability endPort'],
    ['ports-cut-in-two-cover-the-same', { profile: {} }, 'undeclared endPort'],
    ['ports-cut-in-two-cover-the-same', { profile: { endPort: 'single-port' } }, 'endPort: single-port'],
    ['mirroring-into-ipv6-changes-nothing', { ipFamilies: ['IPv4'] }, 'capability IPv6'],
  ] as const)('%s, %o: skipped, and counted', async (name, difference, reason) => {
    const outcome = await check(name, { capabilities: { ...capabilities, ...difference } });
    expect(outcome).toEqual({ cells: 0, skipped: { [reason]: 1 } });
  });
});
