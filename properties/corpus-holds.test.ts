import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createEngine } from '../engines/index.ts';
import { findScenarioFiles, packagedScenariosDirectory, readScenarioFile } from '../scenarios/index.ts';
import { checkScenario } from './scenario-holds.ts';

const root = packagedScenariosDirectory();
const engines = await Promise.all(['reference', 'matrix'].map((name) => createEngine(name)));

afterAll(async () => {
  for (const engine of engines) await engine.close?.();
});

/** Suites whose expectations are about the specification. */
const SUITES = ['conformance', 'upstream', 'recipes', 'seed', 'time'].filter((suite) =>
  readdirSync(root).includes(suite),
);

let judged = 0;

describe.each(SUITES)('%s', (suite) => {
  const files = findScenarioFiles([join(root, suite)]);

  it.each(files.map((file) => relative(root, file)))('%s', async (file) => {
    const scenario = readScenarioFile(join(root, file));
    const failed: string[] = [];
    for (const engine of engines) {
      for (const result of await checkScenario(scenario, engine)) {
        const { status, title, expected, observed, detail } = result;
        if (status === 'held' && engine.name === 'reference') judged++;
        if (status !== 'failed') continue;
        failed.push(`${engine.name}: ${title}: expected ${expected}, observed ${observed} ${detail ?? ''}`);
      }
    }
    expect(failed).toEqual([]);
  });
});

it('judged every suite: a corpus in which nothing is asked would be a test that cannot fail', () => {
  expect(judged).toBeGreaterThan(500);
});
