import { DEFAULT_HISTORY, EVENTFUL } from './history/history-presets.ts';
import type { FeatureProbabilities, GeneratorSettings, GeneratorSizes, Size } from './settings.ts';

const size = (min: number, usual: number, max: number): Size => ({ min, usual, max });

const DEFAULT_SIZES: GeneratorSizes = {
  nodes: size(1, 3, 3),
  namespaces: size(1, 3, 4),
  pods: size(2, 8, 16),
  containerPorts: size(0, 2, 4),
  labels: size(0, 3, 4),
  services: size(1, 2, 4),
  servicePorts: size(2, 2, 3),
  externals: size(1, 2, 4),
  policies: size(0, 5, 8),
  rules: size(1, 2, 4),
  peers: size(1, 2, 4),
  ports: size(1, 2, 4),
  excepts: size(1, 2, 4),
  terms: size(1, 2, 4),
  values: size(1, 2, 3),
  events: size(3, 7, 12),
};

const DEFAULT_FEATURES: FeatureProbabilities = {
  ipv6Only: 0.2,
  dualStack: 0.5,
  singleFamilyPods: 0.5,
  gatewayAddresses: 0.5,
  secondNodeAddresses: 0.5,
  hostNetworkPods: 0.8,
  pendingPods: 0.4,
  finishedPods: 0.5,
  reusedAddresses: 0.8,
  terminatingPods: 0.5,
  externals: 1,
  services: 1,
  headlessServices: 0.8,
  targetPorts: 1,
  namedTargetPorts: 1,
  multiPortServices: 1,
  nodePorts: 0.8,
  loadBalancers: 0.5,
  externalIPs: 0.5,
  externalBackends: 0.8,
  localTrafficPolicies: 0.5,
  hostPorts: 0.5,
  portNames: 1,
  repeatedPortNames: 0.8,
  sidecarPorts: 0.6,
  initPorts: 0.6,
  namespaceLabels: 1,
  emptyLabelValues: 1,
  unlabelledPods: 1,
  portNameKeys: 0.7,
  reservedKeys: 0.7,
  confusableValues: 0.7,
  ambiguousNames: 0.8,
  longNames: 0.2,
  repeatedNames: 1,
  egress: 1,
  independentTypes: 0.7,
  unusualTypes: 0.5,
  ruleless: 1,
  anyPeer: 1,
  anyPort: 1,
  emptyRules: 0.6,
  namespacePeers: 1,
  combinedPeers: 1,
  ipBlocks: 1,
  emptySelectors: 1,
  inRequirements: 1,
  notInRequirements: 1,
  existsRequirements: 1,
  doesNotExistRequirements: 1,
  contradictions: 0.3,
  strangeTerms: 0.6,
  namespaceNames: 1,
  udp: 1,
  sctp: 0.8,
  namedPorts: 1,
  undeclaredNames: 0.5,
  portRanges: 1,
  wholeRanges: 0.5,
  protocolItems: 0.8,
  zeroCidrs: 0.8,
  singleAddressCidrs: 1,
  otherFamilyCidrs: 0.5,
  excepts: 1,
  nestedExcepts: 1,
  looseCidrText: 0.3,
  nonCanonicalCidrs: 0,
  repeatedItems: 0.8,
  relatedRules: 1,
  twinPolicies: 0.8,
};

const SMALL: GeneratorSettings = {
  name: 'small',
  sizes: {
    ...DEFAULT_SIZES,
    nodes: size(1, 2, 2),
    namespaces: size(1, 2, 2),
    pods: size(2, 3, 4),
    containerPorts: size(0, 1, 2),
    services: size(1, 1, 1),
    servicePorts: size(2, 2, 2),
    externals: size(1, 1, 1),
    policies: size(0, 2, 2),
    rules: size(1, 1, 2),
    peers: size(1, 1, 2),
    ports: size(1, 1, 2),
    excepts: size(1, 1, 2),
    terms: size(1, 1, 2),
    labels: size(0, 2, 2),
    events: size(3, 4, 6),
  },
  features: DEFAULT_FEATURES,
  history: DEFAULT_HISTORY,
};

