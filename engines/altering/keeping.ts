import type { Namespace, NetworkPolicy, Pod } from '../../model/index.ts';
import type { AgentBehaviour } from '../../sim/index.ts';

type Keeps = AgentBehaviour['cache']['keeps'];

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
