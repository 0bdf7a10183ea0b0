import type { End } from '../../../evaluator/index.ts';
import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import { hasPorts } from '../../../model/index.ts';
import { answering, portItems, rewritingEachRule, withPorts } from '../../altering/index.ts';
import type { Mutant } from '../mutant.ts';
import { mutant } from '../mutant.ts';
import { NAME_MUTANTS } from './port-names.ts';
import { NUMBER_MUTANTS } from './port-numbers.ts';

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
    const { sourcePort: port = UNUSED_PORT, backend } = flow;
    if (!hasPorts(flow.protocol) || backend !== undefined || verdict === 'deny') return verdict;
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

/** An end that declares nothing, as an address does not, is left alone. */
function declares({ pod }: End, port: number | undefined): boolean {
  return (
    pod === undefined || pod.hostNetwork || pod.ports.some(({ containerPort }) => containerPort === port)
  );
}

function isNamed({ pod }: End, port: number | undefined): boolean {
  return (
    pod !== undefined &&
    !pod.hostNetwork &&
    pod.ports.some(({ name, containerPort }) => name !== undefined && containerPort === port)
  );
}
