import type {
  ClauseId,
  Exemption,
  Flow,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
  Reasons,
  RuleMatch,
  RuleRefusal,
  SideReason,
  Translation,
} from '../model/index.ts';
import { compareClauseIds, endpointName, hasPorts, objectKey, peersOf } from '../model/index.ts';
import { isExempt, sideQuestions } from './clauses/ends.ts';
import { exemptsOwnNode } from './clauses/rules.ts';
import { isLoopbackFlow } from './clauses/scope.ts';
import type { Context, PeerMatch, SideQuestion, Translated } from './semantics.ts';

/**
 * Why a flow gets its action: the same functions as the verdict, asked one by one and written down. It finds
 * the first item that lets the flow pass, and for a denied flow what each rule lacked.
 */
export function explain(context: Context, flow: Flow): Reasons {
  const { semantics } = context;
  if (!semantics.isEnforced(context)) return exempted({ kind: 'not-enforced', clauses: ['PLUG-1'] });
  const translated = semantics.translate(context, flow);
  const translation = translationOf(flow, translated);
  const exemption = exemptionOf(context, translated);
  if (exemption !== undefined) return exempted(exemption, translation);

  const questions = sideQuestions(context, translated);
  const sides = [questions.egress, questions.ingress]
    .filter(({ subject }) => semantics.isSubject(context, subject))
    .map((question) => explainSide(context, question));
  if (sides.length === 0) return exempted({ kind: 'not-governed', clauses: ['SCOPE-1'] }, translation);

  const egress = sides.find(({ direction }) => direction === 'egress');
  const ingress = sides.find(({ direction }) => direction === 'ingress');
  return {
    ...(translation === undefined ? {} : { translation }),
    ...(egress === undefined ? {} : { egress }),
    ...(ingress === undefined ? {} : { ingress }),
    clauses: decidingClauses(sides),
  };
}

function exempted(exemption: Exemption, translation?: Translation): Reasons {
  return {
    exemption,
    ...(translation === undefined ? {} : { translation }),
    clauses: exemption.clauses,
  };
}

/** A denying end speaks alone; where both allow, both count, isolated ends first. */
function decidingClauses(sides: readonly SideReason[]): ClauseId[] {
  const denying = sides.filter(({ action }) => action === 'deny');
  const speaking = denying.length > 0 ? denying : sides;
  const isolated = speaking.filter(({ isolatedBy }) => isolatedBy.length > 0);
  const clauses = (isolated.length > 0 ? isolated : speaking).flatMap((side) => side.clauses);
  return [...new Set(clauses)];
}

function exemptionOf(context: Context, translated: Translated): Exemption | undefined {
  const { source, destination } = translated;
  if (!isExempt(context, translated)) return undefined;
  if (isLoopbackFlow(source, destination)) return { kind: 'loopback', clauses: ['SELF-1'] };
  return { kind: 'self', clauses: [translated.translated ? 'SELF-3' : 'SELF-2'] };
}

function translationOf(flow: Flow, { destination, translated }: Translated): Translation | undefined {
  if (!translated || flow.backend === undefined) return undefined;
  const isService = flow.destination.kind === 'service';
  return {
    ...(flow.destination.kind === 'service' ? { service: flow.destination.service } : {}),
    destination: endpointName(destination.endpoint),
    port: flow.backend.port,
    clauses: isService ? ['SVC-1', 'SVC-2'] : ['PORT-21', 'SVC-9'],
  };
}

/** One end: what isolates it, and which items let the flow pass or what they lacked. */
function explainSide(context: Context, question: SideQuestion): SideReason {
  const { semantics } = context;
  const { direction, subject, other } = question;
  const pod = subject.pod!;
  const policies = semantics.applicablePolicies(context, pod, direction);
  const base = { direction, subject: objectKey(pod), isolatedBy: policies.map(objectKey) };
  const action = semantics.allowsSide(context, question) ? 'allow' : 'deny';
  if (policies.length === 0) return { ...base, action, refusals: [], clauses: ['ISO-1'] };
  if (semantics.isOwnNode(context, subject, other) && exemptsOwnNode(context, direction)) {
    return { ...base, action, refusals: [], clauses: [direction === 'ingress' ? 'NODE-1' : 'NODE-2'] };
  }
  const found = firstMatch(context, policies, question);
  if (action === 'allow') {
    return {
      ...base,
      action,
      ...(found === undefined ? {} : { allowedBy: found.match }),
      refusals: [],
      clauses: found?.clauses ?? ['PROTO-2'],
    };
  }
  const refusals = refusalsOf(context, policies, question);
  return { ...base, action, refusals, clauses: denyingClauses(context, policies, question) };
}

interface FoundMatch {
  readonly match: RuleMatch;
  readonly clauses: readonly ClauseId[];
}

