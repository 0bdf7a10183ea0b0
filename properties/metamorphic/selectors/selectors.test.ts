import { describe, expect, it } from 'vitest';
import type { LabelSelector } from '../../../model/index.ts';
import { specsAfter } from '../testing/changes-of.ts';
import { selectorsSaidOtherwiseMeanTheSame } from './selectors-said-otherwise-mean-the-same.ts';
import { splittingASelectorChangesNothing } from './splitting-a-selector-changes-nothing.ts';

const oneOf = (key: string, ...values: string[]) => ({ key, operator: 'In', values }) as const;
const noneOf = (key: string, ...values: string[]) => ({ key, operator: 'NotIn', values }) as const;
const exists = (key: string) => ({ key, operator: 'Exists' }) as const;

describe('other words for a selector', () => {
  const subjects = async (podSelector: LabelSelector): Promise<LabelSelector[]> =>
    (await specsAfter(selectorsSaidOtherwiseMeanTheSame, { podSelector })).map(([spec]) => spec!.podSelector);

  it.each<[string, LabelSelector, LabelSelector[]]>([
    [
      'a label',
      { matchLabels: { a: 'x' } },
      [{ matchExpressions: [oneOf('a', 'x')] }, { matchLabels: { a: 'x' }, matchExpressions: [exists('a')] }],
    ],
    [
      'NotIn of two, which is neither of them (SEL-8)',
      { matchExpressions: [noneOf('a', 'x', 'y')] },
      [{ matchExpressions: [noneOf('a', 'x'), noneOf('a', 'y')] }],
    ],
    [
      'In of one',
      { matchExpressions: [oneOf('a', ''), noneOf('b', 'y')] },
      [
        { matchLabels: { a: '' }, matchExpressions: [noneOf('b', 'y')] },
        { matchExpressions: [oneOf('a', ''), noneOf('b', 'y'), exists('a')] },
      ],
    ],
    [
      'a contradiction, which has to stay one (SEL-10)',
      { matchLabels: { a: 'x' }, matchExpressions: [oneOf('a', 'y')] },
      [
        { matchExpressions: [oneOf('a', 'x'), oneOf('a', 'y')] },
        { matchLabels: { a: 'x' }, matchExpressions: [oneOf('a', 'y'), exists('a')] },
      ],
    ],
    ['none for the empty selector', {}, []],
    ['none for what cannot be read (SEL-14)', { matchExpressions: [oneOf('a', 'not a value')] }, []],
    ['none for Exists', { matchExpressions: [exists('a')] }, []],
  ])('%s', async (_what, selector, expected) => {
    const variants = await subjects(selector);
    expect(variants).toHaveLength(expected.length);
    for (const other of expected) expect(variants).toContainEqual(other);
  });
});

describe('splitting a selector', () => {
  const peer = {
    namespaceSelector: { matchExpressions: [oneOf('team', 'red', 'blue')] },
    podSelector: { matchLabels: { a: 'x' } },
  };

  it('is by the values of a peer, or of the subject', async () => {
    const variants = await specsAfter(splittingASelectorChangesNothing, {
      podSelector: { matchExpressions: [exists('b'), oneOf('a', 'x', 'y')] },
      ingress: [{ from: [peer] }],
    });
    const only = (value: string) => ({
      ...peer,
      namespaceSelector: { matchExpressions: [oneOf('team', value)] },
    });
    expect(variants).toHaveLength(2);
    expect(variants.map((specs) => specs.map((spec) => spec.ingress?.[0]?.from))).toContainEqual([
      [only('red'), only('blue')],
    ]);
    expect(variants.map((specs) => specs.map((spec) => spec.podSelector))).toContainEqual([
      { matchExpressions: [exists('b'), oneOf('a', 'x')] },
      { matchExpressions: [exists('b'), oneOf('a', 'y')] },
    ]);
  });

  it.each<[string, LabelSelector]>([
    ['NotIn is not any of its values', { matchExpressions: [noneOf('a', 'x', 'y')] }],
    ['what cannot be read stays (SEL-14)', { matchExpressions: [oneOf('a', 'x', 'not a value')] }],
  ])('%s', async (_what, podSelector) => {
    expect(await specsAfter(splittingASelectorChangesNothing, { podSelector })).toEqual([]);
  });
});
