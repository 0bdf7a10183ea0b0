import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, fieldOf, readMap, required, type Field } from './document/field.ts';
import { openDocument } from './document/open-document.ts';
import { packagedScenariosDirectory } from './packaged-scenarios-directory.ts';

const texts = new Map<string, string>();

/**
 * The `cluster` of a packaged fixture.
 *
 * @param at where the fixture is asked for, for messages
 */
export function openFixture(name: string, at: Field): Field {
  if (!/^[a-z0-9-]+$/.test(name)) fail(at, `${JSON.stringify(name)} is not the name of a fixture`);
  const path = join(packagedScenariosDirectory(), 'fixtures', `${name}.yaml`);
  if (!texts.has(name) && !existsSync(path)) fail(at, `no fixture ${name}`);
  const text = texts.get(name) ?? readFileSync(path, 'utf8');
  texts.set(name, text);
  const root = openDocument(text, path);
  const cluster = readMap(root).find(([key]) => key === 'cluster')?.[1];
  return fieldOf(root.source, 'cluster', required(root, cluster, 'cluster').node);
}
