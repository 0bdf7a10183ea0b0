import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import { familyOf, isFinished } from '../../../model/index.ts';
import type { Mutation } from '../zoo-entry.ts';
import { semanticsBugs } from '../semantics-bugs.ts';

/** Addresses that two pods have. */
export const SHARED_ADDRESSES: readonly Mutation[] = [
  // The address is still in a set for a pod that has finished: to add it for another is fatal.
  semanticsBugs('WEAVE-2632', 'matchesSelectors', (context, policy, peer, other) => {
    const isTaken = context.world.cluster.pods.some(
      (pod) => pod !== other.pod && isFinished(pod) && pod.podIPs.includes(other.endpoint.ip),
    );
    return !isTaken && reference.matchesSelectors(context, policy, peer, other);
  }),
];

/** IPv6, and both families at once. */
export const IPV6_DUALSTACK: readonly Mutation[] = [
  // All of ICMPv6 is let pass for the sake of neighbour discovery.
  semanticsBugs(
    'KNP-ICMP6',
    'allowsSide',
    (context, question) =>
      (question.protocol === 'ICMP' && question.subject.address.family === 'IPv6') ||
      reference.allowsSide(context, question),
  ),

  // A return where a continue was meant: the second family of a pod gets no drop rule.
  semanticsBugs('KR-RETURN', 'allowsSide', (context, question) => {
    const { pod, address } = question.subject;
    const [first] = pod?.podIPs ?? [];
    return (
      (first !== undefined && familyOf(first) !== address.family) || reference.allowsSide(context, question)
    );
  }),
];
