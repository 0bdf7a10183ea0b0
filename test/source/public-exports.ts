import { posix } from 'node:path';
import type { SourceFile } from './source-tree.ts';

const RE_EXPORT = /export (?:type )?(?:\*|\{(?<names>[^}]*)\}) from '(?<from>\.[^']*)'/g;

/** Of each file, the names that the folders' `index.ts` let outsiders have; `*` stands for all it exports. */
export function publicExports(files: readonly SourceFile[]): Map<string, Set<string>> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const open = new Map<string, Set<string>>();
  const visit = (path: string, names: readonly string[]): void => {
    const known = open.get(path) ?? new Set();
    const fresh = names.filter((name) => !known.has(name));
    if (fresh.length === 0) return;
    open.set(path, new Set([...known, ...fresh]));
    for (const { groups } of byPath.get(path)?.text.matchAll(RE_EXPORT) ?? []) {
      const target = posix.join(posix.dirname(path), groups!['from']!);
      visit(target, groups!['names'] === undefined ? fresh : originalNames(groups!['names']));
    }
  };
  for (const { path } of files) if (/^[^/]+\/index\.ts$/.test(path)) visit(path, ['*']);
  return open;
}

/** `a, type B, c as d` → a, B, c */
function originalNames(list: string): string[] {
  return list.split(',').flatMap((item) => /^(?:type )?(\w+)/.exec(item.trim())?.[1] ?? []);
}
