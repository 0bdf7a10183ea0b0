import type { Labels } from '../../../model/index.ts';
import { labelOf, labelsFrom } from '../../../model/index.ts';
import type { AgentBehaviour, PodTraits } from '../../../sim/index.ts';

/** No selector names it: it is no valid key. */
const FIRST = '(first)';

/**
 * `keeps` for somebody who remembers the labels with which a pod or namespace came. They ride along among those that
 * it has now, so that pods which came with others are told apart.
 */
export const keepingFirstLabels: AgentBehaviour['cache']['keeps'] = (now, before) => {
  if (now.kind === 'Namespace' && before?.kind === 'Namespace')
    return { ...now, labels: carried(now, before) };
  const isSamePod = now.kind === 'Pod' && before?.kind === 'Pod' && now.uid === before.uid;
  return isSamePod ? { ...now, labels: carried(now, before) } : now;
};

/** The pod as it is to somebody who goes by the labels that it came with. */
export function withFirstLabels(pod: PodTraits): PodTraits {
  return { ...pod, labels: firstLabels(pod.labels) };
}

/** The pod as it is to somebody who goes by the labels that its namespace came with. */
export function withFirstNamespaceLabels(pod: PodTraits): PodTraits {
  const { namespaceLabels } = pod;
  return { ...pod, namespaceLabels: namespaceLabels && firstLabels(namespaceLabels) };
}

function carried(now: { readonly labels: Labels }, before: { readonly labels: Labels }): Labels {
  return labelsFrom([...Object.entries(now.labels), [FIRST, JSON.stringify(firstLabels(before.labels))]]);
}

function firstLabels(labels: Labels): Labels {
  const first = labelOf(labels, FIRST);
  return first === undefined ? labels : (JSON.parse(first) as Labels);
}
