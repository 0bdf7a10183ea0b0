import { describe, expect, it } from 'vitest';
import type { Engine } from '../../engines/index.ts';
import { RIGHT_DATAPATH, simEngine } from '../../engines/index.ts';
import { generateScenario, GENERATOR_PRESETS } from '../../generators/index.ts';
import type { PartialProfile, Scenario } from '../../model/index.ts';
import { PROFILE_OPTIONS } from '../../model/index.ts';
import { PROPERTIES } from '../../properties/index.ts';
import { CLAUSES } from '../../spec/index.ts';
import { historyOf } from './time/history-of.ts';
import { TIME_WITNESSES } from './time/time-witnesses.ts';

// LIFE-3 and the clauses about time that leave the answer to the plugin describe a harness that goes wrong: one that
// asserts a connection's end or its survival, an effect at once, or that what is allowed is allowed from the first
// packet on. What such a harness would report must not become a finding here.

/** Machines that run tests may be slow. */
const PATIENCE_MS = 300_000;

const CHECKERS = PROPERTIES.filter(({ kind }) => kind === 'history');

/** Histories in which something is open for every option: pods come, and connections are open while policies change. */
const HISTORIES: readonly Scenario[] = Array.from({ length: 400 }, (_, run) =>
  generateScenario(22, run, GENERATOR_PRESETS.small),
).filter(({ steps }) => steps.some(({ actions }) => actions.some(({ kind }) => kind === 'open')));

/** Each answer is tried in so many of them. */
const FEW = HISTORIES.slice(0, 8);

const asked = new Set<string>(
  CLAUSES.filter(({ kind }) => kind === 'TIME').flatMap(({ profileOptions }) => profileOptions),
);

const answers = PROFILE_OPTIONS.filter(({ option }) => asked.has(option)).flatMap(
  ({ option, values, nonConforming }) =>
    values
      .filter((value) => !nonConforming.includes(value))
      .map((value) => [option, answerOf(option, value)] as const),
);

/** An answer as a profile has it, with a number where the table says that it takes one. */
function answerOf(option: string, value: string): PartialProfile {
  const answer = value === 'n ticks' ? 1_000 : value.replace('(n)', '(1000)');
  return { [option]: answer } as PartialProfile;
}

async function violations(engine: Engine, scenarios: readonly Scenario[]): Promise<string[]> {
  const found: string[] = [];
  for (const scenario of scenarios) {
    for (const { check } of CHECKERS) {
      const { violation } = await check(scenario, engine);
      if (violation !== undefined) found.push(violation.summary);
    }
  }
  return found;
}

describe('an admissible answer to what time shows is no finding', () => {
  it('and there is something to ask', () => {
    expect(FEW).toHaveLength(8);
    expect(answers.length).toBeGreaterThan(10);
  });

  it.each(answers)(
    '%s: %j',
    async (_option, profile) => {
      const engine = simEngine({ name: 'any', datapath: RIGHT_DATAPATH, profile });
      expect(await violations(engine, FEW)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'nor is a new pod that is denied at first what it is allowed later (LIFE-3)',
    async () => {
      const witness = TIME_WITNESSES.find(({ clause }) => clause === 'LIFE-3')!;
      const transient = HISTORIES.filter((scenario) => {
        const history = historyOf(scenario);
        return witness.concerns(history) && witness.decides(history, 0).length > 0;
      });
      expect(transient.length).toBeGreaterThan(0);
      const right = simEngine({ name: 'any', datapath: RIGHT_DATAPATH });
      expect(await violations(right, transient.slice(0, 8))).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'while one who does not keep what he declares is a finding',
    async () => {
      const engine = simEngine({ name: 'any', datapath: RIGHT_DATAPATH, profile: CUTTING });
      const liar: Engine = {
        ...engine,
        withProfile: () => liar,
        capabilities: { ...engine.capabilities, profile: KEEPING },
      };
      expect(await violations(liar, HISTORIES)).not.toEqual([]);
    },
    PATIENCE_MS,
  );
});

const CUTTING: PartialProfile = { existingConnections: 'per-packet', labelChangeOnExisting: 'per-packet' };
const KEEPING: PartialProfile = {
  existingConnections: 'keep-until-close',
  labelChangeOnExisting: 'keep-until-close',
};
