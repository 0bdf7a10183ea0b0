import type { Exemption, Reasons, RuleMatch, RuleRefusal, SideReason, Verdict } from '../model/index.ts';

/** A verdict's reasons as short sentences, in the order of a packet's way, and who decides at the end. */
export function verdictSentences({ reasons, basis }: Verdict): string[] {
  const { exemption, egress, ingress } = reasons;
  return [
    ...translationSentences(reasons),
    ...(exemption === undefined ? [] : [EXEMPTIONS[exemption.kind]]),
    ...(egress === undefined ? [] : sideSentences(egress)),
    ...(ingress === undefined ? [] : sideSentences(ingress)),
    `The clauses are ${reasons.clauses.join(', ')}.`,
    basis.kind === 'mandated'
      ? 'Every implementation must answer so.'
      : `Implementations may differ: ${basis.options.join(', ')}.`,
  ];
}

const EXEMPTIONS: Readonly<Record<Exemption['kind'], string>> = {
  'not-governed': 'Neither end is a pod that policies can select.',
  'own-node': 'The node of a pod is always let in.',
  self: 'A pod reaches itself.',
  loopback: 'Loopback never leaves the pod.',
  'not-enforced': 'Nothing enforces NetworkPolicies.',
};

function translationSentences({ translation }: Reasons): string[] {
  if (translation === undefined) return [];
  const { service, destination, port } = translation;
  const front = service === undefined ? 'The hostPort' : `Service ${service}`;
  return [`${front} leads to ${destination}, port ${port}.`];
}

function sideSentences(side: SideReason): string[] {
  const { subject, direction, isolatedBy, action, allowedBy, refusals } = side;
  if (isolatedBy.length === 0) return [`${subject} is not isolated for ${direction}.`];
  const isolated = `${subject} is isolated for ${direction} by ${isolatedBy.join(', ')}.`;
  if (allowedBy !== undefined) return [isolated, `${matchPath(side, allowedBy)} lets the flow pass.`];
  if (action === 'allow') return [isolated, `An exemption lets the flow pass (${side.clauses.join(', ')}).`];
  if (refusals.length === 0) return [isolated, 'There is no rule.'];
  return [isolated, ...refusals.map((refusal) => refusalSentence(side, refusal))];
}

/** The items as Kubernetes names fields: `x/p spec.ingress[0] (from[1], ports[0])`. */
function matchPath({ direction }: SideReason, { policy, rule, peer, port }: RuleMatch): string {
  const peers = direction === 'ingress' ? 'from' : 'to';
  const items = [
    ...(peer === undefined ? [] : [`${peers}[${peer}]`]),
    ...(port === undefined ? [] : [`ports[${port}]`]),
  ];
  const detail = items.length === 0 ? '' : ` (${items.join(', ')})`;
  return `${policy} spec.${direction}[${rule}]${detail}`;
}

function refusalSentence({ direction }: SideReason, { policy, rule, peers, ports }: RuleRefusal): string {
  const path = `${policy} spec.${direction}[${rule}]`;
  if (peers === 'failed' && ports === 'failed') return `${path} matches neither the peer nor the port.`;
  if (peers === 'failed') return `${path} does not match the peer.`;
  if (ports === 'failed') return `${path} does not match the port.`;
  return `${path} matches the peer and the port, but not together.`;
}
