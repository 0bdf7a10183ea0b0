import type { LabelSelector } from '../../../model/index.ts';

const LABEL_VALUE = /^(?:[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/;

/** Whether a text can be the value of a label. */
export function isLabelValue(text: string): boolean {
  return LABEL_VALUE.test(text);
}

/**
 * Whether a stored selector has a meaning at all: one grandfathered with values that no label can have has none
 * (SEL-14), and another way to say the same of it does not exist.
 */
export function isReadableSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return (
    Object.values(matchLabels).every(isLabelValue) &&
    matchExpressions.every(({ operator, values = [] }) => {
      const wantsValues = operator === 'In' || operator === 'NotIn';
      return wantsValues === values.length > 0 && values.every(isLabelValue);
    })
  );
}
