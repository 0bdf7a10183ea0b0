import type { AdmitOptions, KubernetesObject } from '../../../admission/index.ts';
import type { ClauseId, Direction } from '../../../model/index.ts';

/** A NetworkPolicy as somebody might send it, and how it is to be judged. */
export interface Submission {
  readonly object: KubernetesObject;
  readonly options?: AdmitOptions;
}

/** Where in a policy an edit goes: a list of rules, the policy's own selector, or the object as a whole. */
export type EditSite = Direction | 'subject' | 'object';

/** The place that the seed decides. */
export interface EditPlace {
  readonly site: EditSite;
  /** Any whole number; lists are entered at the rest of it by their length. */
  readonly at: number;
}

/** A deliberate change to an accepted policy that brings a rule of admission into play. */
export interface AdmissionEdit {
  /** Whose mutants the edited object is put to. */
  readonly clause: ClauseId;
  /** What is sent, as a noun: `port 0`. */
  readonly title: string;
  readonly sites: readonly EditSite[];
  readonly submit: (policy: KubernetesObject, place: EditPlace) => Submission;
}

/** JSON as somebody writes it. */
export type Json = Readonly<Record<string, unknown>>;

/** The same policy with another spec. */
export function withSpec(policy: KubernetesObject, change: (spec: Json) => Json): KubernetesObject {
  return { ...policy, spec: change((policy['spec'] ?? {}) as Json) };
}

/** The same policy with one rule of a direction changed; a policy without rules there gets one. */
export function withRule(
  policy: KubernetesObject,
  { site, at }: EditPlace,
  change: (rule: Json, peers: 'from' | 'to') => Json,
): KubernetesObject {
  const direction = site === 'egress' ? 'egress' : 'ingress';
  return withSpec(policy, (spec) => {
    const rules = listOf(spec[direction]);
    const list = rules.length === 0 ? [{}] : rules;
    const index = at % list.length;
    const rule = change(list[index] as Json, direction === 'ingress' ? 'from' : 'to');
    return { ...spec, [direction]: list.with(index, rule) };
  });
}

/** The list with one more item, somewhere. */
export function inserted(list: unknown, item: unknown, at: number): unknown[] {
  const items = listOf(list);
  return items.toSpliced(at % (items.length + 1), 0, item);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
