import { describe, expect, it } from 'vitest';
import type { LabelSelector, LabelSelectorRequirement } from '../../../../model/index.ts';
import { labelsFrom } from '../../../../model/index.ts';
import { contextOf } from '../testing/fixture.ts';
import { isEmptySelector, isReadable, requirementMatches, selectorMatches } from './selectors.ts';

const labels = (entries: Record<string, string>) => labelsFrom(Object.entries(entries));
const term = (
  operator: LabelSelectorRequirement['operator'],
  key: string,
  ...values: string[]
): LabelSelectorRequirement => (values.length === 0 ? { key, operator } : { key, operator, values });

describe('a requirement', () => {
  it.each<[string, LabelSelectorRequirement, Record<string, string>, boolean]>([
    ['SEL-2', term('In', 'pod', 'b', 'c'), { pod: 'c' }, true],
    ['SEL-2', term('In', 'pod', 'b', 'c'), { pod: 'a' }, false],
    ['SEL-2', term('In', 'pod', 'b', 'c'), {}, false],
    ['SEL-3', term('NotIn', 'team', 'red'), {}, true],
    ['SEL-3', term('NotIn', 'team', 'red'), { team: 'blue' }, true],
    ['SEL-3', term('NotIn', 'team', 'red'), { team: 'red' }, false],
    ['SEL-4', term('Exists', 'team'), { team: 'blue' }, true],
    ['SEL-4', term('Exists', 'team'), { team: '' }, true],
    ['SEL-4', term('Exists', 'team'), {}, false],
    ['SEL-5', term('DoesNotExist', 'team'), {}, true],
    ['SEL-5', term('DoesNotExist', 'team'), { team: '' }, false],
    ['SEL-8', term('NotIn', 'pod', 'a', 'b'), { pod: 'b' }, false],
    ['SEL-9', term('In', 'team', ''), { team: '' }, true],
    ['SEL-9', term('In', 'team', ''), {}, false],
    ['SEL-9', term('NotIn', 'team', ''), {}, true],
    ['SEL-11', term('In', 'team', 'Red'), { team: 'red' }, false],
    ['SEL-11', term('In', 'example.com/team', 'red'), { team: 'red' }, false],
    ['own keys only', term('Exists', 'constructor'), {}, false],
    ['own keys only', term('Exists', '__proto__'), {}, false],
  ])('%s: %o on %o is %s', (_clause, requirement, of, expected) => {
    expect(requirementMatches(requirement, labels(of))).toBe(expected);
  });
});

describe('a selector', () => {
  it.each<[string, LabelSelector, Record<string, string>, boolean]>([
    ['SEL-1', { matchLabels: labels({ pod: 'b', pod2: 'updated' }) }, { pod: 'b' }, false],
    ['SEL-1', { matchLabels: labels({ pod: 'b' }) }, { pod: 'b', other: '1' }, true],
    [
      'SEL-6',
      { matchLabels: labels({ team: 'blue' }), matchExpressions: [term('NotIn', 'name', 'y')] },
      { team: 'blue', name: 'y' },
      false,
    ],
    ['SEL-6', { matchExpressions: [term('Exists', 'a'), term('NotIn', 'a', '1')] }, { a: '1' }, false],
    ['SEL-6', { matchExpressions: [term('NotIn', 'a', '1'), term('Exists', 'a')] }, {}, false],
    ['SEL-7', {}, {}, true],
    ['SEL-7', { matchLabels: labels({}), matchExpressions: [] }, {}, true],
    [
      'SEL-10',
      { matchExpressions: [term('In', 'pod', 'a'), term('NotIn', 'pod', 'a')] },
      { pod: 'a' },
      false,
    ],
    ['own keys only', { matchLabels: labelsFrom([['__proto__', 'x']]) }, {}, false],
  ])('%s: %o on %o is %s', (_clause, selector, of, expected) => {
    expect(selectorMatches(selector, labels(of), contextOf())).toBe(expected);
  });

  it.each<[LabelSelector, boolean]>([
    [{}, true],
    [{ matchLabels: labels({}), matchExpressions: [] }, true],
    [{ matchLabels: labels({ a: '1' }) }, false],
    [{ matchExpressions: [term('DoesNotExist', 'a')] }, false],
  ])('SEL-7: %o is empty: %s', (selector, expected) => {
    expect(isEmptySelector(selector)).toBe(expected);
  });
});

describe('SEL-14: a stored selector can be read', () => {
  const long = 'x'.repeat(63);
  it.each<[LabelSelector, boolean]>([
    [{}, true],
    [{ matchLabels: labels({ 'a.b/c_d': 'E-f.g', e: '' }) }, true],
    [{ matchExpressions: [term('In', 'pod', long)] }, true],
    [{ matchExpressions: [term('In', 'pod', `${long}x`)] }, false],
    [{ matchExpressions: [term('In', 'pod', 'a b')] }, false],
    [{ matchExpressions: [term('NotIn', 'pod', 'fine', '-a')] }, false],
    [{ matchExpressions: [term('In', 'pod')] }, false],
    [{ matchExpressions: [term('NotIn', 'pod')] }, false],
    [{ matchExpressions: [term('Exists', 'pod', 'a')] }, false],
    [{ matchExpressions: [term('Gt' as 'In', 'pod', '1')] }, false],
    [{ matchExpressions: [term('Exists', 'a/b/c')] }, false],
    [{ matchExpressions: [term('Exists', 'Example.com/a')] }, false],
    [{ matchExpressions: [term('Exists', '')] }, false],
    [{ matchLabels: labels({ pod: 'a b' }) }, false],
  ])('%o: %s', (selector, expected) => {
    expect(isReadable(selector)).toBe(expected);
  });
});
