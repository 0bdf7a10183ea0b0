import type { FlowWitness } from '../../../engines/index.ts';
import { differingCells } from '../../../engines/index.ts';
import type { PartialProfile } from '../../../model/index.ts';
import { cellParts, flowOf, PROTOCOLS } from '../../../model/index.ts';
import { directionsOf, FAMILIES, flowBin, POLARITIES } from '../bins/flow-bins.ts';
import type { FlowDirection } from '../bins/flow-bins.ts';
import type { FlowQuestion } from './flow-questions.ts';
import { sidesDeciding } from './sides-deciding.ts';

/**
 * Which bins of its clause a witness decides in a case: the ways in which its mistake would have changed a
 * verdict.
 *
 * @param isOpen whether somebody still wants to know about a bin
 * @returns bins, each once
 */
export function askFlows(
  { mutant, aspect }: FlowWitness,
  question: FlowQuestion,
  profile: PartialProfile,
  isOpen: (bin: string) => boolean = () => true,
): ReadonlySet<string> {
  const { probes, expected } = question;
  const bins = new Set<string>();
  if (probes.cells.length === 0) return bins;
  const differing = differingCells(mutant, probes, expected, profile);
  const directions = directionsOf(mutant);
  const decides = sidesDeciding(mutant, probes.cluster, profile);
  for (const index of representatives(question, differing)) {
    const { source, port } = cellParts(probes, probes.cells[index]!);
    const { protocol } = probes.ports[port]!;
    const { family } = probes.endpoints[source]!.address;
    const polarity = POLARITIES[expected[index]!]!;
    const binOf = (direction: FlowDirection): string =>
      flowBin({ direction, polarity, protocol, family, aspect });
    if (!directions.some((direction) => isOpen(binOf(direction)))) continue;
    for (const direction of decides(flowOf(probes, probes.cells[index]!))) bins.add(binOf(direction));
  }
  return bins;
}

const CLASSES = POLARITIES.length * PROTOCOLS.length * FAMILIES.length;

/**
 * A few of the differing cells of each polarity, protocol and family: those whose ordinal among their like is a
 * power of four. Telling the deciding side takes longer than finding the cell, and more cells tell no more.
 */
function representatives({ probes, expected }: FlowQuestion, differing: readonly number[]): number[] {
  const met = new Uint32Array(CLASSES);
  return differing.filter((index) => {
    const { source, port } = cellParts(probes, probes.cells[index]!);
    const protocol = (PROTOCOLS as readonly string[]).indexOf(probes.ports[port]!.protocol);
    const family = FAMILIES.indexOf(probes.endpoints[source]!.address.family);
    const group = (expected[index]! * PROTOCOLS.length + Math.max(0, protocol)) * FAMILIES.length + family;
    return isPowerOfFour(++met[group]!);
  });
}

function isPowerOfFour(value: number): boolean {
  return (value & (value - 1)) === 0 && (value & 0x5555_5555) !== 0;
}
