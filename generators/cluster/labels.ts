import type { Labels } from '../../model/index.ts';
import type { Draft } from '../draft.ts';
import { count } from '../draft.ts';
import { pick, oneIn } from '../random.ts';

/**
 * Labels from the words of the case; a key drawn twice counts once.
 *
 * @param without a key that may not occur
 */
export function drawLabels(draft: Draft, without?: string): Labels {
  const { random, sizes, on, words } = draft;
  const labels = Object.create(null) as Record<string, string>;
  if (on.unlabelledPods && oneIn(random, 8)) return labels;
  for (let left = Math.max(1, count(draft, sizes.labels)); left > 0; left--) {
    const key = pick(random, words.keys);
    if (key !== without) labels[key] = pick(random, words.values);
  }
  return labels;
}
