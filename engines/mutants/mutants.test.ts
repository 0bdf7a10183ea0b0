import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Semantics } from '../../evaluator/index.ts';
import { createEvaluator, judgePacketOf, referenceSemantics } from '../../evaluator/index.ts';
import type { ClauseId, Cluster, PartialProfile, Scenario, StepExpectation } from '../../model/index.ts';
import { applyEvents, formatFlow } from '../../model/index.ts';
import { packagedScenariosDirectory, readScenarioFile } from '../../scenarios/index.ts';
import { CLAUSES, compareClauseIds } from '../../spec/index.ts';
import { MUTANTS, UNEXPRESSIBLE } from './index.ts';

const EVALUATED = CLAUSES.filter(({ kind }) => kind === 'EVAL').map(({ id }) => id);

describe('the list of mutants', () => {
  it('has a mutant, or a reason why not, for every clause of the evaluator', () => {
    const clauses = new Set([...MUTANTS, ...UNEXPRESSIBLE].map(({ clause }) => clause));
    expect([...clauses].sort(compareClauseIds)).toEqual(EVALUATED);
    const both = UNEXPRESSIBLE.filter(({ clause }) => MUTANTS.some((mutant) => mutant.clause === clause));
    expect(both).toEqual([]);
  });

  it('is in catalogue order, with ids of one clause beside one another and none twice', () => {
    const clauses = MUTANTS.map(({ clause }) => clause);
    expect(clauses).toEqual([...clauses].sort(compareClauseIds));
    expect(new Set(MUTANTS.map(({ id }) => id)).size).toBe(MUTANTS.length);
  });

  it.each(MUTANTS)('replaces one function in $id', ({ replaces, semantics }) => {
    const differing = Object.keys(referenceSemantics).filter(
      (name) => semantics[name as keyof Semantics] !== referenceSemantics[name as keyof Semantics],
    );
    expect(differing).toEqual([replaces]);
  });
});

describe("a clause's conformance scenario", () => {
  it.each(MUTANTS.map(({ clause }) => clause).filter((clause, index, all) => all.indexOf(clause) === index))(
    'of %s holds under the reference',
    (clause) => {
      expect(failures(conformanceScenario(clause), referenceSemantics)).toEqual([]);
    },
  );

  it.each(MUTANTS)('fails under the mutant $id, which $title', ({ clause, semantics }) => {
    expect(failures(conformanceScenario(clause), semantics)).not.toEqual([]);
  });
});

function conformanceScenario(clause: ClauseId): Scenario {
  const [group] = clause.split('-') as [string];
  const file = join(packagedScenariosDirectory(), 'conformance', group.toLowerCase(), `${clause}.yaml`);
  expect(existsSync(file), `${file} exists`).toBe(true);
  return readScenarioFile(file);
}

/** What a scenario expects of verdicts and does not get, at its start and after each step. */
function failures(scenario: Scenario, semantics: Semantics): string[] {
  let { cluster } = scenario;
  const found = failuresNow(scenario.expectations, cluster, scenario.profile, semantics);
  for (const step of scenario.steps) {
    const events = step.actions.flatMap((action) => (action.kind === 'apply' ? [action.event] : []));
    cluster = applyEvents(cluster, events);
    found.push(...failuresNow(step.expectations, cluster, scenario.profile, semantics));
  }
  return found;
}

function failuresNow(
  expectations: readonly StepExpectation[],
  cluster: Cluster,
  profile: PartialProfile,
  semantics: Semantics,
): string[] {
  const evaluator = createEvaluator(semantics);
  return expectations.flatMap((expectation): string[] => {
    switch (expectation.kind) {
      case 'flow': {
        const { flow, action, otherwise = [] } = expectation;
        return [{ profile: {}, action }, ...otherwise]
          .filter((wanted) => {
            const declared = { ...profile, ...wanted.profile };
            return evaluator.of(cluster, declared).judge(flow) !== wanted.action;
          })
          .map((wanted) => `${wanted.action} ${formatFlow(flow)} ${JSON.stringify(wanted.profile)}`);
      }
      case 'connection':
        return expectation.packets
          .filter(
            ({ packet, action }) =>
              judgePacketOf(cluster, expectation.flow, packet, profile, semantics).action !== action,
          )
          .map(({ packet, action }) => `${action} ${packet} of ${formatFlow(expectation.flow)}`);
      case 'admission':
      case 'packet':
        return [];
    }
  });
}
