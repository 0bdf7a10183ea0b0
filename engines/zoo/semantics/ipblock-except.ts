import type { Context, SideQuestion } from '../../../evaluator/index.ts';
import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { Address, Direction, IPBlock, NetworkPolicyRule } from '../../../model/index.ts';
import { parseCidr, rangeCovers, withPeers } from '../../../model/index.ts';
import {
  blocksOf,
  deciding,
  inCidr,
  isExcepted,
  isWholeFamily,
  peerItems,
  policyAllows,
  portItems,
  rangeOf,
  rewritingBlocks,
  rewritingEachRule,
  rewritingRules,
  withPorts,
} from '../../altering/index.ts';
import type { Mutation } from '../zoo-entry.ts';
import { semanticsBugs } from '../semantics-bugs.ts';

/** Blocks that overlap, and what `except` takes out of them. */
export const IPBLOCK_EXCEPT: readonly Mutation[] = [
  // One flat list of cidrs and one of excepts: an except leaks onto every cidr of the rule.
  semanticsBugs(
    'OVN-845B',
    'effectiveRules',
    rewritingBlocks(({ cidr }, all) => {
      const except = all.flatMap((block) => block.except ?? []);
      return except.length === 0 ? { cidr } : { cidr, except };
    }),
  ),

  semanticsBugs('ANTREA-71', 'blockContains', (context, { cidr }, address) =>
    reference.blockContains(context, { cidr }, address),
  ),

  // Drop flows for excepts share the priority of the allows: whichever policy came first wins.
  semanticsBugs('ANTREA-367', 'allowsSide', (context, question) => {
    if (!reference.allowsSide(context, question)) return false;
    for (const policy of deciding(context, question)) {
      if (policyExcepts(context, question, [policy])) return false;
      if (policyAllows(context, policy, question)) return true;
    }
    return true;
  }),

  // Drops for excepts sit above the allows of all policies.
  semanticsBugs(
    'KUBEOVN-854',
    'allowsSide',
    (context, question) =>
      reference.allowsSide(context, question) &&
      !policyExcepts(context, question, deciding(context, question)),
  ),

  // A fast path for the catch-all does not look at excepts.
  semanticsBugs('AWS-58', 'blockContains', (context, block, address) =>
    reference.blockContains(context, isWholeFamily(block.cidr) ? { cidr: block.cidr } : block, address),
  ),

  // Entries are keyed by cidr, and "all ports" is lost where another rule of the same cidr lists some.
  semanticsBugs(
    'AWS-180',
    'effectiveRules',
    rewritingRules((rules, direction) =>
      rules.flatMap((rule) =>
        portItems(rule).length > 0
          ? [rule]
          : keepingBlocks(
              rule,
              direction,
              ({ cidr }) =>
                !rules.some((other) => portItems(other).length > 0 && hasCidr(other, direction, cidr)),
            ),
      ),
    ),
  ),

  // The entry of an excepted range inherits the ports of the wider one that excepts it.
  semanticsBugs(
    'AWS-344',
    'effectiveRules',
    rewritingRules((rules, direction) =>
      rules.map((rule) =>
        mappingBlocks(rule, direction, ({ cidr, except = [] }) => {
          const kept = except.filter(
            (text) => !rules.some((other) => other !== rule && hasCidr(other, direction, text)),
          );
          return kept.length === 0 ? { cidr } : { cidr, except: kept };
        }),
      ),
    ),
  ),

  // A longest-prefix match finds the nested entry, which lacks the ports of the wider one.
  semanticsBugs(
    'AWS-104',
    'effectiveRules',
    rewritingRules((rules, direction) =>
      rules.map((rule) =>
        mappingBlocks(rule, direction, (block) => {
          const nested = rules
            .filter((other) => other !== rule)
            .flatMap((other) => blocksOf(other, direction))
            .map(({ cidr }) => cidr)
            .filter((cidr) => isInside(cidr, block.cidr));
          return nested.length === 0 ? block : { ...block, except: [...(block.except ?? []), ...nested] };
        }),
      ),
    ),
  ),

  // The values of all entries point to the loop's one variable.
  semanticsBugs(
    'AWS-142',
    'effectiveRules',
    rewritingRules((rules, direction) => {
      const last = rules.findLast((rule) => blocksOf(rule, direction).length > 0);
      return rules.map((rule) =>
        last === undefined || blocksOf(rule, direction).length === 0 ? rule : withPorts(rule, last.ports),
      );
    }),
  ),

  // Rules are merged by cidr: no ports and some ports make some ports, and the excepts are the first rule's.
  semanticsBugs(
    'NPC-218',
    'effectiveRules',
    rewritingRules((rules, direction) =>
      rules.map((rule) => {
        const twins = rules.filter((other) =>
          blocksOf(rule, direction).some(({ cidr }) => hasCidr(other, direction, cidr)),
        );
        const ports = twins.flatMap(portItems);
        const first = twins[0];
        if (first === undefined || twins.length < 2 || ports.length === 0) return rule;
        return withPeers(withPorts(rule, ports), direction, peerItems(first, direction));
      }),
    ),
  ),

  // The bits of a wider cidr are not passed on to the cidrs inside it.
  semanticsBugs('MIZAR-409', 'allowsSide', (context, question) => {
    const { direction, other } = question;
    const lengths = deciding(context, question)
      .flatMap((policy) => context.semantics.effectiveRules(context, policy, direction))
      .flatMap((rule) => blocksOf(rule, direction))
      .filter(({ cidr }) => inCidr(cidr, other.address))
      .map(({ cidr }) => parseCidr(cidr)!.prefixLength);
    return reference.allowsSide(onlyPrefixLength(context, Math.max(...lengths)), question);
  }),

  // A wrong argument: with ports beside it, the block of an ingress rule is not looked at.
  semanticsBugs(
    'WEAVE-3653',
    'effectiveRules',
    rewritingEachRule((rule, direction) =>
      direction === 'ingress' && portItems(rule).length > 0 && blocksOf(rule, direction).length > 0
        ? [withPeers(rule, direction, undefined)]
        : [rule],
    ),
  ),

  // What goes to the pod's own node never passes the chain of the egress rules.
  semanticsBugs(
    'WEAVE-3924',
    'allowsSide',
    (context, question) =>
      (question.direction === 'egress' &&
        context.semantics.isOwnNode(context, question.subject, question.other)) ||
      reference.allowsSide(context, question),
  ),
];

