import type { Direction, ProbeAxes } from '../../../model/index.ts';
import type { Context } from '../../semantics.ts';
import { ownNodePairs, samePodPairs } from './exemptions.ts';
import type { Selection } from './isolation.ts';
import { isolatedAmong, selectionsFor, selectionsOf, subjectsAmong } from './isolation.ts';
import type { Layout } from './layout.ts';
import { layoutOf } from './layout.ts';
import type { PairSet } from './pair-set.ts';
import type { PortMatcher } from './port-sets.ts';
import { portMatcher } from './port-sets.ts';
import type { Side } from './side.ts';
import { compileSide } from './side.ts';
import type { Words } from './words.ts';

/** The policies of a cluster, compiled for all combinations of some ends and ports. */
export interface Grid {
  readonly layout: Layout;
  readonly egress: Side;
  readonly ingress: Side;
  readonly samePod: PairSet;
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
  const layout = layoutOf(context, axes);
  const { sources, destinations } = layout;
  const matcher = portMatcher(context, layout.columns, sources, destinations);
  const selections = selectionsOf(context, layout.pods);
  const subjectSources = subjectsAmong(context, sources);
  const subjectDestinations =
    sources === destinations ? subjectSources : subjectsAmong(context, destinations);
  const grid: Grid = {
    layout,
    egress: compileDirection(context, 'egress', layout, matcher, selections, subjectSources),
    ingress: compileDirection(context, 'ingress', layout, matcher, selections, subjectDestinations),
    samePod: samePodPairs(context, sources, destinations),
    selfDirect: context.option('selfDirect') === 'allow',
    selfViaService: context.option('selfViaService') === 'allow',
    hairpins: context.option('selfViaService') === 'policed-as-node-ip',
  };
  return matcher.looksAtBothEnds ? undefined : grid;
}

function compileDirection(
  context: Context,
  direction: Direction,
  layout: Layout,
  matcher: PortMatcher,
  selections: readonly Selection[],
  isSubject: Words,
): Side {
  const { sources, destinations } = layout;
  const isIngress = direction === 'ingress';
  const subjects = isIngress ? destinations : sources;
  const applicable = selectionsFor(selections, direction);
  const isolated = isolatedAmong(applicable, subjects, isSubject);
  return compileSide({
    context,
    direction,
    layout,
    subjects,
    isolated,
    peers: isIngress ? sources : destinations,
    selections: applicable,
    matcher,
    exempt: ownNodePairs(context, direction, sources, destinations, isolated),
  });
}
