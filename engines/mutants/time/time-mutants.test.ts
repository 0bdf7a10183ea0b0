import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClauseId, Scenario } from '../../../model/index.ts';
import { checkScenario } from '../../../properties/index.ts';
import { packagedScenariosDirectory, readScenarioFile } from '../../../scenarios/index.ts';
import { CORRECT_BEHAVIOUR } from '../../../sim/index.ts';
import { CLAUSES, compareClauseIds } from '../../../spec/index.ts';
import type { SimEngineOptions } from '../../sim-engine.ts';
import { simEngine } from '../../sim-engine.ts';
import { RIGHT_DATAPATH } from './time-mutant.ts';
import { TIME_MUTANTS } from './time-mutants.ts';

const MANDATED = CLAUSES.filter((clause) => clause.kind === 'TIME' && clause.class === 'MANDATED').map(
  ({ id }) => id,
);

/** "Harness flags the transient denial as failure": whoever makes this mistake is no plugin. */
const OF_THE_HARNESS: readonly ClauseId[] = ['LIFE-3'];

describe('the list of mutants of time', () => {
  it('has a mutant for every mandated clause about time, but for mistakes that a harness makes', () => {
    const clauses = [...new Set([...TIME_MUTANTS.map(({ clause }) => clause), ...OF_THE_HARNESS])];
    expect(clauses.sort(compareClauseIds)).toEqual(MANDATED);
  });

  it('is in catalogue order, and has no id twice', () => {
    const clauses = TIME_MUTANTS.map(({ clause }) => clause);
    expect(clauses).toEqual([...clauses].sort(compareClauseIds));
    expect(new Set(TIME_MUTANTS.map(({ id }) => id)).size).toBe(TIME_MUTANTS.length);
  });

  it.each(TIME_MUTANTS)('tells what it replaces in $id', ({ replaces, parts }) => {
    expect(replaces).toEqual(replacedIn(parts));
  });
});

/** The functions that are others than in a right plugin. */
function replacedIn({ datapath, behaviour }: TimeParts): string[] {
  const judged = datapath === RIGHT_DATAPATH ? [] : ['datapath.judge'];
  return [
    ...judged,
    ...Object.entries(behaviour ?? {}).flatMap(([part, functions]) => {
      const right = CORRECT_BEHAVIOUR[part as keyof typeof CORRECT_BEHAVIOUR] as unknown as Record<
        string,
        unknown
      >;
      return Object.entries(functions as object)
        .filter(([name, replacement]) => right[name] !== replacement)
        .map(([name]) => `${part}.${name}`);
    }),
  ];
}

type TimeParts = Pick<SimEngineOptions, 'datapath' | 'behaviour'>;

describe("a clause's conformance scenario", () => {
  it.each(MANDATED)('of %s holds under the right plugin', async (clause) => {
    expect(await failures(conformanceScenario(clause), { datapath: RIGHT_DATAPATH })).toEqual([]);
  });

  it.each(TIME_MUTANTS)('fails under the mutant $id, which $title', async ({ clause, parts }) => {
    expect(await failures(conformanceScenario(clause), parts)).not.toEqual([]);
  });
});

/** Mutants whose mistake is narrower than their clause, and scenarios of neighbouring clauses that they pass. */
const NARROW: readonly (readonly [id: string, passes: readonly ClauseId[]])[] = [
  ['PEER-13/pod', ['NS-4', 'NS-5', 'CONN-3', 'LIFE-7', 'LIFE-11']],
  ['NS-4', ['NS-5', 'LIFE-7', 'LIFE-8', 'LIFE-13']],
  ['NS-5', ['NS-4', 'LIFE-8', 'LIFE-11', 'LIFE-13']],
  ['LIFE-2', ['LIFE-4', 'LIFE-6', 'LIFE-11', 'LIFE-14']],
  ['LIFE-4', ['LIFE-7', 'LIFE-8', 'LIFE-11', 'LIFE-13']],
  ['LIFE-6', ['LIFE-2', 'LIFE-3', 'LIFE-14']],
  ['LIFE-7', ['LIFE-4', 'LIFE-8', 'LIFE-11', 'LIFE-13']],
  ['LIFE-8/peer', ['NS-4', 'LIFE-4', 'LIFE-7', 'LIFE-11']],
  ['LIFE-13', ['LIFE-4', 'LIFE-7', 'LIFE-11', 'LIFE-15']],
  ['LIFE-14/peer', ['LIFE-8', 'LIFE-13', 'LIFE-15']],
  ['LIFE-15', ['LIFE-13', 'LIFE-14']],
];

describe('a narrow mistake', () => {
  it.each(NARROW)('%s passes %s', async (id, clauses) => {
    const { parts } = TIME_MUTANTS.find((mutant) => mutant.id === id)!;
    for (const clause of clauses)
      expect(await failures(conformanceScenario(clause), parts), clause).toEqual([]);
  });
});

function conformanceScenario(clause: ClauseId): Scenario {
  const [group] = clause.split('-') as [string];
  return readScenarioFile(
    join(packagedScenariosDirectory(), 'conformance', group.toLowerCase(), `${clause}.yaml`),
  );
}

/** What a scenario expects and a plugin does not do. */
async function failures(scenario: Scenario, parts: TimeParts): Promise<string[]> {
  const results = await checkScenario(scenario, simEngine({ name: 'any', ...parts }));
  expect(results.filter(({ status }) => status !== 'skipped').length).toBeGreaterThan(0);
  return results.filter(({ status }) => status === 'failed').map(({ step, title }) => `${step}: ${title}`);
}
