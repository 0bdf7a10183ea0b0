import type { Labels, Namespace } from '../model/index.ts';
import { completeNamespace } from './complete-namespace.ts';
import type { Complaint } from './complaint.ts';
import { forbidden, invalid, required, unsupported } from './complaint.ts';
import type { DecodeRules } from './decode/decode.ts';
import type {
  IPBlockDraft,
  PeerDraft,
  PolicyDraft,
  RequirementDraft,
  RuleDraft,
  SpecDraft,
} from './decode/network-policy-schema.ts';
import { cidrErrors, cidrWarnings, exceptErrors } from './validate/cidr.ts';
import { dnsSubdomainErrors, portNameErrors, portNumberErrors } from './validate/names.ts';
import { labelsComplaints, requirementComplaints } from './validate/selectors.ts';

/**
 * All that an API server decides about a NetworkPolicy, one small function for each decision. Functions that
 * return texts or complaints return none for what they accept; paths are relative to what they are given.
 */
export interface AdmissionRules extends DecodeRules {
  /** VAL-20: the protocol of a port item that has none. */
  readonly defaultProtocol: (list: 'ingress' | 'egress') => string | undefined;
  /** VAL-21, TYPE-1..3, TYPE-8: the policy types to store. */
  readonly defaultPolicyTypes: (
    written: readonly string[] | undefined,
    egress: readonly RuleDraft[] | undefined,
  ) => readonly string[];
  /** VAL-11: the block to take for one without a cidr, where any is. */
  readonly defaultIPBlock: (block: IPBlockDraft) => IPBlockDraft;

  /** VAL-1 */
  readonly policyName: (name: string) => readonly string[];
  /** VAL-22: what is wrong with a spec as submitted. */
  readonly submittedSpec: (spec: unknown) => readonly Complaint[];
  /** VAL-2 */
  readonly isProtocol: (protocol: string) => boolean;
  /** VAL-3 */
  readonly portNumber: (port: number) => readonly string[];
  /** VAL-4 */
  readonly portName: (name: string) => readonly string[];
  /** VAL-5..7 */
  readonly endPort: (endPort: number, port: number | string | undefined) => readonly string[];
  /** VAL-8..10 */
  readonly peer: (peer: PeerDraft) => readonly Complaint[];
  /** VAL-12: errors of a cidr or except; `strict` is the StrictIPCIDRValidation gate. */
  readonly cidr: (text: string, strict: boolean) => readonly string[];
  /** VAL-12: warnings about a cidr or except that passes. */
  readonly cidrWarnings: (text: string) => readonly string[];
  /** VAL-13, VAL-14 */
  readonly except: (cidr: string, except: string) => readonly string[];
  /** VAL-15: what is wrong with the excepts as a list. */
  readonly excepts: (excepts: readonly string[]) => readonly Complaint[];
  /** VAL-16 */
  readonly policyTypes: (types: readonly string[]) => readonly Complaint[];
  /** VAL-17: what is wrong with the length of a list of rules, ports or peers. */
  readonly list: (length: number) => readonly Complaint[];
  /** VAL-18 */
  readonly requirement: (requirement: RequirementDraft, allowInvalidValues: boolean) => readonly Complaint[];
  /** VAL-19 */
  readonly matchLabels: (labels: Labels) => readonly Complaint[];
  /** VAL-23: whether types and rules fit together. */
  readonly typesAndRules: (spec: SpecDraft) => readonly Complaint[];

  /** VAL-18: whether an update may keep invalid label values in expressions. */
  readonly keepsInvalidSelectorValues: (old: PolicyDraft) => boolean;
  /** VAL-24: the CIDR texts that an update may use unchecked. */
  readonly exemptCidrs: (old: PolicyDraft) => ReadonlySet<string>;
  /** VAL-26: the generation after an update. */
  readonly nextGeneration: (generation: number, specChanged: boolean) => number;
  /** NS-2 */
  readonly namespace: (namespace: Namespace) => Namespace;
}

