import type { ClauseId } from '../../model/index.ts';
import { defaultAdmissionRules as rules } from '../rules.ts';
import type { AdmissionMutant } from './admission-mutant.ts';
import { admissionMutant } from './admission-mutant.ts';

/** A field that the API does not have, and that somebody extends it by. */
export interface ForeignField {
  readonly clause: ClauseId;
  /** The Go type that is extended, as the decoder's schema names it. */
  readonly type:
    | 'NetworkPolicy'
    | 'NetworkPolicySpec'
    | 'NetworkPolicyIngressRule'
    | 'NetworkPolicyEgressRule'
    | 'NetworkPolicyPeer';
  readonly field: string;
  /** What somebody would write there. */
  readonly value: unknown;
}

/**
 * What NetworkPolicy cannot say (LIM-1..12, NS-3, NODE-4, SVC-6), each as the field that would say it. That the
 * clauses hold means that a decoder knows none of these fields.
 */
export const FOREIGN_FIELDS: readonly ForeignField[] = [
  { clause: 'NS-3', type: 'NetworkPolicyPeer', field: 'namespace', value: 'x' },
  { clause: 'NODE-4', type: 'NetworkPolicyPeer', field: 'nodeSelector', value: { matchLabels: { a: 'b' } } },
  { clause: 'SVC-6', type: 'NetworkPolicyPeer', field: 'services', value: [{ name: 'web', namespace: 'x' }] },
  { clause: 'LIM-1', type: 'NetworkPolicyEgressRule', field: 'gateway', value: { ip: '192.0.2.1' } },
  { clause: 'LIM-2', type: 'NetworkPolicyIngressRule', field: 'http', value: [{ method: 'GET', path: '/' }] },
  { clause: 'LIM-2', type: 'NetworkPolicyEgressRule', field: 'serverNames', value: ['example.com'] },
  { clause: 'LIM-3', type: 'NetworkPolicySpec', field: 'nodeName', value: 'n1' },
  { clause: 'LIM-4', type: 'NetworkPolicyEgressRule', field: 'toServices', value: [{ name: 'web' }] },
  { clause: 'LIM-5', type: 'NetworkPolicySpec', field: 'requestedBy', value: 'third-party' },
  { clause: 'LIM-6', type: 'NetworkPolicySpec', field: 'namespaceSelector', value: {} },
  { clause: 'LIM-7', type: 'NetworkPolicySpec', field: 'query', value: { from: 'x/a', to: 'y/a' } },
  { clause: 'LIM-8', type: 'NetworkPolicyIngressRule', field: 'log', value: true },
  { clause: 'LIM-8', type: 'NetworkPolicyEgressRule', field: 'log', value: true },
  { clause: 'LIM-9', type: 'NetworkPolicyIngressRule', field: 'action', value: 'Deny' },
  { clause: 'LIM-9', type: 'NetworkPolicyEgressRule', field: 'action', value: 'Deny' },
  { clause: 'LIM-10', type: 'NetworkPolicySpec', field: 'denyOwnNode', value: true },
  { clause: 'LIM-10', type: 'NetworkPolicySpec', field: 'denyLoopback', value: true },
  { clause: 'LIM-11', type: 'NetworkPolicy', field: 'status', value: { conditions: [{ type: 'Accepted' }] } },
  { clause: 'LIM-12', type: 'NetworkPolicySpec', field: 'priority', value: 100 },
  { clause: 'LIM-12', type: 'NetworkPolicySpec', field: 'tier', value: 'security' },
];

/** A decoder for each of {@link FOREIGN_FIELDS} that knows the field and carries it along. */
export const SHAPE_MUTANTS: readonly AdmissionMutant[] = FOREIGN_FIELDS.map(({ clause, type, field }) =>
  admissionMutant(
    `${clause}/${type}.${field}`,
    `knows a field ${field} of ${type}`,
    'isKnownField',
    (schema, name) => (schema.name === type && name === field) || rules.isKnownField(schema, name),
  ),
);
