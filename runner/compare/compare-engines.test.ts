import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../engines/index.ts';
import { createEngine, DENY, mutantEngine, MUTANTS, PRESETS, referenceEngine } from '../../engines/index.ts';
import { GENERATOR_PRESETS } from '../../generators/index.ts';
import type { Comparison } from '../../model/index.ts';
import { checkScenario } from '../../properties/index.ts';
import {
  decodeScenario,
  findScenarioFiles,
  packagedScenariosDirectory,
  readScenarioFile,
} from '../../scenarios/index.ts';
import type { CorpusFile } from '../corpus/load-corpus.ts';
import { compareEngines } from './compare-engines.ts';

const TEST_TIMEOUT_MS = 120_000;
const RUDE = fileURLToPath(new URL('../campaign/testing/rude-engine.mjs', import.meta.url));

function corpusOf(...folders: readonly string[]): CorpusFile[] {
  const conformance = `${packagedScenariosDirectory()}/conformance`;
  return findScenarioFiles(folders.map((folder) => `${conformance}/${folder}`)).map((path) => ({
    path,
    scenario: readScenarioFile(path),
  }));
}

async function compare(
  engines: readonly Engine[],
  corpus: readonly CorpusFile[],
  cases = 0,
  isExpected?: (key: string) => boolean,
): Promise<Comparison> {
  return compareEngines({
    engines: engines.map((engine) => ({ engine, spec: engine.name })),
    corpus,
    seed: 3,
    settings: GENERATOR_PRESETS.default,
    cases,
    ...(isExpected === undefined ? {} : { isExpected }),
  });
}

function standings({ clauses }: Comparison, engine: number): Record<string, readonly string[]> {
  const groups: Record<string, string[]> = {};
  for (const { clause, cells } of clauses) (groups[cells[engine]!.standing] ??= []).push(clause);
  return groups;
}

