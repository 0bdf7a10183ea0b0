import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { CLAUSE_ROWS } from '../testing/clause-rows.ts';
import type { ManifestRead } from './read-manifests.ts';
import { readManifests } from './read-manifests.ts';

/** All that a text leads to, but for positions. */
function outcome(text: string): unknown {
  return [...readManifests({ file: 'f', text })].map(({ admitted }) =>
    admitted.ok
      ? { stored: admitted.stored, object: admitted.object }
      : admitted.errors.map(({ message, field, type }) => ({ message, field, type })),
  );
}

const LINES = [
  'apiVersion: networking.k8s.io/v1\n',
  'apiVersion: v1\n',
  'kind: NetworkPolicy\n',
  'kind: List\n',
  'kind: Pod\n',
  'metadata: {name: a}\n',
  'metadata:\n  name: a\n',
  'spec:\n',
  '  ingress:\n',
  'items:\n',
  '<<: *a\n',
  '|\n',
  '>-\n',
  '# c\n',
  '%YAML 1.1\n',
  '---\n',
  '...\n',
  '\n',
];

const FRAGMENTS =
  '-|  -|{|}|[|]|"|\'|,|:|&a|*a|!!int|!x|?|null|~|0x|1e999|-.inf|.nan|__proto__:|constructor:|{"apiVersion":"v1","kind":"Pod"}|{"kind":"PodList","items":[null]}|\u0000|\uFEFF|\t'.split(
    '|',
  );

const piece = fc.oneof(
  fc.constantFrom(...LINES),
  fc.constantFrom(...FRAGMENTS).map((text) => `${text} `),
  fc.string({ maxLength: 4, unit: 'binary' }),
);

function isWellFormed({ admitted, position }: ManifestRead): boolean {
  if (position.line === undefined || position.line < 1) return false;
  if (admitted.ok) return true;
  const columns = admitted.errors.map((error) => error.position?.column ?? 0);
  return columns.length > 0 && columns.every((column) => column > 0);
}

describe('readManifests', () => {
  it.each(CLAUSE_ROWS.map((row, index) => [index, row] as const))(
    'reads row %i alike as JSON and as YAML',
    (_, row) => {
      const metadata = { name: 'p', namespace: 'x' };
      const raw = row.object ?? {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata,
        spec: row.spec,
      };
      const json = JSON.stringify(raw);
      expect(outcome(stringify(raw, { version: '1.2' }))).toEqual(outcome(json));
      expect(outcome(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [raw] }))).toEqual(
        outcome(json),
      );
    },
  );

  it('never throws, and gives every error a position', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const text = pieces.join('');
        const reads = [...readManifests({ file: 'f', text })];
        expect(reads.filter((read) => !isWellFormed(read))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
