import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../engines/index.ts';
import { findScenarioFiles, packagedScenariosDirectory, readScenarioFile } from '../scenarios/index.ts';
import { DATAPATHS } from '../sim/index.ts';
import { checkScenario } from './scenario-holds.ts';

const root = packagedScenariosDirectory();
const files = findScenarioFiles([root]).filter((file) => !relative(root, file).startsWith('fixtures'));

describe.each(Object.keys(DATAPATHS))('sim:%s', (datapath) => {
  it.each(files.map((file) => relative(root, file)))('%s', async (file) => {
    const engine = await createEngine(`sim:${datapath}`);
    const results = await checkScenario(readScenarioFile(join(root, file)), engine);
    const failed = results.filter(({ status }) => status === 'failed');
    expect(
      failed.map(
        ({ step, title, expected, observed }) => `${step}: ${title}: expected ${expected}, observed ${observed}`,
      ),
    ).toEqual([]);
  });
});
