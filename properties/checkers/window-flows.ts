import { ALLOW } from '../../engines/index.ts';
import { createMatrix } from '../../evaluator/index.ts';
import type { Cluster, Endpoint, Flow, ProbeSet, Profile } from '../../model/index.ts';
import { cellParts, clusterObjects, flowOf, packetClasses } from '../../model/index.ts';
import { identityIn } from './view-ends.ts';

const matrix = createMatrix();

/** Why a flow is worth asking again and again while a change takes effect. */
type Sort = 'changes' | 'is-new' | 'near-and-allowed' | 'near-and-denied' | 'allowed' | 'denied';

/** Most flows of each sort. */
const MOST: Readonly<Record<Sort, number>> = {
  changes: 12,
  'is-new': 8,
  'near-and-allowed': 6,
  'near-and-denied': 4,
  allowed: 2,
  denied: 2,
};

/**
 * What to ask while one state of a cluster gives way to the next: flows whose verdict the change alters, flows of pods
 * that are new, and of those that stay as they are mostly such as have to do with what changes: their rules are
 * written anew as well.
 */
export function windowFlows(before: Cluster, after: Cluster, profile: Profile): readonly Flow[] {
  const probes = packetClasses(after, {
    protocols: ['TCP', 'UDP', 'SCTP'],
    endpoints: ['pod', 'external', 'node', 'hostNetwork'],
    resolution: 'class',
    alsoCutBy: before.policies.filter((policy) => !after.policies.includes(policy)),
  });
  const isOld = probes.endpoints.map(({ endpoint }) => isSame(endpoint, before, after));
  const is = matrix.of(after, profile).judgeAll(probes);
  const was = matrix.of(before, profile).judgeAll({ ...probes, cluster: before });
  const isNear = nearnessOf(probes, is, was, touchedNamespaces(before, after));
  const cells: Record<Sort, number[]> = {
    changes: [],
    'is-new': [],
    'near-and-allowed': [],
    'near-and-denied': [],
    allowed: [],
    denied: [],
  };
  for (const [index, cell] of probes.cells.entries()) {
    const { source, destination } = cellParts(probes, cell);
    const action = is[index] === ALLOW ? 'allowed' : 'denied';
    if (!isOld[source]! || !isOld[destination]!) cells['is-new'].push(cell);
    else if (is[index] !== was[index]) cells.changes.push(cell);
    else if (isNear(source, destination)) cells[`near-and-${action}`].push(cell);
    else cells[action].push(cell);
  }
  return (Object.keys(MOST) as Sort[]).flatMap((sort) =>
    spread(cells[sort], MOST[sort]).map((cell) => flowOf(probes, cell)),
  );
}

/** Two ends are near to a change if it alters some other flow between them, or one of them is where it happens. */
function nearnessOf(
  probes: ProbeSet,
  is: Uint8Array,
  was: Uint8Array,
  namespaces: ReadonlySet<string>,
): (source: number, destination: number) => boolean {
  const ends = probes.endpoints.length;
  const pairs = new Set<number>();
  for (const [index, cell] of probes.cells.entries()) {
    if (is[index] !== was[index]) pairs.add(Math.floor(cell / probes.ports.length));
  }
  const isThere = probes.endpoints.map(
    ({ endpoint }) =>
      endpoint.kind === 'pod' && namespaces.has(endpoint.pod.slice(0, endpoint.pod.indexOf('/'))),
  );
  return (source, destination) =>
    pairs.has(source * ends + destination) || isThere[source]! || isThere[destination]!;
}

/** The namespaces in which there is something that was not there, or not so, before; or is not any more. */
function touchedNamespaces(before: Cluster, after: Cluster): ReadonlySet<string> {
  const known = new Set<unknown>(clusterObjects(before));
  const left = new Set<unknown>(clusterObjects(after));
  const changed = [
    ...clusterObjects(after).filter((object) => !known.has(object)),
    ...clusterObjects(before).filter((object) => !left.has(object)),
  ];
  return new Set(changed.map((object) => ('namespace' in object ? object.namespace : object.name)));
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
