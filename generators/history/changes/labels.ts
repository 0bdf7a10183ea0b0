import type { Labels } from '../../../model/index.ts';
import { labelsFrom } from '../../../model/index.ts';
import type { Draft } from '../../draft.ts';
import { oneIn, pick } from '../../random.ts';

/** How labels may change. */
export interface LabelChanges {
  readonly removals: boolean;
  readonly empty: boolean;
  /** The key that stays as it is. */
  readonly without?: string;
}

/** The labels with one of them added, changed, emptied or taken away; the same where that cannot be done. */
export function changedLabels(draft: Draft, labels: Labels, changes: LabelChanges): Labels {
  const { random, words } = draft;
  const { removals, empty, without } = changes;
  const present = Object.keys(labels).filter((key) => key !== without);
  const next = new Map(Object.entries(labels));
  if (removals && present.length > 0 && oneIn(random, 3)) {
    if (oneIn(random, 4)) for (const key of present) next.delete(key);
    else next.delete(pick(random, present));
    return labelsFrom(next);
  }
  // What is there changes as often as something new comes: a second change of one key is where caches go wrong.
  const free = words.keys.filter((key) => key !== without);
  const keys = present.length > 0 && oneIn(random, 2) ? present : free;
  if (keys.length === 0) return labels;
  const key = pick(random, keys);
  const value = empty && oneIn(random, 2) ? '' : pick(random, words.values);
  next.set(key, value === next.get(key) ? pick(random, words.values) : value);
  return labelsFrom(next);
}
