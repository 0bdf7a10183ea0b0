import type { Semantics } from '../../../evaluator/index.ts';
import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { NetworkPolicyPort, NetworkPolicyRule } from '../../../model/index.ts';
import { DIRECTIONS, rulesOf } from '../../../model/index.ts';
import { portItems } from '../../altering/index.ts';
import type { SemanticsBug } from '../zoo-entry.ts';
import { semanticsBug } from '../zoo-entry.ts';

/** endPort is accepted and ignored. */
const firstPortOnly: Semantics['matchesPort'] = (context, { protocol, port }, question, via) => {
  const item: NetworkPolicyPort = {
    ...(protocol === undefined ? {} : { protocol }),
    ...(port === undefined ? {} : { port }),
  };
  return reference.matchesPort(context, item, question, via);
};

/** An item without a port opens nothing: the rule is not made, or made for port 0. */
const portRequired: Semantics['matchesPort'] = (context, item, question, via) =>
  item.port !== undefined && reference.matchesPort(context, item, question, via);

/** Ports by number, and the absence of one. */
export const PORT_RANGE: readonly SemanticsBug[] = [
  semanticsBug('CILIUM-28684', 'matchesPort', firstPortOnly),
  semanticsBug('AKS-2857', 'matchesPort', firstPortOnly),

  // An item of no fields is skipped; admission has filled in the protocol of such an item.
  semanticsBug(
    'CALICO-4373',
    'matchesPort',
    (context, item, question, via) =>
      !(item.port === undefined && (item.protocol ?? 'TCP') === 'TCP') &&
      reference.matchesPort(context, item, question, via),
  ),
  semanticsBug('CILIUM-21184', 'matchesPort', portRequired),
  semanticsBug('ACI-1279', 'matchesPort', portRequired),
  semanticsBug('MULTINP-71', 'matchesPort', portRequired),
];

/** What is not TCP. */
export const PROTOCOL: readonly SemanticsBug[] = [
  // Whatever is not UDP is TCP.
  semanticsBug('K8S-102509', 'matchesPort', (context, item, question, via) =>
    reference.matchesPort(
      context,
      item.protocol === 'SCTP' ? { ...item, protocol: 'TCP' } : item,
      question,
      via,
    ),
  ),

  // A policy of unsupported rules alone is dropped, and with it the isolation.
  semanticsBug('K8S-102509B', 'effectiveTypes', (context, policy) => {
    const rules = DIRECTIONS.flatMap((direction) => rulesOf(policy, direction));
    return rules.length > 0 && rules.every(isForSctp) ? [] : reference.effectiveTypes(context, policy);
  }),
];

function isForSctp(rule: NetworkPolicyRule): boolean {
  const items = portItems(rule);
  return items.length > 0 && items.every(({ protocol }) => protocol === 'SCTP');
}
