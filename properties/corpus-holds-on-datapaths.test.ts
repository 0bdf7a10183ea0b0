import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../engines/index.ts';
import { findScenarioFiles, packagedScenariosDirectory, readScenarioFile } from '../scenarios/index.ts';
import { DATAPATHS } from '../sim/index.ts';
import { checkScenario } from './scenario-holds.ts';

const root = packagedScenariosDirectory();
const files = findScenarioFiles([root]).map((file) => relative(root, file));
const suites = [...new Set(files.map((file) => file.split('/')[0]!))];

describe.each(Object.keys(DATAPATHS))('sim:%s', async (datapath) => {
  const engine = await createEngine(`sim:${datapath}`);
  const judged = new Map(suites.map((suite) => [suite, 0]));

  it.each(files)('%s', async (file) => {
    const results = await checkScenario(readScenarioFile(join(root, file)), engine);
    const failed = results.filter(({ status }) => status !== 'held');
    expect(
      failed.map(
        ({ step, title, expected, observed }) => `${step}: ${title}: expected ${expected}, got ${observed}`,
      ),
    ).toEqual([]);
    const suite = file.split('/')[0]!;
    judged.set(suite, judged.get(suite)! + results.length);
  });

  it('was asked something by every suite: a corpus that asks nothing would be a test that cannot fail', () => {
    expect([...judged].filter(([, verdicts]) => verdicts < 5)).toEqual([]);
    expect(suites).toEqual(expect.arrayContaining(['conformance', 'recipes', 'seed', 'time', 'upstream']));
  });
});
