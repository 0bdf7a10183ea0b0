import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { NetworkPolicyRule } from '../../../model/index.ts';
import { DIRECTIONS, rulesOf } from '../../../model/index.ts';
import { portItems } from '../../altering/index.ts';
import type { Mutation } from '../zoo-entry.ts';
import { semanticsBugs } from '../semantics-bugs.ts';

/** Ports by number, and the absence of one. */
export const PORT_RANGE: readonly Mutation[] = [
  // endPort is accepted and ignored.
  semanticsBugs(
    ['CILIUM-28684', 'AKS-2857'],
    'matchesPort',
    (context, { endPort: _ignored, ...item }, question, via) =>
      reference.matchesPort(context, item, question, via),
  ),

  // An item of no fields is skipped; admission has filled in the protocol of such an item.
  semanticsBugs(
    'CALICO-4373',
    'matchesPort',
    (context, item, question, via) =>
      !(item.port === undefined && (item.protocol ?? 'TCP') === 'TCP') &&
      reference.matchesPort(context, item, question, via),
  ),

  // An item without a port opens nothing: the rule is not made, or made for port 0.
  semanticsBugs(
    ['CILIUM-21184', 'ACI-1279', 'MULTINP-71'],
    'matchesPort',
    (context, item, question, via) =>
      item.port !== undefined && reference.matchesPort(context, item, question, via),
  ),
];

/** What is not TCP. */
export const PROTOCOL: readonly Mutation[] = [
  // Whatever is not UDP is TCP.
  semanticsBugs('K8S-102509', 'matchesPort', (context, item, question, via) =>
    reference.matchesPort(
      context,
      item.protocol === 'SCTP' ? { ...item, protocol: 'TCP' } : item,
      question,
      via,
    ),
  ),

  // A policy of unsupported rules alone is dropped, and with it the isolation.
  semanticsBugs('K8S-102509B', 'effectiveTypes', (context, policy) => {
    const rules = DIRECTIONS.flatMap((direction) => rulesOf(policy, direction));
    return rules.length > 0 && rules.every(isForSctp) ? [] : reference.effectiveTypes(context, policy);
  }),
];

function isForSctp(rule: NetworkPolicyRule): boolean {
  const items = portItems(rule);
  return items.length > 0 && items.every(({ protocol }) => protocol === 'SCTP');
}
