import type { LabelSelector, LabelSelectorRequirement } from '../../../model/index.ts';
import { labelsFrom } from '../../../model/index.ts';
import { metamorphicProperty } from '../metamorphic.ts';
import { oneOf, transformed } from '../rewriting/places.ts';
import { isReadableSelector } from '../rewriting/readable-selector.ts';
import { rewriteSelectors } from '../rewriting/rewrite.ts';

/**
 * SEL-1..SEL-8, SEL-13: the same selection in other words. Writes labels as `In` of one value, or such an `In` as a
 * label; a `NotIn` of several values as several of one; or adds the `Exists` that a wanted label implies.
 *
 * Seen to find, of the zoo, in 300 cases of seed 1: KR-614.
 */
export const selectorsSaidOtherwiseMeanTheSame = metamorphicProperty({
  name: 'selectors-said-otherwise-mean-the-same',
  sentence: 'A selector written in other words that select the same changes no verdict.',
  relation: 'equal',
  transform: ({ cluster, salt }) =>
    oneOf(WORDINGS, salt, ({ what, rewrite }) =>
      transformed(
        rewriteSelectors(cluster, (selector) =>
          isReadableSelector(selector) ? rewrite(selector) : undefined,
        ),
        (where) => `writing ${what} in ${where}`,
      ),
    ),
});

interface Wording {
  readonly what: string;
  readonly rewrite: (selector: LabelSelector) => LabelSelector | undefined;
}

const WORDINGS: readonly Wording[] = [
  { what: 'labels as requirements', rewrite: withoutLabels },
  { what: 'NotIn of several values as several of one', rewrite: withSingleNotIns },
  { what: 'In of one value as a label', rewrite: withLabels },
  { what: 'the Exists that is implied', rewrite: withImpliedExists },
];

function withoutLabels({
  matchLabels = {},
  matchExpressions = [],
}: LabelSelector): LabelSelector | undefined {
  const labels = Object.entries(matchLabels);
  if (labels.length === 0) return undefined;
  const requirements = labels.map(([key, value]): LabelSelectorRequirement => ({
    key,
    operator: 'In',
    values: [value],
  }));
  return { matchExpressions: [...requirements, ...matchExpressions] };
}

function withSingleNotIns(selector: LabelSelector): LabelSelector | undefined {
  const { matchExpressions = [] } = selector;
  if (!matchExpressions.some(isNotInOfSeveral)) return undefined;
  // SEL-8: none of the values, so each of them on its own.
  const split = (requirement: LabelSelectorRequirement): readonly LabelSelectorRequirement[] =>
    isNotInOfSeveral(requirement)
      ? requirement.values!.map((value) => ({ ...requirement, values: [value] }))
      : [requirement];
  return { ...selector, matchExpressions: matchExpressions.flatMap(split) };
}

function isNotInOfSeveral({ operator, values = [] }: LabelSelectorRequirement): boolean {
  return operator === 'NotIn' && values.length > 1;
}

function withLabels({ matchLabels = {}, matchExpressions = [] }: LabelSelector): LabelSelector | undefined {
  const labels = new Map(Object.entries(matchLabels));
  const others = matchExpressions.filter(({ key, operator, values = [] }) => {
    const [value] = values;
    // A key can stand among the labels once; a second value for it is a contradiction that has to stay (SEL-10).
    if (operator !== 'In' || values.length !== 1 || value === undefined || labels.has(key)) return true;
    labels.set(key, value);
    return false;
  });
  if (others.length === matchExpressions.length) return undefined;
  return {
    matchLabels: labelsFrom(labels),
    ...(others.length === 0 ? {} : { matchExpressions: others }),
  };
}

function withImpliedExists(selector: LabelSelector): LabelSelector | undefined {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const wanted = [
    ...Object.keys(matchLabels),
    ...matchExpressions.filter(({ operator }) => operator === 'In').map(({ key }) => key),
  ];
  if (wanted.length === 0) return undefined;
  const implied = [...new Set(wanted)].map((key): LabelSelectorRequirement => ({ key, operator: 'Exists' }));
  return { ...selector, matchExpressions: [...matchExpressions, ...implied] };
}
