import type { FlowWitness } from '../../../engines/index.ts';
import { leafMutant } from '../../../engines/index.ts';
import type { ClauseId, Cluster, Pod, ProbeEndpoint, ProbePort, ProbeSet } from '../../../model/index.ts';
import { objectKey } from '../../../model/index.ts';

/**
 * The cells that a witness is asked. `all` is one of every class of packet, `boundaries` both sides of every cut
 * as well: for the matrix, which is quick. `other-protocols` are those that policies cannot name. Whoever is judged flow by flow gets a sample: of everything, or of the
 * few cells in which its mistake can show.
 */
export type Focus = 'all' | 'boundaries' | 'other-protocols' | 'sample' | NarrowFocus;

/** Foci that take in some cells of every class of packet. */
export type NarrowFocus = 'translated' | 'headless' | 'self' | 'hosts' | 'name-resolution' | 'port-names';

/** Clauses whose mistake shows in some cells only. */
const FOCUS_OF: Readonly<Partial<Record<ClauseId, Focus>>> = {
  'SCOPE-1': 'hosts',
  'ISO-15': 'name-resolution',
  // Mistakes about the very ends of a range.
  'IPB-7': 'boundaries',
  'PORT-5': 'boundaries',
  'PORT-7': 'boundaries',
  'PORT-9': 'port-names',
  'PORT-21': 'translated',
  'SELF-2': 'self',
  'SELF-3': 'translated',
  'SELF-4': 'translated',
  'PROTO-2': 'other-protocols',
  'SVC-1': 'translated',
  'SVC-2': 'translated',
  'SVC-3': 'translated',
  'SVC-4': 'translated',
  'SVC-5': 'translated',
  'SVC-7': 'translated',
  'SVC-8': 'headless',
  'SVC-9': 'translated',
};

/** Which cells to ask a witness. */
export function focusOf({ mutant }: FlowWitness): Focus {
  // A replaced translation is judged flow by flow, by the matrix as well.
  const isQuick = leafMutant(mutant) && mutant.replaces !== 'translate';
  return FOCUS_OF[mutant.clause] ?? (isQuick ? 'all' : 'sample');
}

/** The cells in focus, as indices into `probes.cells`. */
export function cellsInFocus(probes: ProbeSet, focus: NarrowFocus): readonly number[] {
  const { endpoints, ports, cells } = probes;
  const columnsOf = FILTERS[focus](probes.cluster);
  const asked: number[] = [];
  let index = 0;
  while (index < cells.length) {
    const pair = Math.floor(cells[index]! / ports.length);
    const source = Math.floor(pair / endpoints.length);
    const isAsked = columnsOf(endpoints[source]!, endpoints[pair - source * endpoints.length]!);
    // The cells of one pair follow one another.
    const end = (pair + 1) * ports.length;
    for (; index < cells.length && cells[index]! < end; index++) {
      if (isAsked?.(ports[cells[index]! % ports.length]!) === true) asked.push(index);
    }
  }
  return asked;
}

/** Which columns of a pair are in focus; `undefined` where none is. */
type ColumnsOfPair = (
  source: ProbeEndpoint,
  destination: ProbeEndpoint,
) => ((column: ProbePort) => boolean) | undefined;

const ALL_COLUMNS = (): boolean => true;

const pairs =
  (isAsked: (source: ProbeEndpoint, destination: ProbeEndpoint) => boolean): ColumnsOfPair =>
  (source, destination) =>
    isAsked(source, destination) ? ALL_COLUMNS : undefined;

const FILTERS: Readonly<Record<NarrowFocus, (cluster: Cluster) => ColumnsOfPair>> = {
  translated: () => pairs((_source, { backend }) => backend !== undefined),
  headless(cluster) {
    const pods = podsBehindHeadless(cluster);
    return pairs((_source, { endpoint }) => endpoint.kind === 'pod' && pods.has(endpoint.pod));
  },
  self: () =>
    pairs(
      ({ endpoint: source }, { endpoint: destination }) =>
        source.kind === 'pod' && destination.kind === 'pod' && source.pod === destination.pod,
    ),
  hosts: () => pairs((source, destination) => !isPod(source) && !isPod(destination)),
  'name-resolution':
    () =>
    ({ endpoint }) =>
      endpoint.kind === 'pod' ? ({ protocol, port }) => protocol === 'UDP' && port === 53 : undefined,
  'port-names'({ pods }) {
    const named = new Map(pods.map((pod) => [objectKey(pod), columnsNamedBy(pod)]));
    return ({ endpoint: source }, { endpoint: destination }) => {
      if (source.kind !== 'pod') return undefined;
      // Looked up on the source, a name lets it out to anybody.
      const own = named.get(source.pod);
      const other = destination.kind === 'pod' ? named.get(destination.pod) : undefined;
      return ({ protocol, port }) =>
        own?.has(`${protocol}/${port}`) === true || other?.has(`${protocol}/${port}`) === true;
    };
  },
};

/** The protocols and numbers that have a name on a pod. */
function columnsNamedBy({ ports }: Pod): ReadonlySet<string> {
  return new Set(
    ports
      .filter(({ name }) => name !== undefined)
      .map(({ protocol, containerPort }) => `${protocol}/${containerPort}`),
  );
}

function podsBehindHeadless({ services, endpointSlices }: Cluster): ReadonlySet<string | undefined> {
  const headless = new Set(services.filter(({ clusterIPs }) => clusterIPs.length === 0).map(objectKey));
  return new Set(
    endpointSlices
      .filter(({ namespace, service }) => headless.has(objectKey({ namespace, name: service })))
      .flatMap(({ endpoints }) => endpoints.map(({ pod }) => pod)),
  );
}

function isPod({ endpoint, backend }: ProbeEndpoint): boolean {
  return endpoint.kind === 'pod' || backend?.endpoint.kind === 'pod';
}
