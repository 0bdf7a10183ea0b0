import type { AdmitOptions } from '../../../admission/index.ts';
import type { ClauseId } from '../../../model/index.ts';
import { DIRECTIONS } from '../../../model/index.ts';
import type { AdmissionEdit, Json } from './admission-edit.ts';
import { inserted, withRule, withSpec } from './admission-edit.ts';

const optional = (options: AdmitOptions | undefined): { readonly options?: AdmitOptions } =>
  options === undefined ? {} : { options };

/** One more port item. */
export function portEdit(clause: ClauseId, title: string, item: unknown): AdmissionEdit {
  return {
    clause,
    title,
    sites: DIRECTIONS,
    submit: (policy, place) => ({
      object: withRule(policy, place, (rule) => ({
        ...rule,
        ports: inserted(rule['ports'], item, place.at >> 3),
      })),
    }),
  };
}

/** One more peer item. */
export function peerEdit(
  clause: ClauseId,
  title: string,
  item: unknown,
  options?: AdmitOptions,
): AdmissionEdit {
  return {
    clause,
    title,
    sites: DIRECTIONS,
    submit: (policy, place) => ({
      object: withRule(policy, place, (rule, peers) => ({
        ...rule,
        [peers]: inserted(rule[peers], item, place.at >> 3),
      })),
      ...optional(options),
    }),
  };
}

/** One more ipBlock. */
export function blockEdit(
  clause: ClauseId,
  title: string,
  ipBlock: Json,
  options?: AdmitOptions,
): AdmissionEdit {
  return peerEdit(clause, title, { ipBlock }, options);
}

/** One rule changed. */
export function ruleEdit(
  clause: ClauseId,
  title: string,
  change: (rule: Json, peers: 'from' | 'to') => unknown,
  options?: AdmitOptions,
): AdmissionEdit {
  return {
    clause,
    title,
    sites: DIRECTIONS,
    submit: (policy, place) => ({
      object: withRule(policy, place, (rule, peers) => change(rule, peers) as Json),
      ...optional(options),
    }),
  };
}

/** Another selector: the policy's own, or that of one more peer. */
export function selectorEdit(clause: ClauseId, title: string, selector: Json): AdmissionEdit {
  return {
    clause,
    title,
    sites: ['subject', ...DIRECTIONS],
    submit: (policy, place) => {
      if (place.site === 'subject') {
        return { object: withSpec(policy, (spec) => ({ ...spec, podSelector: selector })) };
      }
      const field = (place.at & 4) === 0 ? 'podSelector' : 'namespaceSelector';
      return peerEdit(clause, title, { [field]: selector }).submit(policy, place);
    },
  };
}

/** The spec as a whole changed. */
export function specEdit(
  clause: ClauseId,
  title: string,
  change: (spec: Json) => Json,
  options?: AdmitOptions,
): AdmissionEdit {
  return {
    clause,
    title,
    sites: ['object'],
    submit: (policy) => ({ object: withSpec(policy, change), ...optional(options) }),
  };
}

/** The object as a whole changed. */
export function objectEdit(
  clause: ClauseId,
  title: string,
  change: (object: Json) => Json,
  options?: AdmitOptions,
): AdmissionEdit {
  return {
    clause,
    title,
    sites: ['object'],
    submit: (policy) => ({ object: change(policy) as typeof policy, ...optional(options) }),
  };
}

/** An update: the policy as it was stored, and as it is sent now. */
export function updateEdit(
  clause: ClauseId,
  title: string,
  before: (spec: Json) => Json,
  after: (spec: Json) => Json,
): AdmissionEdit {
  return {
    clause,
    title,
    sites: ['object'],
    submit: (policy) => {
      const metadata = { ...policy.metadata, generation: 4 };
      const old = withSpec({ ...policy, metadata }, before);
      return { object: withSpec({ ...policy, metadata }, after), options: { old } };
    },
  };
}
