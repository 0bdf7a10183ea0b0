import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sampleFindings, sampleResult } from './html/testing/sample-result.ts';
import { jsonReport } from './json.ts';

const documented = readFileSync(new URL('../docs/report-schema.md', import.meta.url), 'utf8');

/** Objects whose keys are data. */
const MAPS = new Set(['skipped', 'occurrences', 'cluster', 'profile', 'provenance']);

/** The names of all fields of a value, at any depth. */
function fieldsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(fieldsOf);
  return Object.entries(value).flatMap(([name, part]) => [name, ...(MAPS.has(name) ? [] : fieldsOf(part))]);
}

/** A result in which every optional field is there. */
function fullResult(): unknown {
  const [first, second, third] = sampleFindings(3);
  const result = sampleResult([
    { ...first!, flow: { ...first!.flow!, sourcePort: 50_000 } },
    second!,
    { ...third!, origin: { kind: 'corpus', file: 'a.yaml' } },
  ]);
  const timing = { ...result.timing, workers: 2, lanes: [1, 2] };
  return JSON.parse(jsonReport({ ...result, shards: { of: 2, present: [1] }, timing }));
}

it('docs/report-schema.md names every field of a result', () => {
  const names = [...new Set(fieldsOf(fullResult()))];
  expect(names.length).toBeGreaterThan(70);
  expect(names.filter((name) => !documented.includes(`\`${name}\``))).toEqual([]);
});
