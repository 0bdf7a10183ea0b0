import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkEngine, createEngine } from '../../engines/index.ts';
import { checkScenario } from '../../properties/index.ts';
import { findScenarioFiles, packagedScenariosDirectory, readScenarioFile } from '../../scenarios/index.ts';
import { findSkeleton, SKELETONS, writeSkeleton } from './write-skeleton.ts';

const workshop = mkdtempSync(join(tmpdir(), 'fencepost-skeletons-'));
afterAll(() => rmSync(workshop, { recursive: true, force: true }));

/** How each is started here: without anything from a registry. */
const COMMANDS: Readonly<Record<string, (directory: string) => string | undefined>> = {
  ts: (directory) => `${process.execPath} --import tsx ${join(directory, 'engine.ts')}`,
  go: (directory) => {
    const binary = join(directory, 'my-engine');
    return succeeds('go', ['build', '-o', binary, '.'], directory) ? binary : undefined;
  },
  python: (directory) =>
    succeeds('python3', ['--version'], directory) ? `python3 ${join(directory, 'engine.py')}` : undefined,
};

function succeeds(command: string, args: readonly string[], cwd: string): boolean {
  return spawnSync(command, args, { cwd, stdio: 'ignore' }).status === 0;
}

/** The scenario files of some clauses. */
function clauseFiles(...clauses: string[]): readonly string[] {
  return findScenarioFiles([join(packagedScenariosDirectory(), 'conformance')]).filter((file) =>
    clauses.some((clause) => file.endsWith(`/${clause}.yaml`)),
  );
}

async function failedClauses(command: string, files: readonly string[]): Promise<readonly string[]> {
  const engine = await createEngine(`exec:${command}`);
  try {
    const failed: string[] = [];
    for (const file of files) {
      const results = await checkScenario(readScenarioFile(file), engine);
      if (results.some(({ status }) => status === 'failed'))
        failed.push(/([A-Z]+-\d+)\.yaml$/.exec(file)![1]!);
    }
    return failed;
  } finally {
    await engine.close?.();
  }
}

describe.each(SKELETONS.map(({ language }) => language))('the skeleton in %s', (language) => {
  const directory = join(workshop, language);
  const files = writeSkeleton(findSkeleton(language), directory);
  const command = COMMANDS[language]!(directory);
  const reason = command === undefined ? ` (skipped: no ${language} here)` : '';

  test.skipIf(command === undefined)(`keeps to the protocol${reason}`, async () => {
    const { results } = await checkEngine(command!);
    expect(results.filter(({ status }) => status === 'broken')).toEqual([]);
  });

  test.skipIf(command === undefined)(`judges rightly what it says it can judge${reason}`, async () => {
    const wanted = clauseFiles(
      'ISO-1',
      'ISO-3',
      'SEL-3',
      'PEER-4',
      'IPB-2',
      'IPB-5',
      'PORT-4',
      'PORT-7',
      'DIR-1',
    );
    expect(wanted).toHaveLength(9);
    expect(await failedClauses(command!, wanted)).toEqual([]);
  });

  test.skipIf(command === undefined)(
    `is found out over PORT-7 where its endPort is broken${reason}`,
    async () => {
      const source = files.find((file) => /engine\.(ts|go|py)$/.test(file))!;
      const broken = readFileSync(source, 'utf8')
        .replace('endPort ?? port', 'port')
        .replace('item.get("endPort", first)', 'first')
        .replace('last = *item.EndPort', '_ = *item.EndPort');
      expect(broken).not.toBe(readFileSync(source, 'utf8'));
      writeFileSync(source, broken);
      const again = COMMANDS[language]!(directory)!;
      expect(await failedClauses(again, clauseFiles('PORT-4', 'PORT-7'))).toEqual(['PORT-7']);
    },
  );
});

describe('a directory', () => {
  test('that holds something is left alone', () => {
    writeFileSync(join(workshop, 'mine'), 'mine');
    expect(() => writeSkeleton(findSkeleton('go'), workshop)).toThrow(/not empty/);
    expect(readFileSync(join(workshop, 'mine'), 'utf8')).toBe('mine');
  });

  test('that cannot be made is told', () => {
    expect(() => writeSkeleton(findSkeleton('go'), join(workshop, 'mine', 'below'))).toThrow(/cannot write/);
  });
});

test('another language is named with those that there are', () => {
  expect(() => findSkeleton('cobol')).toThrow(/ts, go, python/);
});
