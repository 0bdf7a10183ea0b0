import type { ProbeAxes, ProbeEndpoint } from '../../../model/index.ts';
import { translate } from '../../clauses/translation.ts';
import type { Context } from '../../semantics.ts';
import type { End } from '../../world.ts';
import { endOf } from '../../world.ts';
import { columnsOf } from './columns.ts';
import type { Detour } from './detours.ts';
import { translationOf, UNTRANSLATABLE } from './detours.ts';
import { ownNodePairs, samePodPairs } from './exemptions.ts';
import { isolatedAmong, selectionsFor, selectionsOf, subjectsAmong } from './isolation.ts';
import { labelGroups } from './label-groups.ts';
import type { PairSet } from './pair-set.ts';
import type { Pods, Roster } from './places.ts';
import { loopbacksAmong, ownEnd, rosterOf } from './places.ts';
import { portMatcher } from './port-sets.ts';
import type { Side } from './side.ts';
import { compileSide } from './side.ts';

/** The policies of a cluster, compiled for all combinations of some ends and ports. */
export interface Grid {
  readonly axes: ProbeAxes;
  readonly egress: Side;
  readonly ingress: Side;
  /** By destination; `undefined` where nothing is translated. */
  readonly detours: readonly (Detour | undefined)[];
  readonly samePod: PairSet;
  /** The ends outside the cluster, one byte a source. */
  readonly outside: Uint8Array;
  readonly loopbackSources: Uint8Array | undefined;
  readonly loopbackDestinations: Uint8Array | undefined;
  /** SELF-2, SELF-3: what a pod's flows to itself meet. */
  readonly selfDirect: boolean;
  readonly selfViaService: boolean;
  readonly hairpins: boolean;
}

/**
 * Compiles the policies for some ends and ports.
 *
 * @returns `undefined` where a replaced function depends on more than sets of ends and ports can say
 */
export function compileGrid(context: Context, axes: ProbeAxes): Grid | undefined {
  const columns = columnsOf(axes.ports);
  const { sourceEnds, destinationEnds, blockEnds, detours } = endsOf(context, axes, columns);
  const pods: Pods = { list: [], indices: new Map() };
  const { world } = context;
  const sources = rosterOf(world, pods, sourceEnds);
  const isSame = detours.length === 0;
  const destinations = isSame ? sources : rosterOf(world, pods, destinationEnds, blockEnds);
  const matcher = portMatcher(context, columns, sources, destinations);

  const selections = selectionsOf(context, pods);
  const groups = labelGroups(pods.list);
  const isSubjectSource = subjectsAmong(context, sources);
  const isSubjectDestination = isSame ? isSubjectSource : subjectsAmong(context, destinations);
  const compile = (direction: 'ingress' | 'egress'): Side => {
    const [subjects, peers]: [Roster, Roster] =
      direction === 'ingress' ? [destinations, sources] : [sources, destinations];
    const isSubject = direction === 'ingress' ? isSubjectDestination : isSubjectSource;
    const applicable = selectionsFor(selections, direction);
    const isolated = isolatedAmong(applicable, subjects, isSubject);
    const exempt = ownNodePairs(context, direction, sources, destinations, isolated);
    return compileSide({
      context,
      direction,
      subjects,
      isSubject,
      isolated,
      peers,
      selections: applicable,
      groups,
      matcher,
      exempt,
    });
  };
  const grid: Grid = {
    axes,
    egress: compile('egress'),
    ingress: compile('ingress'),
    detours,
    samePod: samePodPairs(context, sources, destinations),
    outside: Uint8Array.from(axes.endpoints, ({ endpoint }) => Number(endpoint.kind === 'external')),
    loopbackSources: loopbacksAmong(sourceEnds),
    loopbackDestinations: loopbacksAmong(destinationEnds),
    selfDirect: context.option('selfDirect') === 'allow',
    selfViaService: context.option('selfViaService') === 'allow',
    hairpins: context.option('selfViaService') === 'policed-as-node-ip',
  };
  return matcher.looksAtBothEnds ? undefined : grid;
}

interface Ends {
  readonly sourceEnds: End[];
  readonly destinationEnds: End[];
  readonly blockEnds: (readonly End[] | undefined)[];
  readonly detours: (Detour | undefined)[];
}

/** Both ends' tables: where nothing is translated, one and the same. */
function endsOf(
  context: Context,
  { endpoints, ports }: ProbeAxes,
  columns: ReturnType<typeof columnsOf>,
): Ends {
  const { world, semantics } = context;
  const isReplaced = semantics.translate !== translate;
  // A replaced `translate` makes its ends with `endOf`; to recognise them, ours must be the same objects.
  const own = (probe: ProbeEndpoint): End =>
    isReplaced && probe.endpoint.kind !== 'service' ? endOf(world, probe.endpoint) : ownEnd(world, probe);
  const sourceEnds = endpoints.map(own);
  const ends: Ends = { sourceEnds, destinationEnds: [...sourceEnds], blockEnds: [], detours: [] };
  for (const [index, probe] of endpoints.entries()) {
    const { backend, only } = probe;
    if (backend === undefined && probe.endpoint.kind !== 'service') continue;
    if (isReplaced || backend === undefined || only === undefined) {
      ends.detours[index] = UNTRANSLATABLE;
      continue;
    }
    const translation = translationOf(context, { ...probe, only, backend }, ports, sourceEnds, columns);
    ends.detours[index] = translation.detour;
    ends.destinationEnds[index] = translation.destination;
    ends.blockEnds[index] = translation.blockEnds;
  }
  return ends;
}