const MAX_INT32 = 2 ** 31 - 1;

function isInt32(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) <= MAX_INT32 && (value as number) >= -MAX_INT32 - 1;
}

function endPortErrors(endPort: number, port: number | string | undefined): string[] {
  if (port === undefined) return ['may not be specified when `port` is not specified'];
  if (typeof port === 'string') return ['may not be specified when `port` is non-numeric'];
  const errors = endPort < port ? ['must be greater than or equal to `port`'] : [];
  return [...errors, ...portNumberErrors(endPort)];
}

function peerComplaints({ podSelector, namespaceSelector, ipBlock }: PeerDraft): Complaint[] {
  const selected = podSelector !== undefined || namespaceSelector !== undefined;
  if (!selected && ipBlock === undefined) return [required([], 'must specify a peer')];
  return selected && ipBlock !== undefined
    ? [forbidden([], 'may not specify both ipBlock and another peer')]
    : [];
}

function policyTypesComplaints(types: readonly string[]): Complaint[] {
  // VAL-16: a list too long is one error, and its entries are not looked at.
  if (types.length > 2) return [invalid([], types, 'may not specify more than two policyTypes')];
  return types.flatMap((type, index) =>
    type === 'Ingress' || type === 'Egress' ? [] : [unsupported([index], type, ['Ingress', 'Egress'])],
  );
}

function policyTypesToStore(
  written: readonly string[] | undefined,
  egress: readonly RuleDraft[] | undefined,
): readonly string[] {
  if (written !== undefined && written.length > 0) return written;
  // TYPE-3: rules are counted, not the key.
  return egress !== undefined && egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

function cidrsOf(policy: PolicyDraft): ReadonlySet<string> {
  const { ingress = [], egress = [] } = policy.spec;
  const peers = [...ingress.flatMap((rule) => rule.from ?? []), ...egress.flatMap((rule) => rule.to ?? [])];
  return new Set(peers.flatMap(({ ipBlock }) => (ipBlock ? [ipBlock.cidr, ...(ipBlock.except ?? [])] : [])));
}

function hasInvalidSubject({ spec }: PolicyDraft): boolean {
  const { matchLabels, matchExpressions = [] } = spec.podSelector;
  return (
    (matchLabels !== undefined && labelsComplaints(matchLabels).length > 0) ||
    matchExpressions.some((requirement) => requirementComplaints(requirement, false).length > 0)
  );
}

/** What an API server does. */
export const defaultAdmissionRules: AdmissionRules = {
  // VAL-27, LIM-11: there is no status, so it is as unknown as any other stranger.
  isKnownField: (type, field) => Object.hasOwn(type.fields, field),
  int32: (value) => (isInt32(value) ? value : undefined),
  intOrString: (value) => (typeof value === 'string' || isInt32(value) ? value : undefined),
  nullItem: () => 'zero',
  nullField: () => 'absent',

  defaultProtocol: () => 'TCP',
  defaultPolicyTypes: policyTypesToStore,
  defaultIPBlock: (block) => block,

  policyName: dnsSubdomainErrors,
  submittedSpec: () => [],
  isProtocol: (protocol) => protocol === 'TCP' || protocol === 'UDP' || protocol === 'SCTP',
  portNumber: portNumberErrors,
  portName: portNameErrors,
  endPort: endPortErrors,
  peer: peerComplaints,
  cidr: cidrErrors,
  cidrWarnings,
  except: exceptErrors,
  excepts: () => [],
  policyTypes: policyTypesComplaints,
  list: () => [],
  requirement: requirementComplaints,
  matchLabels: labelsComplaints,
  typesAndRules: () => [],

  keepsInvalidSelectorValues: hasInvalidSubject,
  exemptCidrs: cidrsOf,
  nextGeneration: (generation, specChanged) => (specChanged ? generation + 1 : generation),
  namespace: completeNamespace,
};
