import type { End } from '../../../evaluator/index.ts';
import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { ContainerPort, NetworkPolicyPort, Pod } from '../../../model/index.ts';
import { hasPorts } from '../../../model/index.ts';
import { answering, peerItems, portItems, rewritingEachRule, withPorts } from '../../altering/index.ts';
import type { Mutant } from '../mutant.ts';
import { mutant } from '../mutant.ts';

/** PORT: what port items match, by number. */
const NUMBER_MUTANTS: readonly Mutant[] = [
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

/** PORT: whose port names count. */
const NAME_MUTANTS: readonly Mutant[] = [
  // "Resolved on the policy's subject (the source) for egress."
  mutant(
    'PORT-9',
    'looks a port name up on the subject on egress',
    'matchesPorts',
    (context, items, question, via) =>
      reference.matchesPorts(
        context,
        items,
        question.direction === 'egress' ? { ...question, destination: question.subject } : question,
        via,
      ),
  ),

  // "Protocol taken from the container port."
  mutant(
    'PORT-10',
    'takes the protocol of a named port from the container',
    'matchesPort',
    (context, item, question, via) => {
      if (typeof item.port !== 'string' || !hasPorts(question.protocol)) {
        return reference.matchesPort(context, item, question, via);
      }
      return reference.matchesPort(context, { ...item, protocol: question.protocol }, question, via);
    },
  ),
  mutant(
    'PORT-10/ignored',
    'looks a port name up without regard to its protocol',
    'resolvePortName',
    (context, name, protocol, end) =>
      reference.resolvePortName(context, name, declaredAs(end, name) ?? protocol, end),
  ),

  // "Unresolvable name → port clause dropped → all ports open."
  mutant(
    'PORT-11',
    'opens all ports for a name that the destination does not declare',
    'matchesPort',
    (context, item, question, via) => {
      const { pod } = question.destination;
      const isUndeclared =
        typeof item.port === 'string' &&
        pod !== undefined &&
        !pod.ports.some(({ name }) => name === item.port);
      return isUndeclared
        ? (item.protocol ?? 'TCP') === question.protocol
        : reference.matchesPort(context, item, question, via);
    },
  ),

  // "Name→number map global or last-seen; union of numbers applied to all pods."
  mutant(
    'PORT-12',
    'gives a port name the same numbers on every pod',
    'resolvePortName',
    (context, name, protocol, end) =>
      end.pod === undefined ? [] : numbersOf(context.world.cluster.pods, name, protocol),
  ),
  mutant(
    'PORT-12/last',
    'gives a port name the number that was seen last',
    'resolvePortName',
    (context, name, protocol, end) =>
      end.pod === undefined ? [] : numbersOf(context.world.cluster.pods, name, protocol).slice(-1),
  ),

  // "Rule skipped because there is no peer set to resolve against."
  mutant(
    'PORT-13',
    'skips port names of an egress rule without peers',
    'effectiveRules',
    rewritingEachRule((rule, direction) => {
      if (direction === 'ingress' || peerItems(rule, direction).length > 0) return [rule];
      const items = portItems(rule);
      const numbers = items.filter(({ port }) => typeof port !== 'string');
      if (numbers.length === items.length) return [rule];
      return numbers.length === 0 ? [] : [withPorts(rule, numbers)];
    }),
  ),

  // "Number learnt from some pod applied to all addresses."
  mutant(
    'PORT-14',
    'applies the number of a port name to addresses that are no pod',
    'resolvePortName',
    (context, name, protocol, end) =>
      end.pod === undefined
        ? numbersOf(context.world.cluster.pods, name, protocol)
        : reference.resolvePortName(context, name, protocol, end),
  ),

  // "Nondeterministic map order": neither all, nor the first, nor none.
  mutant(
    'PORT-15',
    'keeps the last of the ports of one name',
    'resolvePortName',
    (context, name, protocol, end) =>
      reference
        .resolvePortName(answering(context, 'duplicateNamedPorts', 'all'), name, protocol, end)
        .slice(-1),
  ),
];

/** PORT: where ports come from, and which port is meant. */
const OTHER_MUTANTS: readonly Mutant[] = [
  // "Policy port intersected with declared ports."
  mutant(
    'PORT-16',
    'matches only ports that the destination declares',
    'matchesPort',
    (context, item, question, via) =>
      (typeof item.port !== 'number' || declares(question.destination, question.port)) &&
      reference.matchesPort(context, item, question, via),
  ),

  // "5-tuple match on sport."
  mutant('PORT-17', 'holds port items against the source port as well', 'judge', (context, flow) => {
    const verdict = reference.judge(context, flow);
    const { sourcePort: port, backend } = flow;
    if (port === undefined || backend !== undefined || verdict === 'deny') return verdict;
    return reference.judge(context, { ...flow, port });
  }),

  // "Egress ports compared with the subject's own port."
  mutant('PORT-18', 'compares egress ports with the source port', 'translate', (context, flow) => {
    const translated = reference.translate(context, flow);
    if (!hasPorts(flow.protocol)) return translated;
    return { ...translated, egress: { ...translated.egress, port: flow.sourcePort ?? UNUSED_PORT } };
  }),

  // "Item dropped so the rule has no ports = all ports."
  mutant(
    'PORT-19',
    'drops items with an endPort, and with them the restriction',
    'effectiveRules',
    rewritingEachRule((rule) => {
      const items = portItems(rule);
      const kept = items.filter(({ endPort }) => endPort === undefined);
      if (kept.length === items.length) return [rule];
      return [withPorts(rule, kept.length === 0 ? undefined : kept)];
    }),
  ),

  // "All container lists merged."
  mutant(
    'PORT-20',
    'reads port names of init containers as well',
    'resolvePortName',
    (context, name, protocol, end) =>
      reference.resolvePortName(answering(context, 'namedPortSources', '+all-init'), name, protocol, end),
  ),

  // "hostPort taken as a separate open door."
  mutant('PORT-21', 'lets everything in through a hostPort', 'judge', (context, flow) =>
    flow.backend !== undefined && flow.destination.kind !== 'service'
      ? 'allow'
      : reference.judge(context, flow),
  ),

  // "Named ports excluded from numeric matching."
  mutant(
    'PORT-22',
    'leaves ports that have a name out of ranges',
    'matchesPort',
    (context, item, question, via) =>
      !(item.endPort !== undefined && isNamed(question.destination, question.port)) &&
      reference.matchesPort(context, item, question, via),
  ),
];

/** PORT: what port items match. */
export const PORT_MUTANTS: readonly Mutant[] = [...NUMBER_MUTANTS, ...NAME_MUTANTS, ...OTHER_MUTANTS];

/** What a flow that names no source port comes from: an ephemeral port. */
const UNUSED_PORT = 49_152;

function isTcp({ protocol = 'TCP' }: NetworkPolicyPort): boolean {
  return protocol === 'TCP';
}

function withoutEndPort({ protocol, port }: NetworkPolicyPort): NetworkPolicyPort {
  return {
    ...(protocol === undefined ? {} : { protocol }),
    ...(port === undefined ? {} : { port }),
  };
}

function declaredPorts({ pod }: End): readonly ContainerPort[] {
  return pod === undefined || pod.hostNetwork ? [] : pod.ports;
}

function declaredAs(end: End, wanted: string): string | undefined {
  return declaredPorts(end).find(({ name }) => name === wanted)?.protocol;
}

/** An end that declares nothing, as an address does not, is left alone. */
function declares({ pod }: End, port: number | undefined): boolean {
  return (
    pod === undefined || pod.hostNetwork || pod.ports.some(({ containerPort }) => containerPort === port)
  );
}

function isNamed(end: End, port: number | undefined): boolean {
  return declaredPorts(end).some(({ name, containerPort }) => name !== undefined && containerPort === port);
}

/** What a name stands for on any of the pods. */
function numbersOf(pods: readonly Pod[], wanted: string, protocol: string): number[] {
  return pods
    .filter(({ hostNetwork }) => !hostNetwork)
    .flatMap(({ ports }) => ports)
    .filter((port) => port.container === 'regular' && port.name === wanted && port.protocol === protocol)
    .map(({ containerPort }) => containerPort);
}
