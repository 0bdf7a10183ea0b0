import type { ProbeEndpoint } from './probe-set.ts';
import { requireIndexable } from './probe-set.ts';

/**
 * All meaningful combinations of ends and ports: one family, not both external, an end with `only` on its port
 * alone.
 *
 * @returns cells of a probe set, ascending
 * @throws FencepostError `input` for more combinations than 32 bits can number
 */
export function enumerateCells(endpoints: readonly ProbeEndpoint[], ports: number): Uint32Array {
  const ends = endpoints.length;
  requireIndexable(ends, ports);
  const groups = endpoints.map(groupOf);
  const cells = new Uint32Array(countCells(endpoints, groups, ports));
  let at = 0;
  for (let source = 0; source < ends; source++) {
    // Who answers for somebody else opens nothing.
    if (endpoints[source]!.backend !== undefined) continue;
    for (let destination = 0; destination < ends; destination++) {
      if (!canMeet(groups[source]!, groups[destination]!)) continue;
      const { only } = endpoints[destination]!;
      // As 32-bit integers, twice as fast: what wraps around here wraps back as it is stored, unsigned.
      const base = Math.imul(source * ends + destination, ports);
      if (only !== undefined) cells[at++] = (base + only) | 0;
      else for (let port = 0; port < ports; port++) cells[at++] = (base + port) | 0;
    }
  }
  return cells;
}

const EXTERNAL = 1;
const IPV6 = 2;

/** The family of an end and whether it is external, as one small number. */
function groupOf({ endpoint, address }: ProbeEndpoint): number {
  return (endpoint.kind === 'external' ? EXTERNAL : 0) | (address.family === 'IPv6' ? IPV6 : 0);
}

function canMeet(a: number, b: number): boolean {
  return (a & IPV6) === (b & IPV6) && (a & b & EXTERNAL) === 0;
}

function countCells(endpoints: readonly ProbeEndpoint[], groups: readonly number[], ports: number): number {
  const cellsInto = [0, 0, 0, 0];
  for (let index = 0; index < groups.length; index++) {
    cellsInto[groups[index]!]! += endpoints[index]!.only === undefined ? ports : 1;
  }
  let count = 0;
  for (let index = 0; index < groups.length; index++) {
    if (endpoints[index]!.backend !== undefined) continue;
    for (let group = 0; group < cellsInto.length; group++) {
      if (canMeet(groups[index]!, group)) count += cellsInto[group]!;
    }
  }
  return count;
}
