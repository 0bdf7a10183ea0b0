import { describe, expect, it } from 'vitest';
import baseline from './tidy-baseline.json' with { type: 'json' };
import { functionsOf } from './source/functions.ts';
import { lineAt } from './source/imports.ts';
import { maskSource } from './source/mask.ts';
import { publicExports } from './source/public-exports.ts';
import type { SourceFile } from './source/source-tree.ts';
import { filesEndingIn, isTestCode } from './source/source-tree.ts';

/** Beyond these a file, a function or a folder needs a row in tidy-baseline.json, and rows can only shrink. */
const LIMITS = { fileLines: 400, functionLines: 70, folderFiles: 12 };

const sources = filesEndingIn('.ts', '.mjs');
const product = sources.filter(({ path }) => !isTestCode(path));
const texts = filesEndingIn('.ts', '.mjs', '.md', '.json', '.yaml', '.yml');

function over(limit: number, sizes: Iterable<readonly [string, number]>): Record<string, number> {
  return Object.fromEntries([...sizes].filter(([, size]) => size > limit));
}

/** Every place in the files where the pattern is found, as `file:line: text`. */
function places(files: readonly SourceFile[], pattern: RegExp, read = (text: string) => text): string[] {
  return files.flatMap(({ path, text }) =>
    [...read(text).matchAll(pattern)].map(
      ({ 0: found, index }) => `${path}:${lineAt(text, index)}: ${found}`,
    ),
  );
}

// Exactly as in the baseline: a larger number is a step back, a smaller one is progress to be recorded there.
describe('lengths can only fall:', () => {
  it('files', () => {
    const sizes = sources.map(({ path, text }) => [path, text.trimEnd().split('\n').length] as const);
    expect(over(LIMITS.fileLines, sizes)).toEqual(baseline.fileLines);
  });

  it('functions', () => {
    const sizes = sources.flatMap(({ path, text }) =>
      functionsOf(text).map(({ name, lines }) => [`${path}#${name}`, lines] as const),
    );
    expect(over(LIMITS.functionLines, sizes)).toEqual(baseline.functionLines);
  });

  it('folders', () => {
    const counts = new Map<string, number>();
    for (const { path } of product) {
      const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
    expect(over(LIMITS.folderFiles, counts)).toEqual(baseline.folderFiles);
  });

  it('what outsiders can call says what it does', () => {
    const open = publicExports(product);
    const silent = product.flatMap(({ path, text }) => {
      const names = open.get(path) ?? new Set();
      return functionsOf(text)
        .filter(
          ({ name, exported, documented }) => exported && !documented && (names.has(name) || names.has('*')),
        )
        .map(({ name }) => `${path}#${name}`);
    });
    expect(silent).toEqual(baseline.undocumented);
  });
});

describe('nothing is left lying about', () => {
  it('files and folders are named in kebab-case', () => {
    const kebab = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)*[a-z0-9]+(?:[-.][a-z0-9]+)*\.(?:ts|mjs)$/;
    expect(sources.map(({ path }) => path).filter((path) => !kebab.test(path))).toEqual([]);
  });

  it('no default exports', () => {
    const own = sources.filter(({ path }) => !path.endsWith('.config.ts'));
    expect(places(own, /\bexport default\b/g, maskSource)).toEqual([]);
  });

  it('no reminders', () => {
    const reminder = new RegExp(`\\b(?:${['TO', 'FIX'].join('DO|')}ME|X{3})\\b`, 'g');
    expect(places(texts, reminder)).toEqual([]);
  });

  it('no test alone, none put off', () => {
    expect(places(sources, /\b(?:it|test|describe)\.(?:only|skip|todo)\b/g, maskSource)).toEqual([]);
  });

  it('no way of one machine, no registry, no secret', () => {
    const ways = ['work', 'root', 'home/\\w+', 'Users/\\w+'].map((folder) => `/${folder}/`).join('|');
    const hosts = ['registry\\.npm', 'artifact[o]ry', '_aut[h]'].join('|');
    expect(places(texts, new RegExp(`(?<![\\w.}*-])(?:${ways})|${hosts}`, 'g'))).toEqual([]);
  });
});
