import type { Context, End } from '../../evaluator/index.ts';
import { namespaceLabels } from '../../evaluator/index.ts';
import type {
  LabelSelector,
  LabelSelectorRequirement,
  Labels,
  NetworkPolicy,
  NetworkPolicyPeer,
  Pod,
} from '../../model/index.ts';
import { isFinished, labelsFrom } from '../../model/index.ts';

/** The pod that selectors look at: one with an address of its own that still runs. */
export function selectablePod({ pod }: End): Pod | undefined {
  return pod === undefined || pod.hostNetwork || isFinished(pod) ? undefined : pod;
}

/** The labels that a peer's two selectors are held against. */
export interface SeenLabels {
  readonly pod: Labels;
  readonly namespace: Labels;
}

/** The labels that count: the pod's own, and its Namespace's (SEL-12, NS-1). */
export function trueLabels(context: Context, pod: Pod): SeenLabels {
  return { pod: pod.labels, namespace: namespaceLabels(context.world, pod.namespace) };
}

/** Whether a peer item selects a pod, for somebody who sees these labels. */
export function selectsLabels(
  context: Context,
  policy: NetworkPolicy,
  { podSelector, namespaceSelector }: NetworkPolicyPeer,
  namespace: string,
  seen: SeenLabels,
): boolean {
  const { semantics } = context;
  if (podSelector === undefined && namespaceSelector === undefined) return false;
  const inNamespace =
    namespaceSelector === undefined
      ? namespace === policy.namespace
      : semantics.matchesSelector(context, namespaceSelector, seen.namespace);
  return (
    inNamespace && (podSelector === undefined || semantics.matchesSelector(context, podSelector, seen.pod))
  );
}

/** Both sets of labels in one; the later win. */
export function mergedLabels(...sets: readonly Labels[]): Labels {
  return labelsFrom(sets.flatMap((labels) => Object.entries(labels)));
}

/** A selector without terms (SEL-7). */
export function isEmptySelector(selector: LabelSelector): boolean {
  return Object.keys(selector.matchLabels ?? {}).length === 0 && requirementsOf(selector).length === 0;
}

/** The requirements of a selector, absent and empty lists alike. */
export function requirementsOf(selector: LabelSelector): readonly LabelSelectorRequirement[] {
  return selector.matchExpressions ?? [];
}

/** The same selector for somebody who has never heard of `matchExpressions`. */
export function labelsOnly({ matchLabels }: LabelSelector): LabelSelector {
  return matchLabels === undefined ? {} : { matchLabels };
}