function policyExcepts(
  context: Context,
  { direction, other }: SideQuestion,
  policies: ReturnType<typeof deciding>,
): boolean {
  return policies
    .flatMap((policy) => context.semantics.effectiveRules(context, policy, direction))
    .flatMap((rule) => blocksOf(rule, direction))
    .some((block) => isExcepted(block, other.address));
}

function onlyPrefixLength(context: Context, length: number): Context {
  const blockContains = (inner: Context, block: IPBlock, address: Address): boolean =>
    parseCidr(block.cidr)?.prefixLength === length && reference.blockContains(inner, block, address);
  return { ...context, semantics: { ...context.semantics, blockContains } };
}

/** The rule without the blocks that are not kept; nothing where no peer is left of it. */
function keepingBlocks(
  rule: NetworkPolicyRule,
  direction: Direction,
  keep: (block: IPBlock) => boolean,
): NetworkPolicyRule[] {
  const peers = peerItems(rule, direction);
  const kept = peers.filter(({ ipBlock }) => ipBlock === undefined || keep(ipBlock));
  if (kept.length === peers.length) return [rule];
  return kept.length === 0 ? [] : [withPeers(rule, direction, kept)];
}

function mappingBlocks(
  rule: NetworkPolicyRule,
  direction: Direction,
  map: (block: IPBlock) => IPBlock,
): NetworkPolicyRule {
  const peers = peerItems(rule, direction);
  if (peers.length === 0) return rule;
  const mapped = peers.map((peer) =>
    peer.ipBlock === undefined ? peer : { ...peer, ipBlock: map(peer.ipBlock) },
  );
  return withPeers(rule, direction, mapped);
}

function hasCidr(rule: NetworkPolicyRule, direction: Direction, cidr: string): boolean {
  return blocksOf(rule, direction).some((block) => block.cidr === cidr);
}

function isInside(inner: string, outer: string): boolean {
  const [small, large] = [rangeOf(inner), rangeOf(outer)];
  return (
    small !== undefined && large !== undefined && rangeCovers(large, small) && !rangeCovers(small, large)
  );
}
