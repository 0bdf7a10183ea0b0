import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PROPERTIES, scenarioHolds } from './index.ts';

const rows = readFileSync(new URL('../docs/properties.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

it('docs/properties.md lists every property, with its sentence and its turns', () => {
  const listed = rows.map(([, name, sentence, , , every]) => [name, sentence, every]);
  expect(listed).toEqual(
    [...PROPERTIES, scenarioHolds].map(({ name, sentence, every = 1 }) => [
      `\`${name}\``,
      sentence,
      String(every),
    ]),
  );
});

it('every property has a name and a sentence of its own', () => {
  const all = [...PROPERTIES, scenarioHolds];
  for (const key of ['name', 'sentence'] as const) {
    expect(new Set(all.map((property) => property[key])).size).toBe(all.length);
  }
  for (const { name, sentence } of all) {
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
    expect(sentence).toMatch(/^[A-Z].*\.$/);
  }
});
