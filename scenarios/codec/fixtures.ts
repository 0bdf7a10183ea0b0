import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, fieldOf, readMap, required, type Field } from './document/field.ts';
import { openDocument } from './document/open-document.ts';
import { packagedScenariosDirectory } from './packaged-scenarios-directory.ts';

/** Fixtures are read, never written to, so that one parse serves all who build on it. */
const opened = new Map<string, Field>();

/**
 * The `cluster` of a packaged fixture.
 *
 * @param at where the fixture is asked for, for messages
 */
export function openFixture(name: string, at: Field): Field {
  if (!/^[a-z0-9-]+$/.test(name)) fail(at, `${JSON.stringify(name)} is not the name of a fixture`);
  const known = opened.get(name);
  if (known !== undefined) return known;
  const path = join(packagedScenariosDirectory(), 'fixtures', `${name}.yaml`);
  if (!existsSync(path)) fail(at, `no fixture ${name}`);
  const root = openDocument(readFileSync(path, 'utf8'), path);
  const cluster = readMap(root).find(([key]) => key === 'cluster')?.[1];
  const field = fieldOf(root.source, 'cluster', required(root, cluster, 'cluster').node);
  opened.set(name, field);
  return field;
}
