import type { Labels, LabelSelector, LabelSelectorRequirement } from '../../model/index.ts';
import { labelOf } from '../../model/index.ts';
import type { Draft } from '../draft.ts';
import { count } from '../draft.ts';
import { STRANGE_KEY, STRANGE_VALUE } from '../pools/labels.ts';
import { oneIn, pick } from '../random.ts';
import type { TermKind } from '../vocabulary.ts';

/**
 * Draws a selector that likely matches the target, for a selector that matches nothing shows little.
 *
 * @param emptyOnceIn how often it is `{}`, where the case has such selectors at all
 */
export function drawSelector(draft: Draft, target: Labels, emptyOnceIn: number): LabelSelector {
  const { random, sizes, on, words } = draft;
  if (on.emptySelectors && oneIn(random, emptyOnceIn)) return {};
  const labels = Object.create(null) as Record<string, string>;
  const requirements: LabelSelectorRequirement[] = [];
  let labelled = false;
  for (let left = oneIn(random, 2) ? 1 : count(draft, sizes.terms); left > 0; left--) {
    const kind = pick(random, words.termKinds);
    const key = drawKey(draft, target, kind);
    if (kind === 'label') {
      labels[key] = drawValue(draft, labelOf(target, key), true);
      labelled = true;
    } else {
      requirements.push(drawRequirement(draft, kind, key, labelOf(target, key)));
    }
  }
  if (on.contradictions && oneIn(random, 12)) requirements.push(...drawContradiction(draft, target));
  return {
    ...(labelled ? { matchLabels: labels } : {}),
    ...(requirements.length === 0 ? {} : { matchExpressions: requirements }),
  };
}

function drawKey({ random, on, words }: Draft, target: Labels, kind: TermKind): string {
  if (on.strangeTerms && oneIn(random, 16)) return STRANGE_KEY;
  if (kind === 'DoesNotExist') {
    const missing = words.keys.filter((key) => labelOf(target, key) === undefined);
    if (missing.length > 0 && !oneIn(random, 4)) return pick(random, missing);
  } else if (!oneIn(random, 6)) {
    const present = words.keys.filter((key) => labelOf(target, key) !== undefined);
    if (present.length > 0) return pick(random, present);
  }
  return pick(random, words.keys);
}

/** A value: mostly the given one where `like`, mostly another where not. */
function drawValue({ random, on, words }: Draft, given: string | undefined, like: boolean): string {
  if (on.strangeTerms && oneIn(random, 16)) return STRANGE_VALUE;
  if (given === undefined) return pick(random, words.values);
  if (like) return oneIn(random, 6) ? pick(random, words.values) : given;
  const value = pick(random, words.values);
  return value === given && !oneIn(random, 3) ? pick(random, words.values) : value;
}

function drawRequirement(
  draft: Draft,
  operator: Exclude<TermKind, 'label'>,
  key: string,
  given: string | undefined,
): LabelSelectorRequirement {
  if (operator === 'Exists' || operator === 'DoesNotExist') return { key, operator };
  const values: string[] = [];
  for (let left = count(draft, draft.sizes.values); left > 0; left--) {
    const value = drawValue(draft, given, operator === 'In');
    if (!values.includes(value)) values.push(value);
  }
  return { key, operator, values };
}

/** Two requirements that no labels meet together (SEL-10). */
function drawContradiction(draft: Draft, target: Labels): LabelSelectorRequirement[] {
  const { random, on } = draft;
  const key = drawKey(draft, target, 'label');
  const values = [drawValue(draft, labelOf(target, key), true)];
  if (on.inRequirements && on.notInRequirements && oneIn(random, 2)) {
    return [
      { key, operator: 'In', values },
      { key, operator: 'NotIn', values: [...values] },
    ];
  }
  if (on.existsRequirements && on.doesNotExistRequirements) {
    return [
      { key, operator: 'Exists' },
      { key, operator: 'DoesNotExist' },
    ];
  }
  return [];
}
