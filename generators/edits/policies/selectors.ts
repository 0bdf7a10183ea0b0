import type { Labels, LabelSelector, LabelSelectorRequirement } from '../../../model/index.ts';
import { labelOf, labelsFrom } from '../../../model/index.ts';
import type { Cut } from '../edit.ts';
import { shorterLists, simplerElements, simplerField, withoutField } from '../edit.ts';

/** Simpler selectors: `{}`, fewer terms, fewer values, a label instead of an `In` with one value. */
export function* simplerSelectors(selector: LabelSelector): Generator<Cut<LabelSelector>> {
  const { matchLabels, matchExpressions } = selector;
  if (matchLabels !== undefined || matchExpressions !== undefined) {
    yield { describe: 'replace the selector by {}', to: {} };
  }
  if (matchLabels !== undefined && matchExpressions !== undefined) {
    yield { describe: 'drop matchLabels', to: { matchExpressions } };
    yield { describe: 'drop matchExpressions', to: { matchLabels } };
  }
  if (matchLabels !== undefined) {
    for (const { describe, to } of fewerLabels(matchLabels)) {
      yield {
        describe,
        to:
          Object.keys(to).length === 0
            ? withoutField(selector, 'matchLabels')
            : { ...selector, matchLabels: to },
      };
    }
  }
  yield* simplerField(selector, 'matchExpressions', (list) => shorterLists(list, requirementNames));
  yield* simplerField(selector, 'matchExpressions', (list) => simplerElements(list, simplerRequirements));
  yield* labelsInstead(selector);
}

/** The labels without one of them. */
export function* fewerLabels(labels: Labels): Generator<Cut<Labels>> {
  for (const { describe, to } of shorterLists(Object.keys(labels), (keys) => `label ${keys.join(', ')}`)) {
    yield { describe, to: labelsFrom(to.map((key) => [key, labelOf(labels, key)!])) };
  }
}

function requirementNames(requirements: readonly LabelSelectorRequirement[]): string {
  return requirements.map(({ key, operator }) => `${operator}(${key})`).join(', ');
}

/** In and NotIn keep at least one value: an API server refuses them without (VAL-18). */
function* simplerRequirements(
  requirement: LabelSelectorRequirement,
): Generator<Cut<LabelSelectorRequirement>> {
  const { key, operator, values } = requirement;
  if (values === undefined) return;
  for (const { describe, to } of shorterLists(values, (dropped) => `value ${JSON.stringify(dropped)}`)) {
    if (to.length > 0) yield { describe, to: { ...requirement, values: to } };
  }
  const instead = operator === 'In' ? 'Exists' : 'DoesNotExist';
  yield { describe: `${operator}(${key}) → ${instead}(${key})`, to: { key, operator: instead } };
}

function* labelsInstead(selector: LabelSelector): Generator<Cut<LabelSelector>> {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  for (const [index, { key, operator, values }] of matchExpressions.entries()) {
    if (operator !== 'In' || values?.length !== 1 || labelOf(matchLabels, key) !== undefined) continue;
    const labels = labelsFrom([...Object.entries(matchLabels), [key, values[0]!]]);
    const rest = matchExpressions.toSpliced(index, 1);
    yield {
      describe: `In(${key}) → label ${key}`,
      to: { matchLabels: labels, ...(rest.length === 0 ? {} : { matchExpressions: rest }) },
    };
  }
}
