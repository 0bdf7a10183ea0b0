import type {
  LabelSelector,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
  NetworkPolicySpec,
  PolicyType,
} from '../../model/index.ts';
import { DIRECTIONS, labelsFrom, withPeers } from '../../model/index.ts';
import type { SmallPlace } from './small-place.ts';
import { WEB_PORTS } from './small-place.ts';

/** `{}` and one label are as far as selectors go, beside one requirement of each operator. */
const label = (value: string): LabelSelector => ({ matchLabels: labelsFrom([['app', value]]) });

/** No pod and no namespace has this label. */
const NOBODY = label('c');

/** A policy chooses both pods, either of them, or none. */
const SUBJECTS: readonly LabelSelector[] = [{}, label('a'), label('b'), NOBODY];

const TYPES: readonly (readonly PolicyType[])[] = [['Ingress'], ['Egress'], ['Ingress', 'Egress']];

const [LOW, HIGH] = WEB_PORTS;

/** Absent: all ports. */
const PORT_LISTS: readonly (readonly NetworkPolicyPort[] | undefined)[] = [
  undefined,
  [{ protocol: 'TCP' }],
  [{ protocol: 'UDP' }],
  [{ protocol: 'SCTP' }],
  [{ protocol: 'TCP', port: LOW }],
  [{ protocol: 'TCP', port: HIGH }],
  [{ protocol: 'UDP', port: LOW }],
  [{ protocol: 'UDP', port: HIGH }],
  [{ protocol: 'TCP', port: 'web' }],
  [{ protocol: 'TCP', port: LOW, endPort: HIGH }],
];

/**
 * Every policy of a place that has at most one rule, with at most one peer and one port item: the universe that
 * is walked. An empty list is stored as an absent one, and so is no policy of its own (RULE-4).
 */
export function smallPolicies(place: SmallPlace): readonly NetworkPolicy[] {
  const rules = specRules(place);
  return [...new Set(place.namespaces)].flatMap((namespace) =>
    SUBJECTS.flatMap((podSelector) =>
      TYPES.flatMap((policyTypes) =>
        rules.map((rule): NetworkPolicy => {
          const spec: NetworkPolicySpec = { podSelector, policyTypes, ...rule };
          return { kind: 'NetworkPolicy', namespace, name: 'p', spec };
        }),
      ),
    ),
  );
}

/** No rule, or one in either direction, whatever the types say (TYPE-4, TYPE-5). */
function specRules(place: SmallPlace): readonly Pick<NetworkPolicySpec, 'ingress' | 'egress'>[] {
  const peers = [undefined, ...peersIn(place).map((peer) => [peer])];
  const directed = DIRECTIONS.flatMap((direction) =>
    peers.flatMap((list) =>
      PORT_LISTS.map((ports) => {
        const rule: NetworkPolicyRule = withPeers(ports === undefined ? {} : { ports }, direction, list);
        return { [direction]: [rule] };
      }),
    ),
  );
  return [{}, ...directed];
}

function peersIn(place: SmallPlace): readonly NetworkPolicyPeer[] {
  return [...podPeers(), ...namespacePeers(place), ...blockPeers(place)];
}

function podPeers(): NetworkPolicyPeer[] {
  const requirements: LabelSelector[] = [
    { matchExpressions: [{ key: 'app', operator: 'Exists' }] },
    { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] },
    ...['a', 'b'].flatMap((value): LabelSelector[] => [
      { matchExpressions: [{ key: 'app', operator: 'In', values: [value] }] },
      { matchExpressions: [{ key: 'app', operator: 'NotIn', values: [value] }] },
    ]),
  ];
  return [{}, label('a'), label('b'), NOBODY, ...requirements].map((podSelector) => ({ podSelector }));
}

function namespacePeers({ namespaces }: SmallPlace): NetworkPolicyPeer[] {
  const selectors = [{}, ...[...new Set(namespaces)].map(label), NOBODY];
  return selectors.flatMap((namespaceSelector): NetworkPolicyPeer[] => [
    { namespaceSelector },
    ...[{}, label('a'), label('b')].map((podSelector) => ({ namespaceSelector, podSelector })),
  ]);
}

/** Whole families, both pods, one of them, the outside; and what is left of the larger without the smaller. */
function blockPeers({ addresses }: SmallPlace): NetworkPolicyPeer[] {
  const { everything, bothPods, pods, outside, bits } = addresses;
  const [a, b, far] = [...pods, outside].map((ip) => `${ip}/${bits}`) as [string, string, string];
  const whole = [everything, bothPods, a, b, far].map((cidr) => ({ cidr }));
  const without: readonly (readonly [string, string])[] = [
    [everything, bothPods],
    [everything, a],
    [everything, b],
    [everything, far],
    [bothPods, a],
    [bothPods, b],
  ];
  const holed = without.map(([cidr, except]) => ({ cidr, except: [except] }));
  return [...whole, ...holed].map((ipBlock) => ({ ipBlock }));
}
