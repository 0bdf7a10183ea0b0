import type { Labels, Pod } from '../../../model/index.ts';
import { isOrdinary } from './places.ts';

/** Pods that no selector can tell apart: one namespace, the same labels. */
export interface LabelGroup {
  readonly namespace: string;
  readonly labels: Labels;
  /** Indices of pods. */
  readonly pods: readonly number[];
}

/** Below this many pods, comparing labels costs more than matching each pod's. */
const WORTH_GROUPING = 100;

/**
 * The ordinary pods, in groups sorted by namespace. Replicas share their labels, so that in a large cluster a
 * selector is matched a few hundred times instead of ten thousand.
 */
export function labelGroups(pods: readonly Pod[]): LabelGroup[] {
  const groups = new Map<string, { namespace: string; labels: Labels; pods: number[] }>();
  const isLarge = pods.length >= WORTH_GROUPING;
  for (const [index, pod] of pods.entries()) {
    if (!isOrdinary(pod)) continue;
    // The order of labels is kept: a replaced function may depend on it.
    const key = isLarge ? JSON.stringify([pod.namespace, pod.labels]) : String(index);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { namespace: pod.namespace, labels: pod.labels, pods: [index] });
    else group.pods.push(index);
  }
  return [...groups.values()].sort((a, b) => (a.namespace < b.namespace ? -1 : 1));
}
