import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './source-tree.ts';

/** What docs/architecture.md says of imports. */
export interface HouseRules {
  /** Folder → folders that it may import. */
  readonly grants: ReadonlyMap<string, ReadonlySet<string>>;
  /** Package, Node module or global → folders that may use it. */
  readonly reserved: ReadonlyMap<string, readonly string[]>;
  /** Files that outsiders may import beside each folder's `index.ts`. */
  readonly doors: ReadonlySet<string>;
}

/** The rules, as the architecture document's own tables state them. */
export function readHouseRules(document = join(ROOT, 'docs/architecture.md')): HouseRules {
  const text = readFileSync(document, 'utf8');
  const rows = tableRows(text, 'folder');
  const folders = rows.map(([name]) => quoted(name!)[0]!.replace(/\/$/, ''));
  const grants = new Map(
    rows.map(([, , cell], index) => [folders[index]!, grantedFolders(cell!, folders)] as const),
  );
  const reserved = new Map(
    tableRows(text, 'thing').flatMap(([things, where]) =>
      quoted(things!).map((thing) => [thing, quoted(where!)] as const),
    ),
  );
  const doors = new Set(tableRows(text, 'door').flatMap(([door]) => quoted(door!)));
  return { grants, reserved, doors };
}

function grantedFolders(cell: string, folders: readonly string[]): Set<string> {
  const named = quoted(cell);
  return new Set(cell.startsWith('any but') ? folders.filter((name) => !named.includes(name)) : named);
}

/** The rows of the Markdown table whose first column has the title. */
function tableRows(text: string, title: string): string[][] {
  const lines = text.split('\n');
  const head = lines.findIndex((line) => cellsOf(line)[0] === title);
  const end = lines.findIndex((line, index) => index > head && !line.startsWith('|'));
  return lines.slice(head + 2, end).map(cellsOf);
}

function cellsOf(line: string): string[] {
  return line.startsWith('|')
    ? line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim())
    : [];
}

function quoted(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
}
