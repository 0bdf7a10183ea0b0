import type { Complaint } from '../complaint.ts';
import { below, inEach, invalidEach, required, unsupported } from '../complaint.ts';
import type {
  IPBlockDraft,
  PeerDraft,
  PortDraft,
  RuleDraft,
  SelectorDraft,
  SpecDraft,
} from '../decode/network-policy-schema.ts';
import type { FieldPath } from '../field-error.ts';
import type { AdmissionRules } from '../rules.ts';

/** What a request may do that another may not. */
export interface ValidationContext {
  readonly rules: AdmissionRules;
  readonly strictCidrs: boolean;
  /** CIDR texts that are not looked at again (VAL-24). */
  readonly exemptCidrs: ReadonlySet<string>;
  /** Label values in expressions are not looked at (VAL-18). */
  readonly allowInvalidSelectorValues: boolean;
}

/** Everything that is wrong with a decoded and defaulted spec, in the order an API server finds it. */
export function specComplaints(spec: SpecDraft, context: ValidationContext): Complaint[] {
  const { rules } = context;
  const complaints = [
    ...below(['podSelector'], selectorComplaints(spec.podSelector, context)),
    ...ruleListComplaints('ingress', 'from', spec.ingress, context),
    ...ruleListComplaints('egress', 'to', spec.egress, context),
    ...below(['policyTypes'], rules.policyTypes(spec.policyTypes ?? [])),
    ...rules.typesAndRules(spec),
  ];
  return below(['spec'], complaints);
}

/** What is wrong with a label selector. */
export function selectorComplaints(selector: SelectorDraft, context: ValidationContext): Complaint[] {
  const { rules, allowInvalidSelectorValues } = context;
  const complaints: Complaint[] = [];
  if (selector.matchLabels !== undefined) {
    complaints.push(...below(['matchLabels'], rules.matchLabels(selector.matchLabels)));
  }
  complaints.push(
    ...inEach(['matchExpressions'], selector.matchExpressions, (each) =>
      rules.requirement(each, allowInvalidSelectorValues),
    ),
  );
  return complaints;
}

function ruleListComplaints(
  list: 'ingress' | 'egress',
  peers: 'from' | 'to',
  items: readonly RuleDraft[] | undefined,
  context: ValidationContext,
): Complaint[] {
  const complaints = listComplaints([list], items, context.rules);
  for (const [index, rule] of (items ?? []).entries()) {
    const found = [
      ...listComplaints(['ports'], rule.ports, context.rules),
      ...inEach(['ports'], rule.ports, (port) => portComplaints(port, context.rules)),
      ...listComplaints([peers], rule[peers], context.rules),
      ...inEach([peers], rule[peers], (peer) => peerComplaints(peer, context)),
    ];
    if (found.length > 0) complaints.push(...below([list, index], found));
  }
  return complaints;
}

function listComplaints(
  path: FieldPath,
  list: readonly unknown[] | undefined,
  rules: AdmissionRules,
): Complaint[] {
  return list === undefined ? [] : below(path, rules.list(list.length));
}

function portComplaints({ protocol, port, endPort }: PortDraft, rules: AdmissionRules): Complaint[] {
  const complaints: Complaint[] = [];
  if (protocol !== undefined && !rules.isProtocol(protocol)) {
    complaints.push(unsupported(['protocol'], protocol, ['TCP', 'UDP', 'SCTP']));
  }
  if (port !== undefined) {
    const details = typeof port === 'number' ? rules.portNumber(port) : rules.portName(port);
    complaints.push(...invalidEach(['port'], port, details));
  }
  if (endPort !== undefined)
    complaints.push(...invalidEach(['endPort'], endPort, rules.endPort(endPort, port)));
  return complaints;
}

function peerComplaints(peer: PeerDraft, context: ValidationContext): Complaint[] {
  const complaints: Complaint[] = [];
  for (const field of ['podSelector', 'namespaceSelector'] as const) {
    const selector = peer[field];
    if (selector === undefined) continue;
    const found = selectorComplaints(selector, context);
    if (found.length > 0) complaints.push(...below([field], found));
  }
  if (peer.ipBlock !== undefined) {
    complaints.push(...below(['ipBlock'], ipBlockComplaints(peer.ipBlock, context)));
  }
  complaints.push(...context.rules.peer(peer));
  return complaints;
}

function ipBlockComplaints({ cidr, except = [] }: IPBlockDraft, context: ValidationContext): Complaint[] {
  const { rules } = context;
  if (cidr === '') return [required(['cidr'], '')];
  const complaints = cidrTextComplaints(['cidr'], cidr, context);
  complaints.push(...below(['except'], rules.excepts(except)));
  for (const [index, text] of except.entries()) {
    complaints.push(...cidrTextComplaints(['except', index], text, context));
    complaints.push(...invalidEach(['except', index], text, rules.except(cidr, text)));
  }
  return complaints;
}

function cidrTextComplaints(path: FieldPath, text: string, context: ValidationContext): Complaint[] {
  const { rules, strictCidrs, exemptCidrs } = context;
  return exemptCidrs.has(text) ? [] : invalidEach(path, text, rules.cidr(text, strictCidrs));
}
