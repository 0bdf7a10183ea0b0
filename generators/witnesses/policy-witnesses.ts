import type { POLICY_DETECTORS } from '../dimensions/policy-detectors.ts';
import type { KnobWitness, NoWitness } from './knob-witness.ts';

type PolicyFeature = keyof typeof POLICY_DETECTORS;

const ONE = { min: 1, usual: 1, max: 1 };
const TWO = { min: 2, usual: 2, max: 2 };

/** What each feature of policies is for. */
export const POLICY_WITNESSES: Readonly<Record<PolicyFeature, KnobWitness | NoWitness>> = {
  // Directions and rules.
  egress: { finds: 'mutant:PORT-18' },
  independentTypes: { finds: 'zoo:NPC-229' },
  unusualTypes: { finds: 'mutant:TYPE-7/exact' },
  ruleless: { finds: 'zoo:NPAPI-DENYALL' },
  anyPeer: { finds: 'mutant:PEER-1' },
  anyPort: { finds: 'zoo:AZURE-269' },
  emptyRules: { finds: 'mutant:RULE-3', preset: 'dense' },
  repeatedItems: { finds: 'mutant:PEER-14' },
  relatedRules: 'Rules that share peers or ports also come about by chance, some twenty times more seldom.',
  twinPolicies:
    'Policies that are about the same pods also come about by chance; this makes them differ in one part alone.',

  // Peers and selectors.
  namespacePeers: { finds: 'zoo:MULTINP-14', beside: { combinedPeers: 0 } },
  combinedPeers: { finds: 'zoo:CALICO-OR' },
  ipBlocks: { finds: 'zoo:CILIUM-9209' },
  emptySelectors: { finds: 'zoo:OVN-NONE' },
  inRequirements: { finds: 'zoo:AKS-2006' },
  notInRequirements: { finds: 'mutant:SEL-3' },
  existsRequirements: { finds: 'mutant:SEL-4' },
  doesNotExistRequirements: { finds: 'mutant:SEL-5/unimplemented' },
  // Two terms that are drawn may happen to contradict each other.
  contradictions: { finds: 'mutant:SEL-10', sizes: { terms: ONE } },
  strangeTerms:
    'A selector that matches nothing also comes about by chance; this makes it come as often whatever the labels are.',
  namespaceNames: { finds: 'mutant:NS-2', beside: { reservedKeys: 0 } },

  // Port items.
  udp: { finds: 'mutant:PORT-6', beside: { sctp: 0 }, sizes: { ports: TWO } },
  sctp: { finds: 'mutant:PROTO-3' },
  namedPorts: { finds: 'zoo:FELIX-1685' },
  undeclaredNames:
    'A name that the destination does not declare also comes about by chance; this one nobody declares, however many pods there are.',
  portRanges: { finds: 'zoo:CILIUM-28684' },
  wholeRanges: 'No known bug needs both ends of the numbers at once; P-END asks for them.',
  protocolItems: { finds: 'zoo:CALICO-4373' },

  // Blocks.
  zeroCidrs: { finds: 'zoo:AZURE-599' },
  singleAddressCidrs: {
    finds: 'zoo:ANTREA-386',
    beside: { portRanges: 0, protocolItems: 0, udp: 0, sctp: 0, excepts: 0, anyPeer: 0 },
    sizes: { rules: TWO, policies: TWO, containerPorts: { min: 1, usual: 2, max: 2 } },
    isRare: true,
  },
  otherFamilyCidrs: { finds: 'mutant:IPB-8', preset: 'dense', beside: { dualStack: 0 } },
  excepts: { finds: 'zoo:ANTREA-71' },
  nestedExcepts: 'Excepts that overlap also come about by chance; this makes them meet at their ends, too.',
  looseCidrText: { finds: 'admission:VAL-12/silent' },
  nonCanonicalCidrs: { finds: 'zoo:ANTREA-1764', preset: 'dense' },
};
