import type { Labels, LabelSelector, LabelSelectorRequirement } from '../../../../model/index.ts';
import { labelOf } from '../../../../model/index.ts';
import type { ReadingContext } from '../policy-reading.ts';
import { isLabelKey, isLabelValue } from './label-syntax.ts';

/** {@link PolicyReading.requirementMatches} */
export function requirementMatches(requirement: LabelSelectorRequirement, labels: Labels): boolean {
  const value = labelOf(labels, requirement.key);
  switch (requirement.operator) {
    case 'In': // SEL-2
      return value !== undefined && isListed(requirement, value);
    case 'NotIn': // SEL-3, SEL-8
      return value === undefined || !isListed(requirement, value);
    case 'Exists': // SEL-4
      return value !== undefined;
    case 'DoesNotExist': // SEL-5
      return value === undefined;
  }
}

function isListed({ values }: LabelSelectorRequirement, value: string): boolean {
  return values !== undefined && values.includes(value);
}

/** {@link PolicyReading.selectorMatches} */
export function selectorMatches(selector: LabelSelector, labels: Labels, context: ReadingContext): boolean {
  const { matchLabels, matchExpressions } = selector;
  if (matchLabels !== undefined) {
    // SEL-1
    for (const key of Object.keys(matchLabels)) {
      if (labelOf(labels, key) !== matchLabels[key]) return false;
    }
  }
  if (matchExpressions !== undefined) {
    // SEL-6
    for (const requirement of matchExpressions) {
      if (!context.reading.requirementMatches(requirement, labels)) return false;
    }
  }
  return true; // SEL-7
}

/** Whether a selector has no requirement, whichever way that is written (SEL-7). */
export function isEmptySelector({ matchLabels, matchExpressions }: LabelSelector): boolean {
  return Object.keys(matchLabels ?? {}).length === 0 && (matchExpressions ?? []).length === 0;
}

// Derived from the selector alone, and forgotten with it.
const readable = new WeakMap<LabelSelector, boolean>();

/** {@link PolicyReading.isReadable} */
export function isReadable(selector: LabelSelector): boolean {
  let answer = readable.get(selector);
  if (answer === undefined) {
    answer = isWellFormed(selector);
    readable.set(selector, answer);
  }
  return answer;
}

function isWellFormed({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => isLabelKey(key) && isLabelValue(value)) &&
    matchExpressions.every(isWellFormedRequirement)
  );
}

function isWellFormedRequirement({ key, operator, values = [] }: LabelSelectorRequirement): boolean {
  if (!isLabelKey(key) || !values.every(isLabelValue)) return false;
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0;
    case 'Exists':
    case 'DoesNotExist':
      return values.length === 0;
    default: // Stored text may be anything.
      return false;
  }
}
