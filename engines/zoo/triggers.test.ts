import { describe, expect, it } from 'vitest';
import { checkScenario } from '../../properties/index.ts';
import type { Engine } from '../index.ts';
import { referenceEngine, ZOO, zooEngine } from '../index.ts';
import { rightEngine, triggerOf } from './testing/index.ts';

describe.each(ZOO)('the scenario of $mutation, for $id ($symptom)', (entry) => {
  const scenario = triggerOf(entry.mutation);

  it('links to the report, and says which clauses it is about', () => {
    expect(scenario.references).toContain(entry.link);
    expect(scenario.clauses.length).toBeGreaterThan(0);
  });

  it('holds for the specification', async () => {
    expect(await failures(referenceEngine())).toEqual([]);
  });

  it('holds for the plugin without the bug', async () => {
    expect(await failures(rightEngine(entry))).toEqual([]);
  });

  it('fails for the plugin with the bug', async () => {
    expect(await failures(zooEngine(entry))).not.toEqual([]);
  });

  async function failures(engine: Engine): Promise<string[]> {
    const results = await checkScenario(scenario, engine);
    return results.flatMap(({ status, title, observed }) =>
      status === 'failed' ? [`${title}: ${observed}`] : [],
    );
  }
});
