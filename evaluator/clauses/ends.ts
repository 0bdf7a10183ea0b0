import type { Action, Direction, Flow } from '../../model/index.ts';
import { familyOf } from '../../model/index.ts';
import type { Context, SideQuestion, Translated } from '../semantics.ts';
import type { End } from '../world.ts';
import { endOf } from '../world.ts';
import { isLoopbackFlow } from './scope.ts';

/** DIR-1: the source's egress side and the destination's ingress side must both allow. */
export function judge(context: Context, flow: Flow): Action {
  const { semantics } = context;
  if (!semantics.isEnforced(context)) return 'allow';
  return judgeTranslated(context, semantics.translate(context, flow));
}

/** {@link judge} where policies are enforced, once it is clear what each side gets to judge. */
export function judgeTranslated(context: Context, translated: Translated): Action {
  const { semantics } = context;
  if (isExempt(context, translated)) return 'allow';
  const { egress, ingress } = sideQuestions(context, translated);
  return semantics.allowsSide(context, egress) && semantics.allowsSide(context, ingress) ? 'allow' : 'deny';
}

/** SELF-1, SELF-2, SELF-3: what never reaches the policies. */
export function isExempt(context: Context, { source, destination, translated }: Translated): boolean {
  if (isLoopbackFlow(source, destination)) return true;
  if (!context.semantics.isSamePod(context, source, destination)) return false;
  return translated ? context.option('selfViaService') === 'allow' : context.option('selfDirect') === 'allow';
}

/** The question that each end is asked. */
export function sideQuestions(
  context: Context,
  translated: Translated,
): { egress: SideQuestion; ingress: SideQuestion } {
  const { source, destination } = translated;
  const egress = questionOf('egress', source, translated.egress);
  const ingress = questionOf('ingress', destination, translated.ingress);
  if (!translated.translated || !context.semantics.isSamePod(context, source, destination)) {
    return { egress, ingress };
  }
  // SELF-3: behind a Service, a pod's own packets may come back from another address.
  if (context.option('selfViaService') !== 'policed-as-node-ip') return { egress, ingress };
  const seen = hairpinSource(context, destination) ?? source;
  return { egress, ingress: { ...ingress, other: seen, blockEnds: [seen] } };
}

/** Field by field: asked for every flow, and a spread costs more than the verdict. */
function questionOf(
  direction: Direction,
  subject: End,
  { other, blockEnds, destination, protocol, port, blockPort }: Translated['egress'],
): SideQuestion {
  return { direction, subject, other, blockEnds, destination, protocol, port, blockPort };
}

/** The node's address as a mere address: the exemption of NODE-1 is for the node's own traffic. */
export function hairpinSource(context: Context, destination: End): End | undefined {
  const node = destination.nodeName === undefined ? undefined : context.world.nodes.get(destination.nodeName);
  const ip = node?.addresses.find((address) => familyOf(address) === destination.address.family);
  return ip === undefined ? undefined : endOf(context.world, { kind: 'external', ip });
}
