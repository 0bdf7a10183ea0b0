import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEvaluator } from '../evaluator/index.ts';
import type { ClauseId, Flow, ProbeSet, Scenario } from '../model/index.ts';
import { packetClasses, probesOfFlows, SPEC_DEFAULT, withCells } from '../model/index.ts';
import { packagedScenariosDirectory, readScenarioFile } from '../scenarios/index.ts';
import { triggerOf } from './zoo/testing/index.ts';
import type { Engine } from './index.ts';
import {
  createEngine,
  evaluatorEngine,
  leafMutant,
  listEngines,
  matrixEngine,
  MUTANTS,
  referenceEngine,
  TIME_MUTANTS,
  ZOO,
} from './index.ts';

const { cluster: CLUSTER } = triggerOf('GKE-STALE');

const FLOW: Flow = {
  source: { kind: 'pod', ip: '10.244.2.20', pod: 'y/a' },
  destination: { kind: 'pod', ip: '10.244.1.10', pod: 'x/a' },
  protocol: 'TCP',
  port: 80,
};

describe('createEngine', () => {
  it.each([
    ['reference', 'reference'],
    ['matrix', 'matrix'],
    ['zoo:CILIUM-28684', 'zoo:CILIUM-28684'],
    ['zoo:KR-477', 'zoo:KR-477'],
    ['mutant:IPB-5/pooled', 'mutant:IPB-5/pooled'],
    ['mutant:ISO-5', 'mutant:ISO-5'],
    ['mutant:LIFE-8/peer', 'mutant:LIFE-8/peer'],
  ])('makes %s', async (spec, name) => {
    const engine = await createEngine(spec);
    expect(engine.name).toBe(name);
    expect(engine.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(engine.capabilities.profile).toEqual(SPEC_DEFAULT);
    expect(await engine.judge(probesOfFlows(CLUSTER, [FLOW]))).toHaveLength(1);
  });

  it('makes every listed engine that is a member of a list', async () => {
    const members = listEngines().filter(
      ({ name }) => /^(?:zoo|mutant):[A-Z]/.test(name) && !name.endsWith(':ID'),
    );
    expect(members).toHaveLength(ZOO.length + MUTANTS.length + TIME_MUTANTS.length);
    for (const { name, description } of members) {
      const engine = await createEngine(name);
      expect(engine.name).toBe(name);
      expect(description).not.toBe('');
    }
  });

  it.each([
    ['referense', "there is no engine 'referense'; the nearest are 'reference'"],
    ['zoo:CILIUM-28685', "there is no zoo 'CILIUM-28685'; the nearest are 'CILIUM-28684'"],
    ['mutant:IPB-5/poled', "there is no mutant 'IPB-5/poled'; the nearest are 'IPB-5/pooled'"],
    ['mutant:', "write the engine 'mutant' as 'mutant:ID', not as 'mutant:'"],
    ['zoo', "write the engine 'zoo' as 'zoo:ID', not as 'zoo'"],
    ['reference:x', "write the engine 'reference' as 'reference', not as 'reference:x'"],
    ['', "there is no engine ''"],
    ['__proto__', "there is no engine '__proto__'"],
  ])('refuses %j', (spec, message) => {
    expect(() => createEngine(spec)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining(message) }),
    );
  });

  it('hands the profile to engines inside the process', async () => {
    const engine = await createEngine('reference', { profile: { npSupport: 'none' } });
    expect(engine.capabilities.profile.npSupport).toBe('none');
    expect(await engine.judge(probesOfFlows(CLUSTER, [FLOW]))).toEqual(Uint8Array.of(1));
  });
});

describe('engines inside the process', () => {
  const engines: readonly Engine[] = [
    referenceEngine(),
    matrixEngine(),
    evaluatorEngine({ name: 'named', profile: { endPort: 'single-port' } }),
  ];

  it.each(engines)('$name denies what the policy does not allow', (engine) => {
    const allowed: Flow = { ...FLOW, source: { kind: 'pod', ip: '10.244.1.11', pod: 'x/b' } };
    expect(engine.judge(probesOfFlows(CLUSTER, [FLOW, allowed]))).toEqual(Uint8Array.of(0, 1));
  });

  it.each(engines)('$name can be told another profile, and leaves its own behind', (engine) => {
    const told = engine.withProfile!({ npSupport: 'none' });
    expect(told.name).toBe(engine.name);
    expect(told.capabilities.profile).toEqual({ ...SPEC_DEFAULT, npSupport: 'none' });
    expect(told.judge(probesOfFlows(CLUSTER, [FLOW]))).toEqual(Uint8Array.of(1));
    expect(engine.judge(probesOfFlows(CLUSTER, [FLOW]))).toEqual(Uint8Array.of(0));
  });

  it.each(engines)('$name says why', (engine) => {
    expect(engine.explain!(probesOfFlows(CLUSTER, [FLOW]), FLOW)).toEqual([
      'y/a is not isolated for egress.',
      'x/a is isolated for ingress by x/p.',
      'x/p spec.ingress[0] does not match the peer.',
      'The clauses are ISO-4, PEER-3.',
      'Every implementation must answer so.',
    ]);
  });
});

describe('an altered engine', () => {
  const alterations = [
    ...MUTANTS.map(({ id, clause, ...rest }) => ({
      id,
      ...rest,
      scenario: () => conformanceScenario(clause),
    })),
    ...ZOO.filter((entry) => entry.kind === 'semantics').map(({ mutation, ...rest }) => ({
      ...rest,
      scenario: () => triggerOf(mutation),
    })),
  ].filter(leafMutant);

  it.each(alterations)(
    '$id gives the same verdicts on the matrix as flow by flow',
    ({ semantics, scenario }) => {
      const { cluster, profile } = scenario();
      const probes = some(
        packetClasses(cluster, { protocols: ['TCP', 'UDP', 'SCTP', 'ICMP'], resolution: 'class' }),
      );
      const expected = createEvaluator(semantics).of(cluster, profile).judgeAll(probes);
      expect(matrixEngine(semantics, profile).judge(probes)).toEqual(expected);
    },
  );
});

/** Cells from all over: an evaluator that goes flow by flow takes its time with all of them. */
function some(probes: ProbeSet): ProbeSet {
  const stride = 1 + Math.floor(probes.cells.length / 2000);
  return withCells(
    probes,
    probes.cells.filter((_, index) => index % stride === 0),
  );
}

function conformanceScenario(clause: ClauseId): Scenario {
  const group = clause.slice(0, clause.indexOf('-')).toLowerCase();
  return readScenarioFile(join(packagedScenariosDirectory(), 'conformance', group, `${clause}.yaml`));
}
