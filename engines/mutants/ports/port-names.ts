import type { End } from '../../../evaluator/index.ts';
import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { Pod } from '../../../model/index.ts';
import { hasPorts } from '../../../model/index.ts';
import { answering, peerItems, portItems, rewritingEachRule, withPorts } from '../../altering/index.ts';
import type { Mutant } from '../mutant.ts';
import { mutant } from '../mutant.ts';

/** PORT: whose port names count. */
export const NAME_MUTANTS: readonly Mutant[] = [
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

function declaredAs({ pod }: End, wanted: string): string | undefined {
  return pod?.ports.find(({ name }) => name === wanted)?.protocol;
}

/** What a name stands for on any of the pods. */
function numbersOf(pods: readonly Pod[], wanted: string, protocol: string): number[] {
  return pods
    .filter(({ hostNetwork }) => !hostNetwork)
    .flatMap(({ ports }) => ports)
    .filter((port) => port.container === 'regular' && port.name === wanted && port.protocol === protocol)
    .map(({ containerPort }) => containerPort);
}
