import type { Direction } from '../../../model/index.ts';
import { exemptsOwnNode } from '../../clauses/rules.ts';
import { hasSelf, isOwnNode, isSamePod } from '../../clauses/scope.ts';
import type { Context } from '../../semantics.ts';
import type { End } from '../../world.ts';
import type { PairSet } from './pair-set.ts';
import { pairsOfGroups, pairsWhere } from './pair-set.ts';
import type { Roster } from './places.ts';
import type { Words } from './words.ts';
import { wordsOf } from './words.ts';

const NO_GROUP = -1;

/** The pairs of one pod (SELF-2, SELF-3), as `isSamePod` says. */
export function samePodPairs(context: Context, sources: Roster, destinations: Roster): PairSet {
  const { semantics } = context;
  if (semantics.isSamePod !== isSamePod) {
    return pairsWhere(sources.ends.length, destinations.ends.length, (source, destination) =>
      semantics.isSamePod(context, sources.ends[source]!, destinations.ends[destination]!),
    );
  }
  const ofSources = podGroups(context, sources);
  return pairsOfGroups(ofSources, sources === destinations ? ofSources : podGroups(context, destinations));
}

/** Indices of pods that are more than their node. */
function podGroups(context: Context, { ends, indicesOfPod }: Roster): Words {
  const groups = wordsOf(ends.length, NO_GROUP);
  for (let pod = 0; pod < indicesOfPod.length; pod++) {
    for (const index of indicesOfPod[pod]!) if (hasSelf(context, ends[index]!.pod!)) groups[index] = pod;
  }
  return groups;
}

/**
 * The pairs of an isolated pod and its own node (NODE-1, NODE-2), as `isOwnNode` says; `undefined` where the
 * direction knows no such exemption.
 *
 * @param isolated one byte a subject
 */
export function ownNodePairs(
  context: Context,
  direction: Direction,
  sources: Roster,
  destinations: Roster,
  isolated: Words,
): PairSet | undefined {
  const { semantics } = context;
  if (!exemptsOwnNode(context, direction)) return undefined;
  const isIngress = direction === 'ingress';
  if (semantics.isOwnNode !== isOwnNode) {
    return pairsWhere(sources.ends.length, destinations.ends.length, (source, destination) => {
      const [from, to] = [sources.ends[source]!, destinations.ends[destination]!];
      return isIngress
        ? isolated[destination] === 1 && semantics.isOwnNode(context, to, from)
        : isolated[source] === 1 && semantics.isOwnNode(context, from, to);
    });
  }
  const numbers = new Map<string, number>();
  const homes = nodeGroups(isIngress ? destinations : sources, numbers, () => true);
  const nodes = nodeGroups(isIngress ? sources : destinations, numbers, (end) => isNode(context, end));
  return isIngress ? pairsOfGroups(nodes, homes) : pairsOfGroups(homes, nodes);
}

function nodeGroups({ ends }: Roster, numbers: Map<string, number>, counts: (end: End) => boolean): Words {
  const groups = wordsOf(ends.length, NO_GROUP);
  for (let index = 0; index < ends.length; index++) {
    const end = ends[index]!;
    const { nodeName } = end;
    if (nodeName === undefined || !counts(end)) continue;
    let number = numbers.get(nodeName);
    if (number === undefined) numbers.set(nodeName, (number = numbers.size));
    groups[index] = number;
  }
  return groups;
}

/** Who is a node to the pods on it: the node, and as its node a hostNetwork pod (HOST-3). */
function isNode({ option }: Context, { endpoint }: End): boolean {
  return (
    endpoint.kind === 'node' || (endpoint.kind === 'hostNetwork' && option('hostNetworkPods') !== 'as-pod')
  );
}
