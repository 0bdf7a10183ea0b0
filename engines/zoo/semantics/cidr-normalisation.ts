import type { Context, SideQuestion } from '../../../evaluator/index.ts';
import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { NetworkPolicy } from '../../../model/index.ts';
import {
  DIRECTIONS,
  familyOf,
  formatCidr,
  hasHostBits,
  maskCidr,
  parseCidr,
  rulesOf,
  singleAddress,
  withPeers,
} from '../../../model/index.ts';
import {
  blocksOf,
  deciding,
  isWholeFamily,
  peerItems,
  rewritingEachRule,
  rewritingRules,
} from '../../altering/index.ts';
import type { Mutation } from '../zoo-entry.ts';
import { semanticsBugs } from '../semantics-bugs.ts';

/** What is written as a cidr, and what is made of it. */
export const CIDR_NORMALISATION: readonly Mutation[] = [
  // Looked up by text, written by network: of several texts for one network the last survives.
  semanticsBugs(
    'AWS-609',
    'effectiveRules',
    rewritingRules((rules, direction) => {
      const all = rules.flatMap((rule) => blocksOf(rule, direction));
      return rules.flatMap((rule) => {
        const peers = peerItems(rule, direction);
        const kept = peers.filter(({ ipBlock }) => {
          if (ipBlock === undefined) return true;
          const last = all.findLast(({ cidr }) => networkOf(cidr) === networkOf(ipBlock.cidr));
          return last?.cidr === ipBlock.cidr;
        });
        if (kept.length === peers.length) return [rule];
        return kept.length === 0 ? [] : [withPeers(rule, direction, kept)];
      });
    }),
  ),

  // An except with host bits has the key of the block that it lies on: of the two, the denial stays.
  semanticsBugs(
    'AWS-609B',
    'effectiveRules',
    rewritingRules((rules, direction) => {
      const denied = new Set(
        rules
          .flatMap((rule) => blocksOf(rule, direction))
          .flatMap(({ except = [] }) => except.filter(isUnmasked).map(networkOf)),
      );
      return rules.flatMap((rule) => {
        const peers = peerItems(rule, direction);
        const kept = peers.filter(
          ({ ipBlock }) => ipBlock === undefined || !denied.has(networkOf(ipBlock.cidr)),
        );
        if (kept.length === peers.length) return [rule];
        return kept.length === 0 ? [] : [withPeers(rule, direction, kept)];
      });
    }),
  ),

  // An IPv4 address in the form of sixteen bytes goes to the table of IPv6.
  semanticsBugs(
    'CALICO-TO4',
    'blockContains',
    (context, block, address) =>
      !(isMapped(block.cidr) && address.family === 'IPv4') &&
      reference.blockContains(context, block, address),
  ),

  // An address and its /32 are two entries to the plugin and one to the switch: of a pod that an egress rule knows by
  // the name of a port and another by its address, the second entry stays.
  semanticsBugs('ANTREA-386', 'matchesPorts', (context, items, question, via) => {
    if (question.direction === 'ingress' || !hasHostBlock(context, question)) {
      return reference.matchesPorts(context, items, question, via);
    }
    const kept = (items ?? []).filter(({ port }) => typeof port !== 'string');
    const isLost = items !== undefined && items.length > 0 && kept.length === 0;
    return !isLost && reference.matchesPorts(context, items && kept, question, via);
  }),

  // A masked address is compared with a base that is not masked.
  semanticsBugs(
    'ANTREA-1764',
    'blockContains',
    (context, block, address) => !isUnmasked(block.cidr) && reference.blockContains(context, block, address),
  ),

  // Refused in translation, reported as done: the whole policy is missing, its isolation included.
  semanticsBugs('AZURE-4867', 'effectiveTypes', (context, policy) =>
    cidrsOf(policy).some((cidr) => isWholeFamily(cidr) && isUnmasked(cidr))
      ? []
      : reference.effectiveTypes(context, policy),
  ),

  // The type of set takes no prefix of length 0.
  semanticsBugs(
    'AZURE-599',
    'blockContains',
    (context, block, address) =>
      block.cidr !== '0.0.0.0/0' && reference.blockContains(context, block, address),
  ),

  // 0.0.0.0/0 becomes "the world", which speaks IPv6 as well.
  semanticsBugs(
    'CILIUM-22610',
    'blockContains',
    (context, block, address) =>
      (block.cidr === '0.0.0.0/0' && block.except === undefined && address.family === 'IPv6') ||
      reference.blockContains(context, block, address),
  ),

  // "The world" is recognised in a list of one item only.
  semanticsBugs(
    'CILIUM-4845',
    'effectiveRules',
    rewritingEachRule((rule, direction) => {
      const families = new Set(
        blocksOf(rule, direction).map(({ cidr }) => (isWholeFamily(cidr) ? familyOf(cidr) : undefined)),
      );
      if (!families.has('IPv4') || !families.has('IPv6')) return [rule];
      const kept = peerItems(rule, direction).filter(
        ({ ipBlock }) => ipBlock === undefined || !isWholeFamily(ipBlock.cidr),
      );
      return kept.length === 0 ? [] : [withPeers(rule, direction, kept)];
    }),
  ),

  // 0.0.0.0/0 finds only what has an identity of its own.
  semanticsBugs(
    'CILIUM-39693',
    'matchesBlock',
    (context, block, end) =>
      !(isWholeFamily(block.cidr) && end.endpoint.kind === 'external') &&
      reference.matchesBlock(context, block, end),
  ),
];

/** Classified among the blocks, but bugs about who is behind an address. */
export const IPBLOCK_IDENTITY: readonly Mutation[] = [
  // The identity of a pod wins over its address.
  semanticsBugs(
    'CILIUM-9209',
    'matchesBlock',
    (context, block, end) => end.endpoint.kind !== 'pod' && reference.matchesBlock(context, block, end),
  ),

  // So does the identity of a node.
  semanticsBugs(
    'CILIUM-12277',
    'matchesBlock',
    (context, block, end) =>
      end.endpoint.kind !== 'node' &&
      end.endpoint.kind !== 'hostNetwork' &&
      reference.matchesBlock(context, block, end),
  ),
];

function isUnmasked(text: string): boolean {
  const cidr = parseCidr(text);
  return cidr !== undefined && hasHostBits(cidr);
}

function isMapped(text: string): boolean {
  return text.toLowerCase().startsWith('::ffff:');
}

/** Whether a policy of the subject names the destination by a block of one address. */
function hasHostBlock(context: Context, question: SideQuestion): boolean {
  const { direction, destination } = question;
  const host = formatCidr(singleAddress(destination.address));
  return deciding(context, question)
    .flatMap((policy) => context.semantics.effectiveRules(context, policy, direction))
    .flatMap((rule) => blocksOf(rule, direction))
    .some(({ cidr }) => networkOf(cidr) === host);
}

function networkOf(text: string): string {
  const cidr = parseCidr(text);
  return cidr === undefined ? text : formatCidr(maskCidr(cidr));
}

function cidrsOf(policy: NetworkPolicy): string[] {
  return DIRECTIONS.flatMap((direction) =>
    rulesOf(policy, direction).flatMap((rule) => blocksOf(rule, direction).map(({ cidr }) => cidr)),
  );
}
