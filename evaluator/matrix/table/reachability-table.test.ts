import { describe, expect, test } from 'vitest';
import { generateScenario, GENERATOR_PRESETS } from '../../../generators/index.ts';
import type { Cluster, ProbeAxes, ProbeEndpoint, ProbeSet } from '../../../model/index.ts';
import { addressOf, packetAxes } from '../../../model/index.ts';
import { createEvaluator } from '../../create-evaluator.ts';
import { referenceSemantics } from '../../reference-semantics.ts';
import type { Semantics } from '../../semantics.ts';
import { createMatrix } from '../create-matrix.ts';
import { randomProfile } from '../testing/differing-cell.ts';

const reference = referenceSemantics;

/** Every pair on one port; pairs of which one end is translated only where that end is dialled. */
function cellsOfPort(cluster: Cluster, { endpoints, ports }: ProbeAxes, port: number): ProbeSet {
  const cells: number[] = [];
  for (const [source, from] of endpoints.entries()) {
    for (const [destination, to] of endpoints.entries()) {
      const isAsked = from.backend === undefined && (to.only === undefined || to.only === port);
      if (isAsked) cells.push((source * endpoints.length + destination) * ports.length + port);
    }
  }
  return { cluster, endpoints, ports, cells: Uint32Array.from(cells) };
}

function bitAt(rows: Int32Array, rowWords: number, source: number, destination: number): number {
  return (rows[source * rowWords + (destination >>> 5)]! >>> (destination & 31)) & 1;
}

/**
 * Compares whole columns, single rows, look-ups and counts of a table with the reference's verdicts.
 *
 * @returns what differs; `undefined` where nothing does
 */
function differenceIn(
  semantics: Semantics,
  cluster: Cluster,
  seed: number,
  axes: ProbeAxes = packetAxes(cluster, { resolution: 'class', protocols: ['TCP', 'UDP', 'ICMP'] }),
): string | undefined {
  const profile = randomProfile(seed);
  const table = createMatrix(semantics).of(cluster, profile).table(axes);
  const evaluation = createEvaluator(semantics).of(cluster, profile);
  const ends = axes.endpoints.length;
  const rows = new Int32Array(ends * table.rowWords);
  for (const port of [0, axes.ports.length >> 1, axes.ports.length - 1]) {
    const { cells } = cellsOfPort(cluster, axes, port);
    const expected = evaluation.judgeAll({ cluster, ...axes, cells });
    // What was there before must not shine through.
    table.fill(port, rows.fill(0x5555_5555));
    let allowed = 0;
    for (const [index, cell] of cells.entries()) {
      const verdict = expected[index]!;
      const pair = Math.floor(cell / axes.ports.length);
      const [source, destination] = [Math.floor(pair / ends), pair % ends];
      const cellName = `${source} → ${destination} on ${port}, seed ${seed}`;
      if (bitAt(rows, table.rowWords, source, destination) !== verdict) return `column: ${cellName}`;
      if (Number(table.allows(source, destination, port)) !== verdict) return `look-up: ${cellName}`;
      const row = index % 7 === 0 ? table.row(source, port) : undefined;
      if (row !== undefined && bitAt(row, 0, 0, destination) !== verdict) return `row: ${cellName}`;
      allowed += verdict;
    }
    if (table.count(port) !== allowed) return `count on ${port}, seed ${seed}`;
  }
  return undefined;
}

describe('a table says the same as the reference', () => {
  test('in generated clusters, under profiles of all kinds', () => {
    for (let run = 0; run < 40; run++) {
      const { cluster } = generateScenario(21, run, GENERATOR_PRESETS.small);
      expect(differenceIn(reference, cluster, run)).toBeUndefined();
    }
    for (let run = 0; run < 8; run++) {
      const { cluster } = generateScenario(21, run, GENERATOR_PRESETS.default);
      expect(differenceIn(reference, cluster, run)).toBeUndefined();
    }
  });

  const replaced: readonly [string, Partial<Semantics>][] = [
    ['isSamePod', { isSamePod: (_context, a, b) => a.pod !== undefined && a.nodeName === b.nodeName }],
    ['isOwnNode', { isOwnNode: (_context, a, b) => a.nodeName === b.nodeName }],
    [
      'translate',
      { translate: (context, flow) => reference.translate(context, { ...flow, protocol: 'UDP' }) },
    ],
    [
      'matchesPort',
      { matchesPort: (_context, _item, { subject, other }) => subject.address.value > other.address.value },
    ],
    ['isEnforced', { isEnforced: () => false }],
  ];

  test.each(replaced)('with %s replaced', (_leaf, replacement) => {
    for (let run = 0; run < 15; run++) {
      const { cluster } = generateScenario(22, run, GENERATOR_PRESETS.small);
      expect(differenceIn({ ...reference, ...replacement }, cluster, run)).toBeUndefined();
    }
  });

  test('for loopback addresses at either end (SELF-1)', () => {
    for (let run = 0; run < 10; run++) {
      const { cluster } = generateScenario(23, run, GENERATOR_PRESETS.small);
      const { endpoints, ports } = packetAxes(cluster, { resolution: 'class', families: ['IPv4'] });
      const loopbacks = endpoints
        .filter(({ endpoint }) => endpoint.kind === 'pod')
        .map(({ endpoint }): ProbeEndpoint => {
          return { endpoint: { ...endpoint, ip: '127.0.0.1' }, address: addressOf('127.0.0.1') };
        });
      const axes = { endpoints: [...endpoints, ...loopbacks], ports };
      expect(differenceIn(reference, cluster, run, axes)).toBeUndefined();
    }
  });
});
