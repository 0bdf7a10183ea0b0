import { ALLOW } from '../../engines/index.ts';
import { createMatrix } from '../../evaluator/index.ts';
import type { Cluster, Endpoint, Flow, ProbeSet, Profile } from '../../model/index.ts';
import { cellParts, flowOf, packetClasses, withCells } from '../../model/index.ts';
import { identityIn } from './view-ends.ts';

const matrix = createMatrix();

/** Most flows that are asked again and again while a change takes effect, of each sort. */
const CHANGED = 12;
const NEW = 8;
const UNCHANGED = 2;

/**
 * What to ask while one state of a cluster gives way to the next: flows that the change can alter, flows of pods that
 * are new, and some of each verdict that stay as they are.
 */
export function windowFlows(
  before: Cluster,
  after: Cluster,
  profile: Profile,
  watch: Flow | undefined,
): readonly Flow[] {
  const probes = packetClasses(after, {
    protocols: ['TCP', 'UDP', 'SCTP'],
    endpoints: ['pod', 'external', 'node', 'hostNetwork'],
    resolution: 'class',
    alsoCutBy: before.policies.filter((policy) => !after.policies.includes(policy)),
  });
  const there = probes.endpoints.map(({ endpoint }) => isSame(endpoint, before, after));
  const isOld = (cell: number): boolean => {
    const { source, destination } = cellParts(probes, cell);
    return there[source]! && there[destination]!;
  };
  const old = withCells(probes, probes.cells.filter(isOld));
  const was = matrix.of(before, profile).judgeAll({ ...old, cluster: before });
  const is = matrix.of(after, profile).judgeAll(old);
  const cellsOf = (wanted: (index: number) => boolean): readonly number[] =>
    Array.from(old.cells).filter((_, index) => wanted(index));
  const cells = [
    ...spread(
      cellsOf((index) => was[index] !== is[index]),
      CHANGED,
    ),
    ...spread(
      Array.from(probes.cells).filter((cell) => !isOld(cell)),
      NEW,
    ),
    ...spread(
      cellsOf((index) => was[index] === is[index] && is[index] === ALLOW),
      UNCHANGED,
    ),
    ...spread(
      cellsOf((index) => was[index] === is[index] && is[index] !== ALLOW),
      UNCHANGED,
    ),
  ];
  return [...(watch === undefined ? [] : [watch]), ...flowsOf(probes, cells)];
}

function flowsOf(probes: ProbeSet, cells: readonly number[]): readonly Flow[] {
  return cells.map((cell) => flowOf(probes, cell));
}

/** Whether an end is what it was: a pod by uid and addresses. */
function isSame(end: Endpoint, before: Cluster, after: Cluster): boolean {
  switch (end.kind) {
    case 'pod':
    case 'hostNetwork':
      return identityIn(before, end.pod) === identityIn(after, end.pod);
    case 'node':
      return before.nodes.some(({ name, addresses }) => name === end.node && addresses.includes(end.ip));
    case 'external':
      return true;
    case 'service':
      return false;
  }
}

/** At most so many of the items, as far apart as they can be. */
function spread<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, index) => items[Math.floor((index * items.length) / most)]!);
}
