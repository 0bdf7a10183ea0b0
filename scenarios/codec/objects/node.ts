import { isSeq } from 'yaml';
import type { Labels, Node } from '../../../model/index.ts';
import type { Field } from '../document/field.ts';
import type { YamlValue } from '../document/yaml-value.ts';
import { addressesPart, cidrsPart, labelsPart } from './part-codecs.ts';
import { readParts, writeParts, type PartTable } from './parts.ts';

interface NodeParts {
  readonly addresses: readonly string[];
  readonly podCIDRs: readonly string[];
  readonly labels: Labels;
}

const NODE_PARTS: PartTable<NodeParts> = {
  addresses: addressesPart,
  podCIDRs: cidrsPart,
  labels: labelsPart,
};

/** A list of addresses, or a mapping where there is more to say. */
export function readNode(name: string, field: Field, previous?: Node): Node {
  const parts = isSeq(field.node)
    ? { podCIDRs: [], labels: {}, ...previous, addresses: addressesPart.read(field, {}, undefined) }
    : readParts(field, NODE_PARTS, undefined, previous);
  return { kind: 'Node', name, labels: parts.labels, addresses: parts.addresses, podCIDRs: parts.podCIDRs };
}

export function writeNode(node: Node, previous?: Node): YamlValue {
  const parts = writeParts<NodeParts, void>(node, NODE_PARTS, undefined, previous);
  const addresses = parts.get('addresses');
  return parts.size === 1 && Array.isArray(addresses) ? (addresses as readonly string[]) : parts;
}
