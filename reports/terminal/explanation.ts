import type { Flow, Reasons, RuleMatch, RuleRefusal, SideReason, Verdict } from '../../model/index.ts';
import { formatFlow } from '../../model/index.ts';
import type { Style } from './style.ts';
import { PLAIN } from './style.ts';

/** A verdict and its reasons, as a person reads them: the answer first, then each end. */
export function explanation(flow: Flow, verdict: Verdict, style: Style = PLAIN): string[] {
  const { action, basis, reasons } = verdict;
  const answer = action === 'allow' ? style.good('ALLOW') : style.bad('DENY');
  const by =
    basis.kind === 'mandated' ? 'mandated by the API' : `left to the plugin (${basis.options.join(', ')})`;
  return [
    `${answer}  ${style.bold(formatFlow(flow))}`,
    `  ${by}; ${style.dim(reasons.clauses.join(', '))}`,
    ...reasonLines(reasons).map((line) => `  ${line}`),
  ];
}

/** The reasons alone, without the answer. */
export function reasonLines(reasons: Reasons): string[] {
  const lines: string[] = [];
  const { translation, exemption, egress, ingress } = reasons;
  if (translation !== undefined) {
    const front = translation.service === undefined ? 'the hostPort' : `Service ${translation.service}`;
    lines.push(`${front} leads to ${translation.destination} port ${translation.port}`);
  }
  if (exemption !== undefined) lines.push(EXEMPTIONS[exemption.kind]);
  if (egress !== undefined) lines.push(...sideLines(egress));
  if (ingress !== undefined) lines.push(...sideLines(ingress));
  return lines;
}

const EXEMPTIONS = {
  'not-governed': 'neither end is a pod that policies can select',
  'own-node': 'the node of a pod may always connect to it',
  self: 'a pod may always connect to itself',
  loopback: 'loopback never leaves the pod',
  'not-enforced': 'the plugin does not enforce NetworkPolicy',
} as const;

function sideLines(side: SideReason): string[] {
  const { direction, subject, action, isolatedBy, allowedBy, refusals, clauses } = side;
  const head = `${direction} of ${subject}:`;
  if (isolatedBy.length === 0) return [`${head} not isolated, so everything passes`];
  const by = `isolated by ${isolatedBy.join(', ')}`;
  if (action === 'allow') {
    if (allowedBy !== undefined) return [`${head} ${by}; allowed by ${matchText(allowedBy, direction)}`];
    return [`${head} ${by}; exempt (${clauses.join(', ')})`];
  }
  if (refusals.length === 0)
    return [`${head} ${by}, which ${isolatedBy.length === 1 ? 'has' : 'have'} no rule for it`];
  return [
    `${head} ${by}, and no rule matches`,
    ...refusals.map((refusal) => `  ${refusalText(refusal, direction)}`),
  ];
}

function matchText({ policy, rule, peer, port }: RuleMatch, direction: 'ingress' | 'egress'): string {
  const peers = direction === 'ingress' ? 'from' : 'to';
  const which = [
    peer === undefined ? undefined : `${peers}[${peer}]`,
    port === undefined ? undefined : `ports[${port}]`,
  ].filter((part) => part !== undefined);
  const items = which.length === 0 ? '' : ` (${which.join(', ')})`;
  return `${policy} ${direction}[${rule}]${items}`;
}

function refusalText({ policy, rule, peers, ports }: RuleRefusal, direction: 'ingress' | 'egress'): string {
  const where = `${policy} ${direction}[${rule}]`;
  const list = direction === 'ingress' ? 'from' : 'to';
  if (peers === 'failed' && ports === 'failed') return `${where}: no ${list} item and no port item matches`;
  if (peers === 'failed') return `${where}: the port matches, no ${list} item does`;
  if (ports === 'failed') return `${where}: the peer matches, no port item does`;
  return `${where}: peer and port match, but not together`;
}
