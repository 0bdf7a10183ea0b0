import type { PortDraft, RuleDraft, SpecDraft } from '../decode/network-policy-schema.ts';
import type { AdmissionRules } from '../rules.ts';

/** The spec with the defaults of `SetDefaults_NetworkPolicy` filled in. Empty lists stay as they are. */
export function defaultSpec(spec: SpecDraft, rules: AdmissionRules): SpecDraft {
  const { podSelector, ingress, egress } = spec;
  return {
    podSelector,
    policyTypes: rules.defaultPolicyTypes(spec.policyTypes, egress),
    ...(ingress === undefined ? {} : { ingress: ingress.map((rule) => defaultRule(rule, 'ingress', rules)) }),
    ...(egress === undefined ? {} : { egress: egress.map((rule) => defaultRule(rule, 'egress', rules)) }),
  };
}

function defaultRule(rule: RuleDraft, list: 'ingress' | 'egress', rules: AdmissionRules): RuleDraft {
  const peers = list === 'ingress' ? rule.from : rule.to;
  const blocks = peers?.map((peer) =>
    peer.ipBlock === undefined ? peer : { ...peer, ipBlock: rules.defaultIPBlock(peer.ipBlock) },
  );
  return {
    ...(blocks === undefined ? {} : { [list === 'ingress' ? 'from' : 'to']: blocks }),
    ...(rule.ports === undefined ? {} : { ports: rule.ports.map((port) => defaultPort(port, list, rules)) }),
  };
}

function defaultPort(port: PortDraft, list: 'ingress' | 'egress', rules: AdmissionRules): PortDraft {
  if (port.protocol !== undefined) return port;
  const protocol = rules.defaultProtocol(list);
  return protocol === undefined ? port : { protocol, ...port };
}
