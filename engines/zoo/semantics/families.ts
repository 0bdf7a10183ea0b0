import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import { familyOf } from '../../../model/index.ts';
import type { SemanticsBug } from '../zoo-entry.ts';
import { semanticsBug } from '../zoo-entry.ts';

/** IPv6, and both families at once. */
export const IPV6_DUALSTACK: readonly SemanticsBug[] = [
  // All of ICMPv6 is let pass for the sake of neighbour discovery.
  semanticsBug(
    'KNP-ICMP6',
    'allowsSide',
    (context, question) =>
      (question.protocol === 'ICMP' && question.subject.address.family === 'IPv6') ||
      reference.allowsSide(context, question),
  ),

  // A return where a continue was meant: the second family of a pod gets no drop rule.
  semanticsBug('KR-RETURN', 'allowsSide', (context, question) => {
    const { pod, address } = question.subject;
    const [first] = pod?.podIPs ?? [];
    return (
      (first !== undefined && familyOf(first) !== address.family) || reference.allowsSide(context, question)
    );
  }),
];