describe('a comparison of a right engine, real bugs, a misreading and one that crashes', () => {
  let engines: readonly Engine[];
  let comparison: Comparison;
  const corpus = corpusOf('port', 'ipb');
  beforeAll(async () => {
    engines = [
      referenceEngine(),
      await createEngine('zoo:OVN-845B'),
      mutantEngine(MUTANTS.find(({ id }) => id === 'PORT-7')!),
      await createEngine(`exec:'${process.execPath}' '${RUDE}' crash`),
    ];
    comparison = await compare(engines, corpus, 4);
  }, TEST_TIMEOUT_MS);
  afterAll(() => Promise.all(engines.map((engine) => engine.close?.())));

  it('finds nothing wrong with the specification itself', () => {
    expect(standings(comparison, 0)).not.toHaveProperty('deviates');
    expect(standings(comparison, 0)).not.toHaveProperty('fails');
    expect(comparison.engines[0]!.corpus.held).toBe(comparison.corpus.questions);
  });

  it('names the clause that each misreads, and no other', () => {
    expect(standings(comparison, 1)['deviates']).toEqual(['IPB-5']);
    expect(standings(comparison, 2)['deviates']).toEqual(['PORT-7']);
    expect(comparison.deviations.map(({ engine, clause }) => `${engine} ${clause}`)).toEqual([
      'zoo:OVN-845B IPB-5',
      'mutant:PORT-7 PORT-7',
      'rude-crash none',
    ]);
  });

  it('calls a crash neither right nor wrong, and tells of it once', () => {
    expect(Object.keys(standings(comparison, 3))).toEqual(['fails']);
    expect(comparison.engines[3]!.corpus).toMatchObject({ held: 0, deviated: 0 });
    const { finding, keys } = comparison.deviations[2]!;
    expect(finding.fault?.kind).toBe('crash');
    expect(keys).toEqual(['v2:engine-agrees-with-reference/rude-crash/crash']);
  });

  it('shows each deviation by a small scenario, which the engine fails and the specification does not', async () => {
    for (const { engine: name, scenario, finding } of comparison.deviations.slice(0, 2)) {
      const read = decodeScenario(scenario, 'deviation.yaml');
      expect(read.cluster.policies.length).toBeLessThanOrEqual(2);
      expect(read.cluster.pods.length).toBeLessThanOrEqual(2);
      const engine = engines.find((each) => each.name === name)!;
      const statuses = (await checkScenario(read, engine)).map(({ status }) => status);
      expect(statuses).toContain('failed');
      const own = await checkScenario(read, referenceEngine());
      expect(own.map(({ status }) => status)).not.toContain('failed');
      expect(finding.reduction?.complete).toBe(true);
    }
  });

  it('sees in answers that no value of an option explains them', () => {
    const endPort = comparison.options.find(({ option }) => option === 'endPort')!;
    expect(endPort.cells.map(({ standing }) => standing)).toEqual(['shown', 'shown', 'mixed', 'not-shown']);
    const [yes, no] = endPort.cells[2]!.evidence;
    expect([yes!.values, no!.values]).toEqual([['supported'], ['single-port']]);
    const small = decodeScenario(yes!.scenario!, 'evidence.yaml');
    expect([small.cluster.policies.length, small.cluster.pods.length]).toEqual([1, 2]);
    expect(small.expectations).toMatchObject([
      {
        action: 'allow',
        options: ['endPort'],
        otherwise: [{ profile: { endPort: 'single-port' }, action: 'deny' }],
      },
    ]);
  });

  it(
    'comes to the same bytes again, but for the time',
    async () => {
      const again = await compare(engines.slice(0, 3), corpusOf('port'), 3);
      const once = await compare(engines.slice(0, 3), corpusOf('port'), 3);
      expect(JSON.stringify({ ...again, timing: null })).toBe(JSON.stringify({ ...once, timing: null }));
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'excuses the deviations whose every key is known',
    async () => {
      const isKnown = (key: string): boolean => key.includes('/mutant:PORT-7/');
      const { deviations } = await compare(engines.slice(1, 3), corpus, 0, isKnown);
      expect(deviations.map(({ clause, expected }) => [clause, expected])).toEqual([
        ['IPB-5', false],
        ['PORT-7', true],
      ]);
    },
    TEST_TIMEOUT_MS,
  );
});

describe('options, as seen in answers of engines that are not asked for them', () => {
  const corpus = corpusOf('proto', 'node', 'self', 'ipb', 'svc');
  const ASKED = new Set(['cilium-like', 'kube-router-like', 'ovn-k-like']);

  it.each(PRESETS.filter(({ name }) => ASKED.has(name)))(
    'those of $name are the ones that it was made of',
    async ({ name, profile }) => {
      const { options } = await compare([await createEngine(`sim:${name}`)], corpus);
      const shown = options.filter(({ cells }) => cells[0]!.standing === 'shown');
      expect(shown.length).toBeGreaterThan(8);
      expect(options.filter(({ cells }) => cells[0]!.standing === 'mixed')).toEqual([]);
      expect(shown.filter(({ cells }) => cells[0]!.contradictsDeclared)).toEqual([]);
      const made = shown.filter(({ option }) => Object.hasOwn(profile, option));
      expect(made.length).toBeGreaterThan(0);
      expect(made.filter(({ option, cells }) => !cells[0]!.values.includes(String(profile[option])))).toEqual(
        [],
      );
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'what breaks the API is a deviation, and shown as what it is',
    async () => {
      const { options, clauses } = await compare(
        [await createEngine('sim:cilium-like')],
        corpusOf('node', 'ipb'),
      );
      const nodes = options.find(({ option }) => option === 'remoteNodeMatch')!.cells[0]!;
      expect(nodes).toMatchObject({ standing: 'shown', values: ['never'], breaksApi: true });
      expect(
        clauses.flatMap(({ clause, cells }) => (cells[0]!.standing === 'deviates' ? [clause] : [])),
      ).toEqual(['IPB-10']);
    },
    TEST_TIMEOUT_MS,
  );

  it('an engine that declares nothing deviates by no choice of its own', async () => {
    const { withProfile: _, ...engine } = referenceEngine({ ipBlockMatchesPodIPs: 'no' });
    const mute = { ...engine, name: 'mute', capabilities: { ...engine.capabilities, profile: {} } };
    const { options, deviations, engines } = await compare([mute], corpusOf('ipb'));
    expect(deviations).toEqual([]);
    expect(engines[0]!.corpus.open).toBeGreaterThan(0);
    const cell = options.find(({ option }) => option === 'ipBlockMatchesPodIPs')!.cells[0]!;
    expect(cell).toMatchObject({ standing: 'shown', values: ['no'], breaksApi: false });
  });

  it('an engine that denies everything is taken for none', async () => {
    const deny: Engine = {
      ...referenceEngine(),
      name: 'deny',
      judge: ({ cells }) => new Uint8Array(cells.length).fill(DENY),
    };
    const { options } = await compare([deny], corpusOf('node/NODE-1.yaml'));
    const own = options.find(({ option }) => option === 'ownNodeIngress')!.cells[0]!;
    expect(own).toMatchObject({
      standing: 'shown',
      values: ['policed'],
      breaksApi: true,
      contradictsDeclared: true,
    });
  });
});
