import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MUTANTS, mutantEngine } from '../../engines/index.ts';
import type { Engine } from '../../engines/index.ts';
import { engineAgreesWithReference } from '../../properties/index.ts';
import type { Violation } from '../../properties/index.ts';
import { packagedScenariosDirectory, readScenarioFile } from '../../scenarios/index.ts';
import { blamedClause } from './blamed-clause.ts';
import { reproducingClauses } from './finding-key.ts';

async function violationIn(engine: Engine, folder: string, name: string): Promise<Violation> {
  const file = join(packagedScenariosDirectory(), 'conformance', folder, `${name}.yaml`);
  const scenario = { ...readScenarioFile(file), expectations: [], steps: [] };
  const { violation } = await engineAgreesWithReference.check(scenario, engine);
  return violation!;
}

const engineOf = (id: string): Engine => mutantEngine(MUTANTS.find((each) => each.id === id)!);

describe('blamedClause', () => {
  it.each([
    ['ipb', 'IPB-10'],
    ['port', 'PORT-9'],
    ['sel', 'SEL-3'],
    ['ns', 'NS-1'],
  ])(
    'finds in %s that %s is misread, though misreadings of lower clauses give the verdict as well',
    async (folder, clause) => {
      const engine = engineOf(clause);
      const violation = await violationIn(engine, folder, clause);
      expect(reproducingClauses(violation)[0]).not.toBe(clause);
      expect(await blamedClause(engine, violation)).toBe(clause);
    },
  );

  it('blames nothing where there is no verdict', async () => {
    const violation = await violationIn(engineOf('PORT-7'), 'port', 'PORT-7');
    const fault = { ...violation, observed: 'crash' };
    expect(await blamedClause(engineOf('PORT-7'), fault)).toBeUndefined();
  });
});
