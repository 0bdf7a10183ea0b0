import type { NetworkPolicy, Pod } from '../model/index.ts';
import type { Semantics } from './semantics.ts';

/** Which policies apply to a pod is asked for every flow and, in one cluster under one profile, never changes. */
export function rememberApplicable(semantics: Semantics): Semantics['applicablePolicies'] {
  const remembered = {
    ingress: new Map<Pod, readonly NetworkPolicy[]>(),
    egress: new Map<Pod, readonly NetworkPolicy[]>(),
  };
  return (context, pod, direction) => {
    let policies = remembered[direction].get(pod);
    if (policies === undefined) {
      policies = semantics.applicablePolicies(context, pod, direction);
      remembered[direction].set(pod, policies);
    }
    return policies;
  };
}
