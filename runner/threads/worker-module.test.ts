import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { withLoader, workerModule } from './worker-module.ts';

const folder = mkdtempSync(join(tmpdir(), 'fencepost-worker-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'chunks'));
for (const file of ['a.ts', 'b.js', 'chunks/c.js']) writeFileSync(join(folder, file), '');

const from = (module: string): string => pathToFileURL(join(folder, module)).href;

describe('the module of a worker', () => {
  it.each([
    ['a', 'main.ts', 'a.ts'],
    ['b', 'main.js', 'b.js'],
    ['b', 'chunks/main.js', 'b.js'],
    ['c', 'chunks/main.js', 'chunks/c.js'],
  ])('%s is found from %s', (name, asking, file) => {
    expect(workerModule(name, from(asking)).filename).toBe(join(folder, file));
  });

  it('is asked for by name where it has not been built', () => {
    expect(() => workerModule('a', from('main.js'))).toThrow('a.js is missing: build again');
  });

  it('comes with a loader only as source', () => {
    expect(withLoader('x.js')).toEqual({ filename: 'x.js' });
    expect(withLoader('x.ts').execArgv).toEqual(['--import', expect.stringContaining('tsx')]);
  });
});