const WIDE: GeneratorSettings = {
  name: 'wide',
  sizes: {
    ...DEFAULT_SIZES,
    pods: size(6, 20, 40),
    namespaces: size(2, 4, 6),
    nodes: size(1, 3, 5),
    containerPorts: size(0, 3, 6),
    services: size(1, 3, 6),
    policies: size(2, 12, 24),
    rules: size(1, 3, 6),
    peers: size(1, 3, 8),
    ports: size(1, 3, 8),
    excepts: size(1, 3, 8),
  },
  features: { ...DEFAULT_FEATURES, dualStack: 0.8 },
  history: DEFAULT_HISTORY,
};

const ADVERSARIAL: GeneratorSettings = {
  name: 'adversarial',
  sizes: {
    ...DEFAULT_SIZES,
    pods: size(2, 12, 64),
    namespaces: size(1, 4, 8),
    policies: size(1, 8, 24),
    rules: size(1, 3, 16),
    peers: size(1, 3, 24),
    ports: size(1, 3, 24),
    excepts: size(1, 4, 24),
    terms: size(1, 3, 8),
    values: size(1, 3, 6),
  },
  features: {
    ...DEFAULT_FEATURES,
    longNames: 0.8,
    unusualTypes: 1,
    repeatedPortNames: 1,
    sidecarPorts: 1,
    initPorts: 1,
    contradictions: 1,
    undeclaredNames: 1,
    looseCidrText: 1,
    nonCanonicalCidrs: 0.5,
    reservedKeys: 1,
    confusableValues: 1,
    ambiguousNames: 1,
  },
  history: DEFAULT_HISTORY,
};

/** Every feature in clusters that are quick to judge, with lists long enough for items to get in each other's way. */
const DENSE: GeneratorSettings = {
  name: 'dense',
  sizes: {
    ...DEFAULT_SIZES,
    nodes: size(1, 2, 3),
    namespaces: size(1, 3, 4),
    pods: size(2, 5, 8),
    containerPorts: size(0, 2, 3),
    labels: size(0, 2, 3),
    services: size(1, 1, 2),
    externals: size(1, 1, 2),
    policies: size(0, 3, 6),
    rules: size(1, 2, 3),
    peers: size(1, 2, 3),
    ports: size(1, 1, 3),
    excepts: size(1, 2, 3),
    terms: size(1, 2, 3),
    values: size(1, 2, 3),
  },
  features: { ...ADVERSARIAL.features, longNames: 0.1 },
  history: { ...DEFAULT_HISTORY, share: 0 },
};

/** Every feature in tiny clusters that change, with policies that are about something: many histories in little time. */
const MOMENTS: GeneratorSettings = {
  name: 'moments',
  sizes: { ...SMALL.sizes, policies: size(1, 2, 3), events: size(4, 6, 9) },
  features: {
    ...DENSE.features,
    contradictions: 0.1,
    strangeTerms: 0.2,
    undeclaredNames: 0.2,
    otherFamilyCidrs: 0.2,
    nonCanonicalCidrs: 0.2,
  },
  history: { share: 1, features: { ...DEFAULT_HISTORY.features, ...EVENTFUL } },
};

/** The settings that come with Fencepost, by name. */
export const GENERATOR_PRESETS = {
  /** Tiny clusters: quick to judge, easy to read. */
  small: SMALL,
  /** What a campaign uses unless told otherwise. */
  default: { name: 'default', sizes: DEFAULT_SIZES, features: DEFAULT_FEATURES, history: DEFAULT_HISTORY },
  /** Larger clusters with longer lists. */
  wide: WIDE,
  /** Everything that tends to break parsers, keys and tables, stored leftovers of older API servers included. */
  adversarial: ADVERSARIAL,
  /** As by default, and every case with a history: for what happens in time. */
  histories: {
    name: 'histories',
    sizes: DEFAULT_SIZES,
    features: DEFAULT_FEATURES,
    history: { ...DEFAULT_HISTORY, share: 1 },
  },
  /** Small clusters without histories, with everything that tends to break something. */
  dense: DENSE,
  /** Tiny clusters with histories, likewise. */
  moments: MOMENTS,
} as const satisfies Readonly<Record<string, GeneratorSettings>>;

/** The name of a preset. */
export type GeneratorPreset = keyof typeof GENERATOR_PRESETS;

/** Names of all features, in a fixed order. */
export const FEATURES = Object.keys(DEFAULT_FEATURES) as readonly (keyof FeatureProbabilities)[];
