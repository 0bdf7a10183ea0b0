import type { Context, End, SideQuestion } from '../../evaluator/index.ts';
import type { Direction, Flow, HostEndpoint, NetworkPolicy } from '../../model/index.ts';
import { hasPorts } from '../../model/index.ts';

/** The questions that the two ends of a flow are asked. */
export function questionsOf(
  context: Context,
  flow: Flow,
): { readonly egress: SideQuestion; readonly ingress: SideQuestion } {
  const { source, destination, egress, ingress } = context.semantics.translate(context, flow);
  return {
    egress: { ...egress, direction: 'egress', subject: source },
    ingress: { ...ingress, direction: 'ingress', subject: destination },
  };
}

/** The policies that isolate an end for a direction; none where it is no subject. */
export function isolating(context: Context, end: End, direction: Direction): readonly NetworkPolicy[] {
  const { semantics } = context;
  if (end.pod === undefined || !semantics.isSubject(context, end)) return [];
  return semantics.applicablePolicies(context, end.pod, direction);
}

/**
 * The policies whose rules decide an end's answer; none where it is not isolated, where the own node is
 * exempt, or where the protocol has no ports to speak of.
 */
export function deciding(context: Context, question: SideQuestion): readonly NetworkPolicy[] {
  const { subject, other, direction } = question;
  if (!hasPorts(question.protocol)) return [];
  const policies = isolating(context, subject, direction);
  if (policies.length === 0 || !context.semantics.isOwnNode(context, subject, other)) return policies;
  const choice = context.option(direction === 'ingress' ? 'ownNodeIngress' : 'ownNodeEgress');
  return choice === 'always-allow' ? [] : policies;
}

/** Whether some rule of the policy lets the question pass. */
export function policyAllows(context: Context, policy: NetworkPolicy, question: SideQuestion): boolean {
  const { semantics } = context;
  return semantics
    .effectiveRules(context, policy, question.direction)
    .some((rule) => semantics.matchesRule(context, policy, rule, question));
}

/** The other direction. */
export function opposite(direction: Direction): Direction {
  return direction === 'ingress' ? 'egress' : 'ingress';
}

/**
 * The connection that the destination would open to the source; `undefined` where a translation stands between
 * them.
 *
 * @param port the port it would dial; the flow's own where absent
 */
export function reversed(flow: Flow, port = flow.port): Flow | undefined {
  if (flow.backend !== undefined || flow.destination.kind === 'service') return undefined;
  const source: HostEndpoint = flow.destination;
  return {
    source,
    destination: flow.source,
    protocol: flow.protocol,
    ...(port === undefined ? {} : { port }),
  };
}

/** The end of an address of which nothing else is known. */
export function bareEnd({ endpoint, address }: End): End {
  return {
    endpoint: { kind: 'external', ip: endpoint.ip },
    address,
    pod: undefined,
    nodeName: undefined,
  };
}
