import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readHouseRules } from './source/house-rules.ts';
import type { ImportedModule } from './source/imports.ts';
import { importsOf, lineAt } from './source/imports.ts';
import { maskSource } from './source/mask.ts';
import type { SourceFile } from './source/source-tree.ts';
import { filesEndingIn, folderOf, isTestCode } from './source/source-tree.ts';

interface Import extends ImportedModule {
  readonly by: SourceFile;
  /** For a relative import: the file meant, from the repository's root. */
  readonly target: string | undefined;
}

/** Belongs to everyone: it knows the version. */
const MANIFEST = 'package.json';

const { doors, grants, reserved } = readHouseRules();
const files = filesEndingIn('.ts');
const product = files.filter(({ path }) => !isTestCode(path) && !path.endsWith('.config.ts'));
const imports = product.flatMap((by) =>
  importsOf(by.text).map((module) => ({ ...module, by, target: targetOf(by, module) })),
);
const outward = imports.filter(
  ({ by, target }) => target !== undefined && folderOf(target) !== folderOf(by.path),
);

function targetOf(by: SourceFile, { specifier }: ImportedModule): string | undefined {
  if (specifier?.startsWith('.') !== true) return undefined;
  return posix.normalize(posix.join(posix.dirname(by.path), specifier));
}

function at({ by, line, specifier }: Import): string {
  return `${by.path}:${line}: ${specifier ?? 'a computed import()'}`;
}

function uses(name: string): Import[] {
  return imports.filter(({ specifier }) => specifier === name || specifier?.startsWith(`${name}/`) === true);
}

/** Whether a path lies in one of the folders; `engines/child-process` is a folder too. */
function within(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
}

describe('docs/architecture.md is the rule:', () => {
  it('there is something to hold to it', () => {
    expect(product.length).toBeGreaterThan(100);
    expect(outward.length).toBeGreaterThan(100);
  });

  it('every folder with sources has its row', () => {
    const folders = new Set(product.map(({ path }) => folderOf(path)));
    expect([...folders].filter((folder) => !grants.has(folder))).toEqual([]);
  });

  it('a folder imports only what its row grants', () => {
    const refused = outward.filter(
      ({ by, target }) =>
        target !== MANIFEST && grants.get(folderOf(by.path))?.has(folderOf(target!)) !== true,
    );
    expect(refused.map(at)).toEqual([]);
  });

  it('outsiders come through index.ts, or another door that is listed', () => {
    const behind = outward.filter(
      ({ target }) =>
        target !== MANIFEST && target !== `${folderOf(target!)}/index.ts` && !doors.has(target!),
    );
    expect(behind.map(at)).toEqual([]);
  });

  it('spec imports nothing, and evaluator and sim are strangers', () => {
    expect(outward.filter(({ by }) => by.path.startsWith('spec/')).map(at)).toEqual([]);
    expect([grants.get('evaluator')!.has('sim'), grants.get('sim')!.has('evaluator')]).toEqual([
      false,
      false,
    ]);
  });

  it('no folder imports, by however many steps, what imports it', () => {
    const reach = new Map<string, Set<string>>();
    for (const { by, target } of outward) {
      const from = folderOf(by.path);
      reach.set(from, (reach.get(from) ?? new Set()).add(folderOf(target!)));
    }
    expect([...reach.keys()].filter((folder) => reachable(reach, folder).has(folder))).toEqual([]);
  });

  it('what only tests run is imported by tests alone', () => {
    expect(imports.filter(({ target }) => target !== undefined && isTestCode(target)).map(at)).toEqual([]);
  });

  it('nothing is imported under a computed name', () => {
    expect(imports.filter(({ specifier }) => specifier === undefined).map(at)).toEqual([]);
  });
});

function reachable(edges: ReadonlyMap<string, ReadonlySet<string>>, from: string): Set<string> {
  const seen = new Set<string>();
  const open = [...(edges.get(from) ?? [])];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    if (seen.has(folder)) continue;
    seen.add(folder);
    open.push(...(edges.get(folder) ?? []));
  }
  return seen;
}

describe('some things belong to few:', () => {
  const modules = [...reserved].filter(([name]) => /^[a-z:_-]+$/.test(name) && name !== 'console');
  const globals = [...reserved].filter(([name]) => !modules.some(([module]) => module === name));

  it.each(modules)('%s', (name, folders) => {
    expect(
      uses(name)
        .filter(({ by }) => !within(by.path, folders))
        .map(at),
    ).toEqual([]);
  });

  it.each(globals)('%s', (name, folders) => {
    const pattern = new RegExp(`(?<![\\w.$])${escaped(name)}(?!\\w)`, 'g');
    const found = product
      .filter(({ path }) => !within(path, folders))
      .flatMap(({ path, text }) =>
        [...maskSource(text).matchAll(pattern)].map(({ index }) => `${path}:${lineAt(text, index)}: ${name}`),
      );
    expect(found).toEqual([]);
  });

  it('product code uses the packages in the table, Node, and no other', () => {
    const known = modules.map(([name]) => name);
    const strangers = imports.filter(
      ({ specifier, target }) =>
        specifier !== undefined &&
        target === undefined &&
        !specifier.startsWith('node:') &&
        !known.some((name) => specifier === name || specifier.startsWith(`${name}/`)),
    );
    expect(strangers.map(at)).toEqual([]);
  });
});

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
