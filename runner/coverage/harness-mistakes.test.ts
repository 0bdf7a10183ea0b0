import { describe, expect, it } from 'vitest';
import type { Engine } from '../../engines/index.ts';
import { evaluatorEngine, MUTANTS, referenceEngine } from '../../engines/index.ts';
import { generateScenario, GENERATOR_PRESETS } from '../../generators/index.ts';
import type { PartialProfile, Profile } from '../../model/index.ts';
import { PROFILE_OPTIONS, SPEC_DEFAULT } from '../../model/index.ts';
import { PROPERTIES } from '../../properties/index.ts';

// Some clauses describe a harness that goes wrong: one that asserts an answer where several will do. What such a
// harness would report must not become a finding here.

/** Machines that run tests may be slow. */
const PATIENCE_MS = 120_000;

const property = PROPERTIES.find(({ name }) => name === 'engine-agrees-with-reference')!;

const SCENARIOS = Array.from({ length: 40 }, (_, run) => generateScenario(21, run, GENERATOR_PRESETS.small));

/** The violations of an engine, by their summary. */
async function violations(engine: Engine): Promise<string[]> {
  const found: string[] = [];
  for (const scenario of SCENARIOS) {
    const { violation } = await property.check(scenario, engine);
    if (violation !== undefined) found.push(violation.summary);
  }
  return found;
}

/** The same engine, which does not say what it chose. */
function silent(engine: Engine): Engine {
  return {
    name: engine.name,
    version: engine.version,
    capabilities: { ...engine.capabilities, profile: {} },
    judge: (probes) => engine.judge(probes),
  };
}

const admissible = PROFILE_OPTIONS.flatMap(({ option, values, nonConforming }) =>
  values
    .filter(
      (value) => !nonConforming.includes(value) && typeof SPEC_DEFAULT[option as keyof Profile] === 'string',
    )
    .map((value): [string, string] => [option, value]),
);

describe('an admissible answer to what the API leaves open is no finding', () => {
  it.each(admissible)(
    '%s: %s, declared or not',
    async (option, value) => {
      const engine = referenceEngine({ [option]: value } as PartialProfile);
      expect(await violations(engine)).toEqual([]);
      expect(await violations(silent(engine))).toEqual([]);
    },
    PATIENCE_MS,
  );

  it.each(['NODE-2', 'SELF-3', 'PROTO-2', 'PROTO-5', 'SVC-2', 'SVC-3', 'SVC-4', 'SVC-5', 'SVC-7'])(
    'somebody for whom there is one answer, %s, is none either where he does not declare another',
    async (clause) => {
      const { semantics, title } = MUTANTS.find((mutant) => mutant.clause === clause)!;
      expect(title).toContain('whatever the profile says');
      expect(await violations(silent(evaluatorEngine({ name: 'one-answer', semantics })))).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'while one who does not keep what he declares is a finding',
    async () => {
      const { semantics } = MUTANTS.find(({ clause }) => clause === 'NODE-2')!;
      const engine = evaluatorEngine({ name: 'liar', semantics, profile: { ownNodeEgress: 'policed' } });
      expect(await violations(engine)).not.toEqual([]);
    },
    PATIENCE_MS,
  );
});
