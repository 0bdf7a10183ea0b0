import type { Context } from '../../../evaluator/index.ts';
import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { Flow, HostEndpoint } from '../../../model/index.ts';
import { addressOf, isLoopback, objectKey } from '../../../model/index.ts';
import { answering, questionsOf } from '../../altering/index.ts';
import type { Mutant } from '../mutant.ts';
import { mutant } from '../mutant.ts';

/** SELF: a pod and itself. */
export const SELF_MUTANTS: readonly Mutant[] = [
  // "Modelled as a pod→pod connection."
  mutant('SELF-1', 'polices loopback', 'judge', (context, flow) => {
    const { source, destination } = flow;
    const loops = [source, destination].some(({ ip }) => isLoopback(addressOf(ip)));
    return loops ? judgeEnds(context, flow) : reference.judge(context, flow);
  }),

  // "DENY by ordinary evaluation."
  mutant('SELF-2', 'polices a pod that reaches its own address', 'judge', (context, flow) =>
    reference.judge(answering(context, 'selfDirect', 'policed'), flow),
  ),

  // "Asserting one answer."
  mutant(
    'SELF-3',
    'polices a pod that reaches itself through a Service, whatever the profile says',
    'judge',
    (context, flow) => reference.judge(answering(context, 'selfViaService', 'policed-as-self'), flow),
  ),

  // "Exemption keyed on 'own service'."
  mutant('SELF-4', 'lets a pod reach every backend of a Service of its own', 'judge', (context, flow) =>
    isOwnService(context, flow) ? 'allow' : reference.judge(context, flow),
  ),
];

function judgeEnds(context: Context, flow: Flow): 'allow' | 'deny' {
  const { egress, ingress } = questionsOf(context, flow);
  const sides = [egress, ingress].map((question) => context.semantics.allowsSide(context, question));
  return sides.every(Boolean) ? 'allow' : 'deny';
}

function isOwnService({ world }: Context, { source, destination }: Flow): boolean {
  if (destination.kind !== 'service' || !isPod(source)) return false;
  return world.cluster.endpointSlices.some(
    ({ namespace, service, endpoints }) =>
      objectKey({ namespace, name: service }) === destination.service &&
      endpoints.some(({ pod }) => pod === source.pod),
  );
}

function isPod(endpoint: HostEndpoint): endpoint is Extract<HostEndpoint, { kind: 'pod' }> {
  return endpoint.kind === 'pod';
}
