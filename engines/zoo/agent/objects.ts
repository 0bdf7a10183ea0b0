import { isDeepStrictEqual } from 'node:util';
import type { ClusterObject, Namespace, NetworkPolicy, Pod } from '../../../model/index.ts';
import { SPEC_DEFAULT } from '../../../model/index.ts';
import type { AgentBehaviour, AgentView } from '../../../sim/index.ts';
import { CORRECT_BEHAVIOUR } from '../../../sim/index.ts';

type Keeps = AgentBehaviour['cache']['keeps'];
type Maybe = ClusterObject | undefined;

/** `keeps` for somebody who takes the changes of a pod for others. A pod of another uid is another pod. */
export function keepingPods(keep: (now: Pod, before: Pod) => Pod): Keeps {
  return (now, before) =>
    now.kind === 'Pod' && before?.kind === 'Pod' && now.uid === before.uid ? keep(now, before) : now;
}

/** `keeps` for somebody who takes a pod for something of the one that had its name before. */
export function keepingNamesakes(keep: (now: Pod, gone: Pod) => Pod): Keeps {
  return (now, before, gone) => {
    const last = before ?? gone;
    return now.kind === 'Pod' && last?.kind === 'Pod' && now.uid !== last.uid ? keep(now, last) : now;
  };
}

/** `keeps` for somebody who takes the changes of a namespace for others. */
export function keepingNamespaces(keep: (now: Namespace, before: Namespace) => Namespace): Keeps {
  return (now, before) =>
    now.kind === 'Namespace' && before?.kind === 'Namespace' ? keep(now, before) : now;
}

/** `keeps` for somebody who takes the changes of a policy for others. */
export function keepingPolicies(keep: (now: NetworkPolicy, before: NetworkPolicy) => NetworkPolicy): Keeps {
  return (now, before) =>
    now.kind === 'NetworkPolicy' && before?.kind === 'NetworkPolicy' ? keep(now, before) : now;
}

/** Whether two states of a pod or namespace differ in labels and nothing else. */
export function isRelabelled(now: Maybe, before: Maybe): boolean {
  if (now === undefined || before === undefined || !('labels' in now) || !('labels' in before)) return false;
  return (
    !isDeepStrictEqual(now.labels, before.labels) &&
    isDeepStrictEqual({ ...now, labels: before.labels }, before)
  );
}

/** Whether a policy selects a pod, as far as an agent can tell from what it keeps. */
export function selectsIn(
  { nodes, namespaces }: Pick<AgentView, 'nodes' | 'namespaces'>,
  policy: NetworkPolicy,
  pod: Pod,
): boolean {
  const { reading } = CORRECT_BEHAVIOUR;
  const context = { reading, profile: SPEC_DEFAULT, nodes, namespaces, known: [], unmatchable: [] };
  const { namespace, labels, hostNetwork } = pod;
  const namespaceLabels = namespaces.get(namespace)?.labels;
  return reading.selectsSubject(policy, { namespace, namespaceLabels, labels, hostNetwork }, context);
}
