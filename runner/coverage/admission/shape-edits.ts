import type { AdmitOptions, ForeignField } from '../../../admission/index.ts';
import { FOREIGN_FIELDS } from '../../../admission/index.ts';
import type { AdmissionEdit } from './admission-edit.ts';
import { objectEdit, peerEdit, ruleEdit, specEdit } from './edit-kinds.ts';

/** What becomes of a field that nobody knows, however strictly it is asked for (VAL-25). */
const VALIDATIONS = ['Strict', 'Warn'] as const satisfies readonly AdmitOptions['fieldValidation'][];

/** A policy that says what NetworkPolicy cannot say, in every place where somebody might (LIM-1 to LIM-12). */
export const SHAPE_EDITS: readonly AdmissionEdit[] = FOREIGN_FIELDS.flatMap((foreign) =>
  VALIDATIONS.map((fieldValidation) => withForeignField(foreign, { fieldValidation })),
);

function withForeignField(
  { clause, type, field, value }: ForeignField,
  options: AdmitOptions & { readonly fieldValidation: string },
): AdmissionEdit {
  const title = `${type}.${field} under ${options.fieldValidation}`;
  switch (type) {
    case 'NetworkPolicy':
      return objectEdit(clause, title, (object) => ({ ...object, [field]: value }), options);
    case 'NetworkPolicySpec':
      return specEdit(clause, title, (spec) => ({ ...spec, [field]: value }), options);
    case 'NetworkPolicyPeer':
      return peerEdit(clause, title, { podSelector: {}, [field]: value }, options);
    case 'NetworkPolicyIngressRule':
    case 'NetworkPolicyEgressRule':
      return {
        ...ruleEdit(clause, title, (rule) => ({ ...rule, [field]: value }), options),
        sites: [type === 'NetworkPolicyIngressRule' ? 'ingress' : 'egress'],
      };
  }
}
