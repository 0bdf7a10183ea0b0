import { describe, expect, it } from 'vitest';
import { functionsOf } from './functions.ts';
import { readHouseRules } from './house-rules.ts';
import { importsOf } from './imports.ts';
import { maskSource } from './mask.ts';
import { publicExports } from './public-exports.ts';
import { folderOf, isTestCode } from './source-tree.ts';

describe('maskSource blanks what is no code and nothing else', () => {
  it.each([
    ["a = 'import x';", "a = '        ';"],
    ['a = "it\'s"; b', 'a = "    "; b'],
    ["a = 'it\\'s'; b", "a = '     '; b"],
    ["a; // don't\nb", 'a;         \nb'],
    ['a /* " */ b', 'a         b'],
    ['a = `x${b}y${`${c}`}`;', 'a = ` ${b} ${`${c}`}`;'],
    ['a = `${ { b: "}" } }z`;', 'a = `${ { b: " " } } `;'],
    ['a = /[\'"]/g; b', 'a =       g; b'],
    ['a = /[/]/; b', 'a =      ; b'],
    ['a = b / c / d;', 'a = b / c / d;'],
    ['f(a) / 2; // x', 'f(a) / 2;     '],
    ['return /\\//.test(a);', 'return     .test(a);'],
  ])('%j', (source, masked) => {
    expect(maskSource(source)).toBe(masked);
  });
});

describe('importsOf', () => {
  it.each<[string, (string | undefined)[]]>([
    ["import { a } from './a.ts';", ['./a.ts']],
    ["import type { A } from './a.ts';", ['./a.ts']],
    ["import {\n  a,\n  type B,\n} from './a.ts';", ['./a.ts']],
    ["import a, * as b from 'b';", ['b']],
    ["export * from './a.ts';\nexport type { B } from './b.ts';", ['./a.ts', './b.ts']],
    ["import './effect.ts';", ['./effect.ts']],
    ["import data from './a.json' with { type: 'json' };", ['./a.json']],
    ["const load = () => import('./a.ts');", ['./a.ts']],
    ["type A = import('./a.ts').A;", ['./a.ts']],
    ['await import(`./a.ts`);', ['./a.ts']],
    ['await import(`./${name}.ts`);', [undefined]],
    ['await import(name);', [undefined]],
    ["// import { a } from './a.ts';", []],
    ['const text = "import { a } from \'./a.ts\'";', []],
    ['const from = { from: "x" }; important("y"); a.from("z");', []],
    ['import.meta.url;', []],
  ])('%j', (source, specifiers) => {
    expect(importsOf(source).map(({ specifier }) => specifier)).toEqual(specifiers);
  });

  it('tells the line of the module', () => {
    expect(importsOf("/* a\n b */\nimport {\n  a,\n} from './a.ts';")).toEqual([
      { specifier: './a.ts', line: 5 },
    ]);
  });
});

describe('functionsOf', () => {
  const source = [
    '/** Told. */',
    'export function told(): void {',
    '  if (a) {',
    '  }',
    '}',
    '',
    'export const untold = (',
    '  a: string,',
    '): string => {',
    '  function inner() {',
    '  }',
    '};',
    '',
    'const notes = { a: 1 };',
    'export const limit = 5;',
    'const short = (a: string) => a;',
    'const wrapped = (a: string) =>',
    '  a.trim();',
    '',
    '/** A method of the next thing. */',
    'export async function* last() {',
    '  return {',
    '    b,',
    '  };',
    '}',
  ].join('\n');

  it('finds names, lengths, and whether they are exported and told', () => {
    expect(functionsOf(source)).toEqual([
      { name: 'told', lines: 4, exported: true, documented: true },
      { name: 'untold', lines: 6, exported: true, documented: false },
      { name: 'inner', lines: 2, exported: false, documented: false },
      { name: 'short', lines: 1, exported: false, documented: false },
      { name: 'wrapped', lines: 2, exported: false, documented: false },
      { name: 'last', lines: 5, exported: true, documented: true },
    ]);
  });
});

describe('publicExports', () => {
  it('follows index files, whole and by name, and stops at what they keep', () => {
    const files = [
      {
        path: 'a/index.ts',
        text: "export * from './b/index.ts';\nexport { c, type D, e as f } from './c.ts';",
      },
      { path: 'a/b/index.ts', text: "export type * from './x.ts';\nexport * from './b.ts';" },
      { path: 'a/b/b.ts', text: 'export const b = 1;' },
      { path: 'a/c.ts', text: "export const c = 1;\nexport { g } from './g.ts';" },
      { path: 'a/inner/index.ts', text: "export * from './h.ts';" },
    ];
    const names = [...publicExports(files)].map(([path, open]) => [path, [...open]]);
    expect(Object.fromEntries(names)).toMatchObject({
      'a/index.ts': ['*'],
      'a/b/index.ts': ['*'],
      'a/b/b.ts': ['*'],
      'a/c.ts': ['c', 'D', 'e'],
    });
    expect(names.map(([path]) => path)).not.toContain('a/inner/index.ts');
  });
});

describe('paths', () => {
  it.each([
    ['model/flow/cuts.test.ts', true],
    ['test/source/mask.ts', true],
    ['engines/child-process/testing/good.mjs', true],
    ['model/flow/cuts.ts', false],
    ['runner/testing-ground.ts', false],
  ])('isTestCode(%s): %s', (path, expected) => {
    expect(isTestCode(path)).toBe(expected);
  });

  it('folderOf', () => {
    expect([folderOf('model/flow/cuts.ts'), folderOf('index.ts')]).toEqual(['model', 'index.ts']);
  });
});

describe('readHouseRules', () => {
  const { grants, reserved } = readHouseRules();

  it('reads the table of folders', () => {
    expect([...grants.get('spec')!]).toEqual([]);
    expect([...grants.get('model')!]).toEqual(['spec']);
    expect(grants.get('cli')!.has('runner')).toBe(true);
    expect(grants.get('cli')!.has('bench')).toBe(false);
  });

  it('reads the table of what belongs to few', () => {
    expect(reserved.get('yaml')).toContain('admission');
    expect(reserved.get('pure-rand')).toContain('generators');
    expect(reserved.get('new Date()')).toContain('engines/child-process');
    expect(reserved.get('Math.random')).toEqual([]);
  });
});
