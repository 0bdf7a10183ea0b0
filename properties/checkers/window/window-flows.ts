import { ALLOW } from '../../../engines/index.ts';
import type { Context } from '../../../evaluator/index.ts';
import { createMatrix, referenceSemantics, worldOf } from '../../../evaluator/index.ts';
import type { Cluster, Direction, Endpoint, Flow, ProbeSet, Profile } from '../../../model/index.ts';
import { cellParts, clusterObjects, flowOf, packetClasses, SPEC_DEFAULT } from '../../../model/index.ts';
import { identityIn } from './view-ends.ts';

const matrix = createMatrix();

/** Why a flow is worth asking again and again while a change takes effect. */
type Sort = 'changes' | 'is-new' | `${Nearness}-and-${'allowed' | 'denied'}`;

/** How much a flow that stays as it is has to do with a change. */
type Nearness = 'beside' | 'near' | 'far';

/** Most flows of each sort. */
const MOST: Readonly<Record<Sort, number>> = {
  changes: 12,
  'is-new': 8,
  'beside-and-allowed': 6,
  'beside-and-denied': 2,
  'near-and-allowed': 4,
  'near-and-denied': 4,
  'far-and-allowed': 2,
  'far-and-denied': 2,
};

/** Most flows of a sort where nothing changes. */
const MOST_OF_NOTHING = 8;

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
  const nearness = nearnessOf(probes, is, was, touchedNamespaces(before, after));
  const sorts = Object.keys(MOST) as Sort[];
  const cells = Object.fromEntries(sorts.map((sort) => [sort, []])) as unknown as Record<Sort, number[]>;
  for (const [index, cell] of probes.cells.entries()) {
    const { source, destination } = cellParts(probes, cell);
    const action = is[index] === ALLOW ? 'allowed' : 'denied';
    if (!isOld[source]! || !isOld[destination]!) cells['is-new'].push(cell);
    else if (is[index] !== was[index]) cells.changes.push(cell);
    else cells[`${nearness(source, destination)}-and-${action}`].push(cell);
  }
  const most = (sort: Sort): number => (before === after ? MOST_OF_NOTHING : MOST[sort]);
  const isRuled = ruledOf(probes, before, after);
  return sorts.flatMap((sort) => {
    const [ruled, others] = sort.endsWith('-allowed') ? halves(cells[sort], isRuled) : [[], cells[sort]];
    const first = spread(ruled, most(sort));
    return [...first, ...spread(others, most(sort) - first.length)].map((cell) => flowOf(probes, cell));
  });
}

/**
 * Whether a flow passes an end that is isolated for it before or after: if it is allowed, by a rule that has to be in
 * effect as soon as the isolation, and as long. Nothing can go wrong with what no policy is about.
 */
function ruledOf(probes: ProbeSet, before: Cluster, after: Cluster): (cell: number) => boolean {
  const isolated = (direction: Direction): boolean[] =>
    probes.endpoints.map(({ endpoint }) =>
      [before, after].some(
        (cluster) => endpoint.kind === 'pod' && isIsolated(cluster, endpoint.pod, direction),
      ),
    );
  const [ingress, egress] = [isolated('ingress'), isolated('egress')];
  return (cell) => {
    const { source, destination } = cellParts(probes, cell);
    return egress[source]! || ingress[destination]!;
  };
}

/** ISO-2: whether a policy of the pod's namespace selects it for the direction. */
function isIsolated(cluster: Cluster, key: string, direction: Direction): boolean {
  const context: Context = {
    semantics: referenceSemantics,
    world: worldOf(cluster),
    option: (name) => SPEC_DEFAULT[name],
  };
  const pod = context.world.pods.get(key);
  return pod !== undefined && referenceSemantics.applicablePolicies(context, pod, direction).length > 0;
}

function halves<T>(items: readonly T[], test: (item: T) => boolean): readonly [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

/** Ends are beside a change that alters another flow between them, and near to one that happens where one of them is. */
function nearnessOf(
  probes: ProbeSet,
  is: Uint8Array,
  was: Uint8Array,
  namespaces: ReadonlySet<string>,
): (source: number, destination: number) => Nearness {
  const ends = probes.endpoints.length;
  const pairs = new Set<number>();
  for (const [index, cell] of probes.cells.entries()) {
    if (is[index] !== was[index]) pairs.add(Math.floor(cell / probes.ports.length));
  }
  const isThere = probes.endpoints.map(
    ({ endpoint }) =>
      endpoint.kind === 'pod' && namespaces.has(endpoint.pod.slice(0, endpoint.pod.indexOf('/'))),
  );
  return (source, destination) => {
    if (pairs.has(source * ends + destination)) return 'beside';
    return isThere[source]! || isThere[destination]! ? 'near' : 'far';
  };
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
