import type { Random } from 'fast-check';
import type { IPFamily, Protocol, SelectorOperator } from '../model/index.ts';
import { FAMILIES, PREFIX_LENGTHS } from './pools/addresses.ts';
import { CONFUSABLE_VALUES, PLAIN_KEYS, PLAIN_VALUES, RESERVED_KEYS } from './pools/labels.ts';
import type { NamePool } from './pools/names.ts';
import { LONG_LABELS, LONG_SUBDOMAINS, NAMESPACE_NAMES, OBJECT_NAMES } from './pools/names.ts';
import { PORT_NAMES, PORT_NUMBERS } from './pools/ports.ts';
import { blend, oneIn, pick, pickSome } from './random.ts';
import type { Features } from './swarm.ts';

export type PeerKind = 'pods' | 'namespaces' | 'combined' | 'block';
export type PortKind = 'number' | 'name' | 'range' | 'protocol';
export type TermKind = 'label' | SelectorOperator;

/**
 * The words of one case. They are few, so that values meet: a label that nothing selects and a port that
 * nobody opens show nothing. Lists may repeat an entry, which makes it likelier.
 */
export interface Vocabulary {
  /** In the order in which pods list their addresses. */
  readonly families: readonly IPFamily[];
  readonly keys: readonly string[];
  readonly values: readonly string[];
  readonly portNames: readonly string[];
  readonly portNumbers: readonly number[];
  /** Of blocks, ascending; the last is that of a single address. */
  readonly prefixLengths: Readonly<Record<IPFamily, readonly number[]>>;
  readonly protocols: readonly Protocol[];
  readonly namespaceNames: readonly string[];
  readonly objectNames: readonly string[];
  /** Names for objects whose names are DNS labels. */
  readonly labelNames: readonly string[];
  readonly nodeNames: readonly string[];
  readonly peerKinds: readonly PeerKind[];
  readonly portKinds: readonly PortKind[];
  readonly termKinds: readonly TermKind[];
}

const NODE_NAMES: readonly string[] = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8'];

/** Draws the words of a case. */
export function drawVocabulary(random: Random, on: Features): Vocabulary {
  const portNames = pickSome(random, PORT_NAMES, random.nextInt(1, 2));
  const namespaces = drawNames(random, on, NAMESPACE_NAMES);
  const objects = drawNames(random, on, OBJECT_NAMES);
  return {
    families: drawFamilies(random, on),
    keys: drawKeys(random, on, portNames),
    values: drawValues(random, on),
    portNames,
    portNumbers: drawPortNumbers(random),
    prefixLengths: { IPv4: drawPrefixLengths(random, 'IPv4'), IPv6: drawPrefixLengths(random, 'IPv6') },
    protocols: blend<Protocol>(random, 'TCP', [on.udp && 'UDP', on.sctp && 'SCTP']),
    namespaceNames: withLong(namespaces, on.longNames && LONG_LABELS),
    objectNames: withLong(objects, on.longNames && LONG_SUBDOMAINS),
    labelNames: withLong(objects.filter(isServiceName), on.longNames && LONG_LABELS),
    nodeNames: withLong(NODE_NAMES, on.longNames && LONG_SUBDOMAINS),
    peerKinds: blend<PeerKind>(random, 'pods', [
      on.namespacePeers && 'namespaces',
      on.combinedPeers && 'combined',
      on.ipBlocks && 'block',
      on.ipBlocks && 'block',
    ]),
    portKinds: blend<PortKind>(random, 'number', [
      on.namedPorts && 'name',
      on.portRanges && 'range',
      on.protocolItems && 'protocol',
    ]),
    termKinds: blend<TermKind>(random, 'label', [
      on.inRequirements && 'In',
      on.notInRequirements && 'NotIn',
      on.existsRequirements && 'Exists',
      on.doesNotExistRequirements && 'DoesNotExist',
    ]),
  };
}

function drawFamilies(random: Random, on: Features): readonly IPFamily[] {
  if (on.dualStack) return oneIn(random, 4) ? FAMILIES.toReversed() : FAMILIES;
  return on.ipv6Only ? ['IPv6'] : ['IPv4'];
}

function drawKeys(random: Random, on: Features, portNames: readonly string[]): readonly string[] {
  const keys = pickSome(random, PLAIN_KEYS, random.nextInt(1, 3));
  if (on.portNameKeys) keys.push(portNames[0]!);
  if (on.reservedKeys) keys.push(...pickSome(random, RESERVED_KEYS, random.nextInt(1, 2)));
  return keys;
}

function drawValues(random: Random, on: Features): readonly string[] {
  const values = pickSome(random, PLAIN_VALUES, random.nextInt(1, 3));
  if (on.emptyLabelValues) values.push('');
  if (on.confusableValues) values.push(pick(random, CONFUSABLE_VALUES));
  if (on.longNames) values.push(pick(random, LONG_LABELS));
  return values;
}

/** A few numbers that lie together in the pool, so that ranges touch and nest. */
function drawPortNumbers(random: Random): readonly number[] {
  const numbers = pickSome(random, PORT_NUMBERS, random.nextInt(2, 5));
  // 80 is what a reader expects to see, and what a port of a Service is.
  return numbers.includes(80) ? numbers : [80, ...numbers];
}

/** Few lengths, so that blocks meet: one that is cut out here is allowed there, or written twice. */
function drawPrefixLengths(random: Random, family: IPFamily): readonly number[] {
  const lengths = PREFIX_LENGTHS[family];
  return [...pickSome(random, lengths.slice(0, -1), random.nextInt(2, 6)), lengths.at(-1)!];
}

/** The names of a pool from anywhere on; the ambiguous ones as often from where their like stand together. */
function drawNames(random: Random, on: Features, pool: NamePool): readonly string[] {
  const list = on.ambiguousNames ? pool.ambiguous : pool.plain;
  const close = on.ambiguousNames && oneIn(random, 2);
  const start = random.nextInt(0, (close ? pool.beginnings : list.length) - 1);
  return [...list.slice(start), ...list.slice(0, start)];
}

function withLong(names: readonly string[], long: readonly string[] | false): readonly string[] {
  return long === false ? names : [...long, ...names];
}

/** Services have DNS labels that begin with a letter. */
function isServiceName(name: string): boolean {
  return !name.includes('.') && !(name[0]! >= '0' && name[0]! <= '9');
}
