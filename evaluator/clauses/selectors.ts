import type { LabelSelector, LabelSelectorRequirement, Labels } from '../../model/index.ts';
import { labelOf } from '../../model/index.ts';
import type { Context } from '../semantics.ts';

/** SEL-6: every term must hold. SEL-7: no terms, no restriction. SEL-10: contradictions simply match nothing. */
export function matchesSelector(context: Context, selector: LabelSelector, labels: Labels): boolean {
  const { matchLabels, matchExpressions } = selector;
  if (matchLabels !== undefined) {
    for (const key of Object.keys(matchLabels)) {
      if (!context.semantics.matchesLabel(context, key, matchLabels[key]!, labels)) return false;
    }
  }
  if (matchExpressions !== undefined) {
    for (const requirement of matchExpressions) {
      if (!context.semantics.matchesRequirement(context, requirement, labels)) return false;
    }
  }
  return true;
}

/** SEL-1, SEL-11: exactly this value, byte for byte. SEL-9: "" is a value, a missing key is not. */
export function matchesLabel(_context: Context, key: string, value: string, labels: Labels): boolean {
  return labelOf(labels, key) === value;
}

/** SEL-2..5, SEL-8. */
export function matchesRequirement(
  _context: Context,
  { key, operator, values = [] }: LabelSelectorRequirement,
  labels: Labels,
): boolean {
  const value = labelOf(labels, key);
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      // SEL-3: a missing key satisfies NotIn. SEL-8: none of the values may occur.
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}

const LABEL_VALUE = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;

const OPERATORS: ReadonlySet<string> = new Set(['In', 'NotIn', 'Exists', 'DoesNotExist']);

const validity = new WeakMap<LabelSelector, boolean>();

/** SEL-14: objects stored before today's admission may carry selectors that no library parses. */
export function isValidSelector(selector: LabelSelector): boolean {
  if (selector.matchExpressions === undefined) return true;
  let valid = validity.get(selector);
  if (valid === undefined) {
    valid = selector.matchExpressions.every(isValidRequirement);
    validity.set(selector, valid);
  }
  return valid;
}

function isValidRequirement({ operator, values = [] }: LabelSelectorRequirement): boolean {
  if (!OPERATORS.has(operator)) return false;
  const listed = operator === 'In' || operator === 'NotIn';
  return listed === values.length > 0 && values.every((value) => LABEL_VALUE.test(value));
}
