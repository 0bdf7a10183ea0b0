import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FencepostError } from '../../model/index.ts';
import { loadManifestSources } from './manifest-source.ts';

const root = mkdtempSync(join(tmpdir(), 'fencepost-sources-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

function write(path: string, text: string): string {
  const file = join(root, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function failureOf(paths: readonly string[]): FencepostError | undefined {
  try {
    for (const _ of loadManifestSources(paths));
    return undefined;
  } catch (error) {
    return error as FencepostError;
  }
}

describe('loadManifestSources', () => {
  it('takes files by any name, directories sorted and by extension, and standard input', () => {
    const odd = write('odd.txt', 'odd');
    for (const path of ['d/b.yaml', 'd/a.yml', 'd/sub/c.json', 'd/README.md']) write(path, path);
    const found = [...loadManifestSources([odd, '-', join(root, 'd')], () => 'in')];
    expect(found.map(({ file, text }) => [file.replace(`${root}/`, ''), text])).toEqual([
      ['odd.txt', 'odd'],
      ['-', 'in'],
      ['d/a.yml', 'd/a.yml'],
      ['d/b.yaml', 'd/b.yaml'],
      ['d/sub/c.json', 'd/sub/c.json'],
    ]);
  });

  it('is lazy: what comes later need not exist yet', () => {
    const first = loadManifestSources([write('one.yaml', '1'), join(root, 'missing')]).next();
    expect(first.value).toMatchObject({ text: '1' });
  });

  it('drops a byte order mark', () => {
    const [source] = loadManifestSources([write('bom.yaml', '\uFEFFkind: Pod')]);
    expect(source!.text).toBe('kind: Pod');
  });

  it('says what is missing', () => {
    mkdirSync(join(root, 'empty'));
    const missing = failureOf([join(root, 'nowhere')]);
    expect(missing).toBeInstanceOf(FencepostError);
    expect([missing!.code, missing!.message]).toEqual([
      'input',
      `${root}/nowhere: no such file or directory`,
    ]);
    const empty = failureOf([join(root, 'empty')]);
    expect([empty!.code, empty!.message]).toEqual([
      'input',
      `${root}/empty: no *.yaml, *.yml or *.json file in this directory`,
    ]);
  });
});