function firstMatch(
  context: Context,
  policies: readonly NetworkPolicy[],
  question: SideQuestion,
): FoundMatch | undefined {
  for (const policy of policies) {
    const rules = context.semantics.effectiveRules(context, policy, question.direction);
    for (const [index, rule] of rules.entries()) {
      const found = matchInRule(context, policy, rule, index, question);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function matchInRule(
  context: Context,
  policy: NetworkPolicy,
  rule: NetworkPolicyRule,
  index: number,
  question: SideQuestion,
): FoundMatch | undefined {
  const peers = peersOf(rule, question.direction) ?? [];
  const base = { policy: objectKey(policy), rule: index };
  if (peers.length === 0) {
    const port = matchingPort(context, rule, question, 'any');
    if (port === undefined) return undefined;
    const open: ClauseId[] = port.clause === 'PORT-1' ? ['RULE-3'] : ['PEER-1', port.clause];
    return { match: { ...base, ...port.position }, clauses: open };
  }
  for (const [at, peer] of peers.entries()) {
    if (!context.semantics.matchesPeer(context, policy, peer, question)) continue;
    const port = matchingPort(context, rule, question, peer.ipBlock === undefined ? 'selector' : 'ipBlock');
    if (port === undefined) continue;
    return { match: { ...base, peer: at, ...port.position }, clauses: [clauseOfPeer(peer), port.clause] };
  }
  return undefined;
}

function matchingPort(
  context: Context,
  rule: NetworkPolicyRule,
  question: SideQuestion,
  via: PeerMatch,
): { position: { port?: number }; clause: ClauseId } | undefined {
  const items = rule.ports ?? [];
  if (items.length === 0) return { position: {}, clause: 'PORT-1' };
  if (!hasPorts(question.protocol)) return undefined;
  const at = items.findIndex((item) => context.semantics.matchesPort(context, item, question, via));
  return at < 0 ? undefined : { position: { port: at }, clause: clauseOfPort(items[at]!) };
}

/** The clause that gives a kind of peer item its meaning. */
export function clauseOfPeer({ ipBlock, podSelector, namespaceSelector }: NetworkPolicyPeer): ClauseId {
  if (ipBlock !== undefined) return ipBlock.except === undefined ? 'IPB-1' : 'IPB-2';
  if (podSelector === undefined) return 'PEER-4';
  return namespaceSelector === undefined ? 'PEER-3' : 'PEER-5';
}

/** The clause that gives a kind of port item its meaning. */
export function clauseOfPort({ port, endPort }: NetworkPolicyPort): ClauseId {
  if (port === undefined) return 'PORT-4';
  if (typeof port === 'string') return 'PORT-9';
  return endPort === undefined ? 'PORT-5' : 'PORT-7';
}

/** What each rule of each isolating policy lacked. */
function refusalsOf(
  context: Context,
  policies: readonly NetworkPolicy[],
  question: SideQuestion,
): RuleRefusal[] {
  return policies.flatMap((policy) =>
    context.semantics.effectiveRules(context, policy, question.direction).map((rule, index) => {
      const matched = halvesOf(context, policy, rule, question);
      return {
        policy: objectKey(policy),
        rule: index,
        peers: matched.peers ? ('matched' as const) : ('failed' as const),
        ports: matched.ports ? ('matched' as const) : ('failed' as const),
      };
    }),
  );
}

function halvesOf(
  context: Context,
  policy: NetworkPolicy,
  rule: NetworkPolicyRule,
  question: SideQuestion,
): { peers: boolean; ports: boolean } {
  const peers = peersOf(rule, question.direction) ?? [];
  return {
    peers:
      peers.length === 0 ||
      peers.some((peer) => context.semantics.matchesPeer(context, policy, peer, question)),
    ports: matchingPort(context, rule, question, 'any') !== undefined,
  };
}

/** ISO-4, and what a reader would look at first: the items that came close. */
function denyingClauses(
  context: Context,
  policies: readonly NetworkPolicy[],
  question: SideQuestion,
): ClauseId[] {
  const near = new Set<ClauseId>();
  for (const policy of policies) {
    for (const rule of context.semantics.effectiveRules(context, policy, question.direction)) {
      const { peers, ports } = halvesOf(context, policy, rule, question);
      if (peers && !ports) {
        near.add('RULE-1');
        for (const item of rule.ports ?? []) near.add(clauseOfPort(item));
      } else if (ports && !peers) {
        for (const peer of peersOf(rule, question.direction) ?? []) near.add(clauseOfPeer(peer));
      }
    }
  }
  if (!hasPorts(question.protocol)) near.add('PROTO-2');
  return ['ISO-4', ...[...near].sort(compareClauseIds)];
}
