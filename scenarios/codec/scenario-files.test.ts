import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FencepostError } from '../../model/index.ts';
import { packagedScenariosDirectory } from './packaged-scenarios-directory.ts';
import { findScenarioFiles, readScenarioFile } from './scenario-files.ts';

let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'fencepost-'));
  const files = [
    'b.yaml',
    'a.yml',
    'notes.txt',
    'deep/c.yaml',
    'fixtures/f.yaml',
    '.git/g.yaml',
    'node_modules/n.yaml',
  ];
  for (const file of files) {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), `fencepost: 1\nname: ${basename(file)}\n`);
  }
  mkdirSync(join(root, 'empty'));
});

afterAll(() => rmSync(root, { recursive: true }));

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof FencepostError) return error.code;
    throw error;
  }
  return undefined;
}

describe('scenario files', () => {
  it('are found below directories, in the order of their names', () => {
    const found = ['a.yml', 'b.yaml', join('deep', 'c.yaml')].map((file) => join(root, file));
    expect(findScenarioFiles([root])).toEqual(found);
  });

  it('are taken as named, once each', () => {
    const file = join(root, 'fixtures', 'f.yaml');
    expect(findScenarioFiles([file, join(root, 'deep'), file])).toEqual([file, join(root, 'deep', 'c.yaml')]);
  });

  it('are read under their path', () => {
    expect(readScenarioFile(join(root, 'b.yaml')).name).toBe('b.yaml');
  });

  it('must be there', () => {
    expect(codeOf(() => findScenarioFiles([join(root, 'missing')]))).toBe('input');
    expect(codeOf(() => findScenarioFiles([join(root, 'empty')]))).toBe('input');
    expect(codeOf(() => readScenarioFile(join(root, 'missing.yaml')))).toBe('input');
    expect(codeOf(() => readScenarioFile(root))).toBe('io');
    expect(codeOf(() => readScenarioFile(join(root, 'notes.txt')))).toBeUndefined();
  });

  it('come with the package', () => {
    expect(findScenarioFiles([packagedScenariosDirectory()]).length).toBeGreaterThan(50);
  });
});
