import type {
  IPBlock,
  LabelSelector,
  LabelSelectorRequirement,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicySpec,
  PolicyType,
} from '../../../model/index.ts';
import { PROTOCOLS } from '../../../model/index.ts';
import {
  isText,
  readChoice,
  readInteger,
  readList,
  readRecord,
  readString,
  readStrings,
  required,
  type Field,
} from '../document/field.ts';
import { readLabels } from './part-codecs.ts';

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;
const POLICY_TYPES: readonly PolicyType[] = ['Ingress', 'Egress'];
const INT32 = { min: -(2 ** 31), max: 2 ** 31 - 1 };

/**
 * A policy as some API server stores it, though none would accept it today: types must fit, values are not
 * validated and nothing is defaulted (IPB-9, IPB-15, SEL-14).
 */
export function readStoredPolicy(field: Field): NetworkPolicy {
  const object = readRecord(field, ['apiVersion', 'kind', 'metadata', 'spec']);
  if (object.apiVersion !== undefined) readChoice(object.apiVersion, ['networking.k8s.io/v1']);
  if (object.kind !== undefined) readChoice(object.kind, ['NetworkPolicy']);
  const metadataField = required(field, object.metadata, 'metadata');
  const metadata = readRecord(metadataField, ['name', 'namespace', 'uid', 'labels', 'generation']);
  return {
    kind: 'NetworkPolicy',
    namespace: readString(required(metadataField, metadata.namespace, 'namespace')),
    name: readString(required(metadataField, metadata.name, 'name')),
    ...optional('uid', metadata.uid, readString),
    ...optional('labels', metadata.labels, readLabels),
    ...optional('generation', metadata.generation, (at) => readInteger(at, 0, Number.MAX_SAFE_INTEGER)),
    spec: readSpec(required(field, object.spec, 'spec')),
  };
}

function readSpec(field: Field): NetworkPolicySpec {
  const spec = readRecord(field, ['podSelector', 'policyTypes', 'ingress', 'egress']);
  return {
    podSelector: readSelector(required(field, spec.podSelector, 'podSelector')),
    policyTypes: readList(required(field, spec.policyTypes, 'policyTypes')).map((item) =>
      readChoice(item, POLICY_TYPES),
    ),
    ...optional('ingress', spec.ingress, (at) => readList(at).map((rule) => readRule(rule, 'from'))),
    ...optional('egress', spec.egress, (at) => readList(at).map((rule) => readRule(rule, 'to'))),
  };
}

function readRule<Peers extends 'from' | 'to'>(
  field: Field,
  peers: Peers,
): { [K in Peers]?: NetworkPolicyPeer[] } & { ports?: NetworkPolicyPort[] } {
  const rule = readRecord<string>(field, [peers, 'ports']);
  return {
    ...optional(peers, rule[peers], (at) => readList(at).map(readPeer)),
    ...optional('ports', rule['ports'], (at) => readList(at).map(readPolicyPort)),
  };
}

function readPeer(field: Field): NetworkPolicyPeer {
  const peer = readRecord(field, ['podSelector', 'namespaceSelector', 'ipBlock']);
  return {
    ...optional('podSelector', peer.podSelector, readSelector),
    ...optional('namespaceSelector', peer.namespaceSelector, readSelector),
    ...optional('ipBlock', peer.ipBlock, readBlock),
  };
}

function readBlock(field: Field): IPBlock {
  const block = readRecord(field, ['cidr', 'except']);
  return {
    cidr: readString(required(field, block.cidr, 'cidr')),
    ...optional('except', block.except, readStrings),
  };
}

function readPolicyPort(field: Field): NetworkPolicyPort {
  const port = readRecord(field, ['protocol', 'port', 'endPort']);
  const readNumber = (at: Field): number => readInteger(at, INT32.min, INT32.max);
  return {
    ...optional('protocol', port.protocol, (at) => readChoice(at, PROTOCOLS)),
    ...optional('port', port.port, (at) => (isText(at) ? readString(at) : readNumber(at))),
    ...optional('endPort', port.endPort, readNumber),
  };
}

function readSelector(field: Field): LabelSelector {
  const selector = readRecord(field, ['matchLabels', 'matchExpressions']);
  return {
    ...optional('matchLabels', selector.matchLabels, readLabels),
    ...optional('matchExpressions', selector.matchExpressions, (at) => readList(at).map(readRequirement)),
  };
}

function readRequirement(field: Field): LabelSelectorRequirement {
  const requirement = readRecord(field, ['key', 'operator', 'values']);
  return {
    key: readString(required(field, requirement.key, 'key')),
    operator: readChoice(required(field, requirement.operator, 'operator'), OPERATORS),
    ...optional('values', requirement.values, readStrings),
  };
}

function optional<Key extends string, Value>(
  key: Key,
  field: Field | undefined,
  read: (field: Field) => Value,
): { [K in Key]?: Value } {
  return field === undefined ? {} : ({ [key]: read(field) } as { [K in Key]?: Value });
}
