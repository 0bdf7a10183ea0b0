import { forbidden, required } from '../complaint.ts';
import { defaultAdmissionRules as rules } from '../rules.ts';
import { dnsLabelErrors } from '../validate/names.ts';
import type { AdmissionMutant } from './admission-mutant.ts';
import { admissionMutant as mutant } from './admission-mutant.ts';

/** What an API server refuses, and what it does not: names, ports, peers, types and selectors. */
export const VALIDATION_MUTANTS: readonly AdmissionMutant[] = [
  // "63-char DNS-label rule."
  mutant('VAL-1', 'wants a name that is a DNS label', 'policyName', dnsLabelErrors),

  // "Case folding; '' treated as absent."
  mutant('VAL-2', 'reads protocols without regard to case', 'isProtocol', (protocol) =>
    rules.isProtocol(protocol.toUpperCase()),
  ),
  mutant(
    'VAL-2/empty',
    'takes an empty protocol for an absent one',
    'isProtocol',
    (protocol) => protocol === '' || rules.isProtocol(protocol),
  ),

  // "0 as wildcard."
  mutant('VAL-3', 'takes port 0 for a wildcard', 'portNumber', (port) =>
    port === 0 ? [] : rules.portNumber(port),
  ),

  // "Quoted number '80' silently turned into number 80." The decoder does it, before names are looked at.
  mutant('VAL-4', 'reads a number in quotes as a number', 'intOrString', (value) =>
    typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : rules.intOrString(value),
  ),
  mutant('VAL-4/any', 'takes any text for a port name', 'portName', () => []),

  // "Taken as 1..90."
  mutant('VAL-5', 'takes endPort without port for a range from the start', 'endPort', (endPort, port) =>
    port === undefined ? [] : rules.endPort(endPort, port),
  ),

  // "Accepted, end ignored."
  mutant('VAL-6', 'accepts endPort beside a named port', 'endPort', (endPort, port) =>
    typeof port === 'string' ? [] : rules.endPort(endPort, port),
  ),

  // "Swapped or strict comparison."
  mutant('VAL-7', 'wants endPort to be greater than port', 'endPort', (endPort, port) =>
    endPort === port ? ['must be greater than `port`'] : rules.endPort(endPort, port),
  ),
  mutant('VAL-7/swapped', 'accepts a range that runs backwards', 'endPort', (endPort, port) =>
    typeof port === 'number' && endPort < port ? rules.endPort(port, endPort) : rules.endPort(endPort, port),
  ),

  // "`[{}]` read as 'any'."
  mutant('VAL-8', 'takes an empty peer item for anybody', 'peer', (peer) =>
    Object.keys(peer).length === 0 ? [] : rules.peer(peer),
  ),

  // "AND/OR invented."
  mutant('VAL-9', 'accepts an ipBlock beside a selector', 'peer', (peer) =>
    peer.ipBlock === undefined ? rules.peer(peer) : [],
  ),

  // "Old (<1.11) exclusivity rule."
  mutant('VAL-10', 'lets a peer item have one selector only', 'peer', (peer) =>
    peer.podSelector !== undefined && peer.namespaceSelector !== undefined
      ? [forbidden([], 'may not specify more than 1 from type')]
      : rules.peer(peer),
  ),

  // "Set semantics at admission."
  mutant('VAL-16', 'counts policyTypes as a set', 'policyTypes', (types) =>
    rules.policyTypes([...new Set(types)]),
  ),

  // "minItems 1."
  mutant('VAL-17', 'wants at least one item in every list', 'list', (length) =>
    length === 0 ? [required([], 'must not be empty')] : [],
  ),

  // "Empty In = match nothing accepted."
  mutant('VAL-18', 'accepts In and NotIn without values', 'requirement', (requirement, allowInvalidValues) =>
    (requirement.values ?? []).length === 0 && requirement.operator.endsWith('In')
      ? rules.requirement({ ...requirement, values: ['a'] }, allowInvalidValues)
      : rules.requirement(requirement, allowInvalidValues),
  ),
  mutant('VAL-18/unchecked', 'checks nothing of an expression', 'requirement', () => []),
  mutant('VAL-18/update', 'checks values on every update', 'keepsInvalidSelectorValues', () => false),

  // "Not validated."
  mutant('VAL-19', 'does not check matchLabels', 'matchLabels', () => []),

  // "Client-side schema demands podSelector."
  mutant('VAL-22', 'demands a podSelector', 'submittedSpec', (spec) =>
    hasField(spec, 'podSelector') ? [] : [required(['podSelector'], '')],
  ),

  // "Rejected as contradictory."
  mutant('VAL-23', 'refuses rules of a direction that is not listed', 'typesAndRules', (spec) =>
    (['ingress', 'egress'] as const)
      .filter((list) => (spec[list] ?? []).length > 0)
      .filter((list) => spec.policyTypes?.includes(list === 'ingress' ? 'Ingress' : 'Egress') !== true)
      .map((list) => forbidden([list], 'policyTypes does not list this direction')),
  ),
];

function hasField(value: unknown, field: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, field);
}
