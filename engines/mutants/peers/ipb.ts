import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { Address, IPBlock } from '../../../model/index.ts';
import {
  addressOf,
  cidrRange,
  formatAddress,
  hasHostBits,
  hasPorts,
  parseCidr,
  withPeers,
} from '../../../model/index.ts';
import {
  blocksOf,
  deciding,
  exceptRanges,
  inCidr,
  isEmptied,
  isExcepted,
  isWholeFamily,
  rangeOf,
  rewritingBlocks,
  rewritingEachRule,
  touch,
} from '../../altering/index.ts';
import type { Mutant } from '../mutant.ts';
import { mutant } from '../mutant.ts';

/** IPB: what an ipBlock contains. */
export const IPB_MUTANTS: readonly Mutant[] = [
  // "Checks the pod's own address or the wrong end on ingress."
  mutant(
    'IPB-1',
    'looks for the subject in the block on ingress',
    'matchesPeer',
    (context, policy, peer, question) =>
      reference.matchesPeer(
        context,
        policy,
        peer,
        question.direction === 'ingress' ? { ...question, blockEnds: [question.subject] } : question,
      ),
  ),

  // "except ignored, or inverted."
  mutant('IPB-2', 'ignores except', 'blockContains', (context, block, address) =>
    reference.blockContains(context, { cidr: block.cidr }, address),
  ),
  mutant('IPB-2/inverted', 'matches what is excepted', 'blockContains', (context, block, address) =>
    block.except === undefined
      ? reference.blockContains(context, block, address)
      : isExcepted(block, address),
  ),

  // "except compiled to a drop that pre-empts other allows."
  mutant(
    'IPB-3',
    'drops what some block excepts, whoever else allows it',
    'allowsSide',
    (context, question) => {
      const { direction, other } = question;
      const dropped = deciding(context, question)
        .flatMap((policy) => context.semantics.effectiveRules(context, policy, direction))
        .flatMap((rule) => blocksOf(rule, direction))
        .some((block) => isExcepted(block, other.address));
      return !dropped && reference.allowsSide(context, question);
    },
  ),

  // "Only the last/first except honoured; intersection."
  mutant('IPB-4', 'honours the first except alone', 'blockContains', (context, block, address) =>
    reference.blockContains(context, withExcepts(block, block.except?.slice(0, 1)), address),
  ),
  mutant(
    'IPB-4/intersection',
    'excepts only what all excepts contain',
    'blockContains',
    (context, block, address) => {
      const { except = [] } = block;
      if (except.length === 0) return reference.blockContains(context, block, address);
      return except.some((text) => reference.blockContains(context, withExcepts(block, [text]), address));
    },
  ),

  // "All excepts pooled."
  mutant(
    'IPB-5/pooled',
    'holds the excepts of one item against every block of the rule',
    'effectiveRules',
    rewritingBlocks((block, all) =>
      withExcepts(
        block,
        all.flatMap(({ except = [] }) => except),
      ),
    ),
  ),

  // "Silent divergence: tests pass for external IPs only."
  mutant(
    'IPB-6',
    'finds no pod in a block',
    'matchesBlock',
    (context, block, end) => end.endpoint.kind !== 'pod' && reference.matchesBlock(context, block, end),
  ),

  // "ipset refuses 0/0; usable-host arithmetic drops first/last; 32-bit shift by 32."
  mutant(
    'IPB-7',
    'finds nothing in a block of prefix length 0',
    'blockContains',
    (context, block, address) =>
      !isWholeFamily(block.cidr) && reference.blockContains(context, block, address),
  ),
  mutant(
    'IPB-7/usable',
    'leaves the first and the last address out of a block',
    'blockContains',
    (context, block, address) =>
      !isOuterAddress(block.cidr, address) && reference.blockContains(context, block, address),
  ),

  // "'/0' short-circuited to any; IPv4-mapped comparison."
  mutant(
    'IPB-8',
    'takes a block of prefix length 0 for both families',
    'blockContains',
    (context, block, address) =>
      (isWholeFamily(block.cidr) && rangeOf(block.cidr)?.family !== address.family) ||
      reference.blockContains(context, block, address),
  ),
  mutant(
    'IPB-8/mapped',
    'compares an IPv4 address as an IPv6 one',
    'blockContains',
    (context, block, address) =>
      reference.blockContains(
        context,
        block,
        rangeOf(block.cidr)?.family === 'IPv6' && address.family === 'IPv4'
          ? { family: 'IPv6', value: 0xffff_0000_0000n + BigInt(address.value) }
          : address,
      ),
  ),

  // "String prefix compare."
  mutant('IPB-9', 'compares text where a cidr has host bits', 'blockContains', (context, block, address) => {
    const cidr = parseCidr(block.cidr);
    if (cidr === undefined || !hasHostBits(cidr)) return reference.blockContains(context, block, address);
    return formatAddress(address).startsWith(formatAddress(cidr.address));
  }),

  // "Node identity excluded from CIDR match."
  mutant(
    'IPB-10',
    'finds no node in a block',
    'matchesBlock',
    (context, block, end) => end.endpoint.kind !== 'node' && reference.matchesBlock(context, block, end),
  ),

  // "Primary podIP used for both families."
  mutant(
    'IPB-11',
    'looks for the primary address of a pod, whichever is used',
    'matchesBlock',
    (context, block, end) => {
      const [primary] = end.pod?.podIPs ?? [];
      if (end.endpoint.kind !== 'pod' || primary === undefined)
        return reference.matchesBlock(context, block, end);
      return reference.matchesBlock(context, block, { ...end, address: addressOf(primary) });
    },
  ),

  // "Name ignored → all ports."
  mutant(
    'IPB-12',
    'ignores a port name beside a block on egress',
    'matchesPort',
    (context, item, question, via) =>
      via === 'ipBlock' &&
      question.direction === 'egress' &&
      typeof item.port === 'string' &&
      hasPorts(question.protocol)
        ? (item.protocol ?? 'TCP') === question.protocol
        : reference.matchesPort(context, item, question, via),
  ),

  // "Interval-overlap error drops the whole rule."
  mutant(
    'IPB-13',
    'loses a rule whose excepts overlap or touch',
    'effectiveRules',
    rewritingEachRule((rule, direction) =>
      blocksOf(rule, direction).some(hasTouchingExcepts) ? [] : [rule],
    ),
  ),

  // "Empty difference collapses to 'no peers' = everything."
  mutant(
    'IPB-14',
    'takes a rule whose block is all excepted for one without peers',
    'effectiveRules',
    rewritingEachRule((rule, direction) =>
      blocksOf(rule, direction).some((block) => exceptRanges(block).length > 0 && isEmptied(block))
        ? [withPeers(rule, direction, undefined)]
        : [rule],
    ),
  ),

  // "A parse failure treated as a match."
  mutant(
    'IPB-15',
    'finds everything in a cidr that it cannot parse',
    'blockContains',
    (context, block, address) =>
      parseCidr(block.cidr) === undefined || reference.blockContains(context, block, address),
  ),
];

function withExcepts({ cidr }: IPBlock, except: readonly string[] = []): IPBlock {
  return except.length === 0 ? { cidr } : { cidr, except };
}

function isOuterAddress(text: string, address: Address): boolean {
  const cidr = parseCidr(text);
  if (cidr === undefined || !inCidr(text, address)) return false;
  const { first, last } = cidrRange(cidr);
  return first !== last && (address.value === first || address.value === last);
}

function hasTouchingExcepts(block: IPBlock): boolean {
  const ranges = exceptRanges(block);
  return ranges.some((range, index) => ranges.slice(index + 1).some((other) => touch(range, other)));
}
