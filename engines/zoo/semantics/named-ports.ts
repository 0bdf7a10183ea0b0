import type { Context, End } from '../../../evaluator/index.ts';
import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { ContainerPort } from '../../../model/index.ts';
import { hasPorts } from '../../../model/index.ts';
import { answering, blocksOf, portItems, rewritingEachRule } from '../../altering/index.ts';
import type { Mutation } from '../zoo-entry.ts';
import { semanticsBugs } from '../semantics-bugs.ts';

/** Port names, and where they are looked up. */
export const NAMED_PORTS: readonly Mutation[] = [
  // A name that cannot be resolved leaves no port to compare.
  semanticsBugs('AZURE-550', 'matchesPort', (context, item, question, via) =>
    typeof item.port === 'string'
      ? (item.protocol ?? 'TCP') === question.protocol
      : reference.matchesPort(context, item, question, via),
  ),

  // On ingress, names are looked up on the client.
  semanticsBugs('NPC-52', 'matchesPorts', (context, items, question, via) =>
    reference.matchesPorts(
      context,
      items,
      question.direction === 'ingress' ? { ...question, destination: question.other } : question,
      via,
    ),
  ),

  // Names are looked up for pods alone: with a block beside it, the ingress rule is lost.
  semanticsBugs(
    'NPC-81',
    'effectiveRules',
    rewritingEachRule((rule, direction) => {
      const named = portItems(rule).some(({ port }) => typeof port === 'string');
      return direction === 'ingress' && named && blocksOf(rule, direction).length > 0 ? [] : [rule];
    }),
  ),

  // The name is found, whatever protocol it has on the pod.
  semanticsBugs('NETPOLAN-405', 'resolvePortName', (_context, name, _protocol, end) =>
    declared(end)
      .filter((port) => port.name === name)
      .map(({ containerPort }) => containerPort),
  ),

  // The protocol of the item is not looked at: that of the container port counts.
  semanticsBugs('AZURE-904', 'matchesPort', (context, item, question, via) =>
    typeof item.port === 'string' && hasPorts(question.protocol)
      ? reference.matchesPort(context, { ...item, protocol: question.protocol }, question, via)
      : reference.matchesPort(context, item, question, via),
  ),

  // A name with several numbers in the cluster is ambiguous on egress.
  semanticsBugs(
    'CILIUM-30003',
    'matchesPort',
    (context, item, question, via) =>
      !(
        question.direction === 'egress' &&
        typeof item.port === 'string' &&
        new Set(everywhere(context, item.port, item.protocol)).size > 1
      ) && reference.matchesPort(context, item, question, via),
  ),

  // Every number of the name is allowed on every pod.
  semanticsBugs('ACI-1707', 'resolvePortName', (context, name, protocol, end) =>
    end.pod === undefined ? [] : everywhere(context, name, protocol),
  ),

  // One registry of names: the first pod's number stays, another number is an error.
  semanticsBugs('KUBEOVN-2326', 'resolvePortName', (context, name, protocol, end) => {
    const [first] = everywhere(context, name, protocol);
    return reference.resolvePortName(context, name, protocol, end).filter((number) => number === first);
  }),

  // The model of an endpoint has no names.
  semanticsBugs('CALICO-NPCOPY', 'resolvePortName', () => []),

  // It has those of TCP and UDP.
  semanticsBugs('CALICO-SCTPNP', 'resolvePortName', (context, name, protocol, end) =>
    protocol === 'SCTP' ? [] : reference.resolvePortName(context, name, protocol, end),
  ),

  // It has one number a name.
  semanticsBugs('CALICO-DUPNP', 'resolvePortName', (context, name, protocol, end) =>
    reference.resolvePortName(answering(context, 'duplicateNamedPorts', 'first'), name, protocol, end),
  ),
];

function declared({ pod }: End): readonly ContainerPort[] {
  return pod === undefined || pod.hostNetwork ? [] : pod.ports;
}

/** What the name stands for on all pods of the cluster. */
function everywhere({ world }: Context, wanted: string, protocol = 'TCP'): number[] {
  return world.cluster.pods
    .filter(({ hostNetwork }) => !hostNetwork)
    .flatMap(({ ports }) => ports)
    .filter((port) => port.name === wanted && port.protocol === protocol)
    .map(({ containerPort }) => containerPort);
}
