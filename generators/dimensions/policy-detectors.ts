import type {
  Cluster,
  IPBlock,
  LabelSelector,
  LabelSelectorRequirement,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
} from '../../model/index.ts';
import {
  cidrOf,
  cidrRange,
  DIRECTIONS,
  formatCidr,
  hasHostBits,
  labelOf,
  maskCidr,
  NAMESPACE_NAME_LABEL,
  parseCidr,
  peersOf,
  policyTypeOf,
  rangeCovers,
  rulesOf,
} from '../../model/index.ts';
import { STRANGE_KEY, STRANGE_VALUE } from '../pools/labels.ts';
import { UNDECLARED_NAME } from '../pools/ports.ts';
import type { Feature } from '../settings.ts';
import type { Detector } from './cluster-detectors.ts';

/** A rule in a form that does not depend on its direction. */
interface FlatRule {
  readonly peers: readonly NetworkPolicyPeer[] | undefined;
  readonly ports: readonly NetworkPolicyPort[] | undefined;
}

const flatRules = (policy: NetworkPolicy): FlatRule[] =>
  DIRECTIONS.flatMap((direction) =>
    rulesOf(policy, direction).map((rule: NetworkPolicyRule) => ({
      peers: peersOf(rule, direction),
      ports: rule.ports,
    })),
  );

const anyPolicy =
  (test: (policy: NetworkPolicy) => boolean): Detector =>
  ({ policies }) =>
    policies.some(test);

const anyRule = (test: (rule: FlatRule) => boolean): Detector =>
  anyPolicy((policy) => flatRules(policy).some(test));

const anyPeer = (test: (peer: NetworkPolicyPeer) => boolean): Detector =>
  anyRule(({ peers = [] }) => peers.some(test));

const anyPort = (test: (port: NetworkPolicyPort) => boolean): Detector =>
  anyRule(({ ports = [] }) => ports.some(test));

const anyBlock = (test: (block: IPBlock, cluster: Cluster) => boolean): Detector => {
  return (cluster) => anyPeer(({ ipBlock }) => ipBlock !== undefined && test(ipBlock, cluster))(cluster);
};

const selectorsOf = (policy: NetworkPolicy): LabelSelector[] => [
  policy.spec.podSelector,
  ...flatRules(policy)
    .flatMap(({ peers = [] }) => peers)
    .flatMap(({ podSelector, namespaceSelector }) => [podSelector ?? [], namespaceSelector ?? []].flat()),
];

const anySelector = (test: (selector: LabelSelector) => boolean): Detector =>
  anyPolicy((policy) => selectorsOf(policy).some(test));

const anyRequirement = (test: (requirement: LabelSelectorRequirement) => boolean): Detector =>
  anySelector(({ matchExpressions = [] }) => matchExpressions.some(test));

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const repeats = (values: readonly unknown[]): boolean =>
  new Set(values.map((value) => JSON.stringify(value))).size < values.length;

const prefixLength = (text: string): number => Number(text.split('/')[1]);

const textsOf = ({ cidr, except = [] }: IPBlock): readonly string[] => [cidr, ...except];

const isCanonical = (text: string): boolean => formatCidr(maskCidr(cidrOf(text))) === text;

/** Whether an API server takes the CIDR today. */
const isLegal = (text: string): boolean => {
  const cidr = parseCidr(text);
  return cidr !== undefined && !hasHostBits(cidr);
};

/** Two requirements on one key that exclude each other, as the generator writes them. */
function contradicts({ matchExpressions = [] }: LabelSelector): boolean {
  return matchExpressions.some((a) =>
    matchExpressions.some(
      (b) =>
        a.key === b.key &&
        ((a.operator === 'Exists' && b.operator === 'DoesNotExist') ||
          (a.operator === 'In' && b.operator === 'NotIn' && same(a.values, b.values))),
    ),
  );
}

function related(policy: NetworkPolicy): boolean {
  const rules = flatRules(policy);
  return rules.some((a, index) =>
    rules.slice(index + 1).some((b) => !same(a, b) && (same(a.peers, b.peers) || same(a.ports, b.ports))),
  );
}

function nested({ except = [] }: IPBlock): boolean {
  const ranges = except.filter(isLegal).map((text) => cidrRange(cidrOf(text)));
  return ranges.some((a, index) => ranges.some((b, at) => at !== index && rangeCovers(a, b)));
}

