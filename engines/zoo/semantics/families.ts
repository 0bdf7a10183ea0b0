import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import { familyOf } from '../../../model/index.ts';
import type { Mutation } from '../zoo-entry.ts';
import { semanticsBugs } from '../semantics-bugs.ts';

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
