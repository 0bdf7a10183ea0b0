import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { NetworkPolicyRule } from '../../../model/index.ts';
import { DIRECTIONS, rulesOf } from '../../../model/index.ts';
import { answering, portItems } from '../../altering/index.ts';
import type { Mutant } from '../mutant.ts';
import { mutant } from '../mutant.ts';

/** PROTO: the protocols. */
export const PROTO_MUTANTS: readonly Mutant[] = [
  // "TCP only."
  mutant(
    'PROTO-1',
    'polices TCP alone',
    'allowsSide',
    (context, question) =>
      question.protocol === 'UDP' || question.protocol === 'SCTP' || reference.allowsSide(context, question),
  ),

  // "Asserting either verdict."
  mutant(
    'PROTO-2',
    'lets other protocols pass, whatever the profile says',
    'allowsSide',
    (context, question) =>
      reference.allowsSide(answering(context, 'otherProtocolsWhenIsolated', 'allow'), question),
  ),

  // "Unknown protocol → TCP or any."
  mutant('PROTO-3', 'reads an SCTP item as a TCP one', 'matchesPort', (context, item, question, via) =>
    reference.matchesPort(
      context,
      item.protocol === 'SCTP' ? { ...item, protocol: 'TCP' } : item,
      question,
      via,
    ),
  ),

  // "Unsupported rule ⇒ whole policy skipped."
  mutant('PROTO-4', 'skips a policy that has rules for SCTP alone', 'effectiveTypes', (context, policy) => {
    const rules = DIRECTIONS.flatMap((direction) => rulesOf(policy, direction));
    return rules.length > 0 && rules.every(isForSctp) ? [] : reference.effectiveTypes(context, policy);
  }),

  // "Assuming support", or the lack of it.
  mutant(
    'PROTO-5',
    'takes SCTP items for inert, whatever the profile says',
    'matchesPort',
    (context, item, question, via) =>
      reference.matchesPort(answering(context, 'sctp', 'rules-inert'), item, question, via),
  ),

  // "Protocol ignored."
  mutant('PROTO-6', 'does not tell UDP from TCP', 'matchesPort', (context, item, question, via) => {
    const { protocol } = question;
    const confused =
      (protocol === 'TCP' || protocol === 'UDP') && item.protocol !== 'SCTP' ? { ...item, protocol } : item;
    return reference.matchesPort(context, confused, question, via);
  }),
];

function isForSctp(rule: NetworkPolicyRule): boolean {
  const items = portItems(rule);
  return items.length > 0 && items.every(({ protocol }) => protocol === 'SCTP');
}
