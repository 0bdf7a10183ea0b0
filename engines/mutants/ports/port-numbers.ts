import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { NetworkPolicyPort } from '../../../model/index.ts';
import { hasPorts } from '../../../model/index.ts';
import { portItems, rewritingEachRule, withPorts } from '../../altering/index.ts';
import type { Mutant } from '../mutant.ts';
import { mutant } from '../mutant.ts';

/** PORT: what port items match, by number. */
export const NUMBER_MUTANTS: readonly Mutant[] = [
  // "Defaults leak in: treated as TCP only."
  mutant(
    'PORT-1',
    'lets TCP alone pass where no ports are listed',
    'effectiveRules',
    rewritingEachRule((rule) =>
      portItems(rule).length === 0 ? [withPorts(rule, [{ protocol: 'TCP' }])] : [rule],
    ),
  ),

  // "AND; last item wins."
  mutant(
    'PORT-2',
    'lets the last port item win',
    'effectiveRules',
    rewritingEachRule((rule) =>
      portItems(rule).length > 1 ? [withPorts(rule, portItems(rule).slice(-1))] : [rule],
    ),
  ),
  mutant(
    'PORT-2/and',
    'wants every port item to match',
    'matchesPorts',
    (context, items = [], question, via) =>
      items.every((item) => context.semantics.matchesPort(context, item, question, via)),
  ),

  // "Any protocol." The API server fills in TCP, which is all that is left of an absent protocol.
  mutant('PORT-3', 'takes the default protocol for any', 'matchesPort', (context, item, question, via) =>
    isTcp(item) && item.port !== undefined && hasPorts(question.protocol)
      ? reference.matchesPort(context, { ...item, protocol: question.protocol }, question, via)
      : reference.matchesPort(context, item, question, via),
  ),

  // "`{}` = all traffic; or port 0."
  mutant(
    'PORT-4',
    'takes an item without a port for all traffic',
    'matchesPort',
    (context, item, question, via) =>
      (isTcp(item) && item.port === undefined) || reference.matchesPort(context, item, question, via),
  ),
  mutant(
    'PORT-4/zero',
    'takes an item without a port for port 0',
    'matchesPort',
    (context, item, question, via) =>
      item.port !== undefined && reference.matchesPort(context, item, question, via),
  ),

  // "Prefix/mask matching; string compare."
  mutant(
    'PORT-5',
    'compares the beginning of port numbers',
    'matchesPort',
    (context, item, question, via) => {
      const isPrefix = typeof item.port === 'number' && String(question.port).startsWith(String(item.port));
      return isPrefix && item.endPort === undefined
        ? (item.protocol ?? 'TCP') === question.protocol
        : reference.matchesPort(context, item, question, via);
    },
  ),

  // "Protocol set × port set."
  mutant(
    'PORT-6',
    'pairs every protocol of a rule with every port',
    'effectiveRules',
    rewritingEachRule((rule) => {
      const items = portItems(rule);
      if (items.length < 2) return [rule];
      return [
        withPorts(
          rule,
          items.flatMap((item) => items.map(({ protocol = 'TCP' }) => ({ ...item, protocol }))),
        ),
      ];
    }),
  ),

  // "Half-open range; endPort ignored."
  mutant(
    'PORT-7',
    'leaves endPort itself out of the range',
    'matchesPort',
    (context, item, question, via) =>
      !(item.endPort !== undefined && item.endPort !== item.port && question.port === item.endPort) &&
      reference.matchesPort(context, item, question, via),
  ),
  mutant('PORT-7/ignored', 'ignores endPort', 'matchesPort', (context, item, question, via) =>
    reference.matchesPort(context, withoutEndPort(item), question, via),
  ),

  // "'end > start' guard drops the rule."
  mutant(
    'PORT-8',
    'finds nothing in a range of one port',
    'matchesPort',
    (context, item, question, via) =>
      !(item.endPort !== undefined && item.endPort === item.port) &&
      reference.matchesPort(context, item, question, via),
  ),
];

function isTcp({ protocol = 'TCP' }: NetworkPolicyPort): boolean {
  return protocol === 'TCP';
}

function withoutEndPort({ protocol, port }: NetworkPolicyPort): NetworkPolicyPort {
  return {
    ...(protocol === undefined ? {} : { protocol }),
    ...(port === undefined ? {} : { port }),
  };
}