/** How each feature of the policies shows. Some show by chance too: those are listed in the test. */
export const POLICY_DETECTORS = {
  egress: anyPolicy(({ spec }) => spec.egress !== undefined || spec.policyTypes.includes('Egress')),
  independentTypes: anyPolicy((policy) =>
    DIRECTIONS.some(
      (direction) =>
        rulesOf(policy, direction).length > 0 && !policy.spec.policyTypes.includes(policyTypeOf(direction)),
    ),
  ),
  unusualTypes: anyPolicy(
    ({ spec: { policyTypes: types } }) => repeats(types) || types.join() === 'Egress,Ingress',
  ),
  ruleless: anyPolicy(({ spec }) => spec.ingress === undefined && spec.egress === undefined),
  anyPeer: anyRule(({ peers }) => peers === undefined),
  anyPort: anyRule(({ ports }) => ports === undefined),
  emptyRules: anyRule(({ peers, ports }) => peers === undefined && ports === undefined),
  namespacePeers: anyPeer((peer) => peer.namespaceSelector !== undefined && peer.podSelector === undefined),
  combinedPeers: anyPeer((peer) => peer.namespaceSelector !== undefined && peer.podSelector !== undefined),
  ipBlocks: anyPeer(({ ipBlock }) => ipBlock !== undefined),
  emptySelectors: anySelector((selector) => Object.keys(selector).length === 0),
  inRequirements: anyRequirement(({ operator }) => operator === 'In'),
  notInRequirements: anyRequirement(({ operator }) => operator === 'NotIn'),
  existsRequirements: anyRequirement(({ operator }) => operator === 'Exists'),
  doesNotExistRequirements: anyRequirement(({ operator }) => operator === 'DoesNotExist'),
  contradictions: anySelector(contradicts),
  strangeTerms: anySelector(({ matchLabels = {}, matchExpressions = [] }) => {
    const words = new Set([
      ...Object.entries(matchLabels).flat(),
      ...matchExpressions.flatMap(({ key, values = [] }) => [key, ...values]),
    ]);
    return words.has(STRANGE_KEY) || words.has(STRANGE_VALUE);
  }),
  namespaceNames: ({ namespaces, policies }) =>
    policies.some((policy) =>
      flatRules(policy).some(({ peers = [] }) =>
        peers.some(({ namespaceSelector }) =>
          namespaces.some(
            ({ name }) => labelOf(namespaceSelector?.matchLabels ?? {}, NAMESPACE_NAME_LABEL) === name,
          ),
        ),
      ),
    ),
  udp: anyPort(({ protocol }) => protocol === 'UDP'),
  sctp: anyPort(({ protocol }) => protocol === 'SCTP'),
  namedPorts: anyPort(({ port }) => typeof port === 'string'),
  undeclaredNames: anyPort(({ port }) => port === UNDECLARED_NAME),
  portRanges: anyPort(({ endPort }) => endPort !== undefined),
  wholeRanges: anyPort(({ port, endPort }) => port === 1 && endPort === 65535),
  protocolItems: anyPort(({ port }) => port === undefined),
  zeroCidrs: anyBlock(({ cidr }) => prefixLength(cidr) === 0),
  singleAddressCidrs: anyBlock(({ cidr }) => isSingle(cidr)),
  otherFamilyCidrs: anyBlock(({ cidr }, { nodes }) =>
    nodes.every(({ addresses }) => addresses.every((ip) => ip.includes(':') !== isIPv6(cidr))),
  ),
  excepts: anyBlock(({ except }) => except !== undefined),
  nestedExcepts: anyBlock(nested),
  looseCidrText: anyBlock((block) => textsOf(block).some((text) => isLegal(text) && !isCanonical(text))),
  nonCanonicalCidrs: anyBlock((block) => !textsOf(block).every(isLegal)),
  repeatedItems: anyRule(
    ({ peers = [], ports = [] }) =>
      repeats(peers) || repeats(ports) || peers.some(({ ipBlock }) => repeats(ipBlock?.except ?? [])),
  ),
  relatedRules: anyPolicy(related),
  twinPolicies: ({ policies }) =>
    policies.some((a, index) =>
      policies
        .slice(index + 1)
        .some((b) => same(a.spec.ingress, b.spec.ingress) && a.spec.ingress?.length !== undefined),
    ),
} as const satisfies Partial<Record<Feature, Detector>>;

function isSingle(text: string): boolean {
  return prefixLength(text) === (text.includes(':') ? 128 : 32);
}

/** A mapped block is an IPv4 block in another form (IPB-15). */
function isIPv6(cidr: string): boolean {
  return cidr.includes(':') && !cidr.startsWith('::ffff:');
}
