import type { Random } from 'fast-check';
import type {
  Labels,
  LabelSelector,
  LabelSelectorRequirement,
  Scenario,
  SelectorOperator,
} from '../../../model/index.ts';
import { labelsFrom } from '../../../model/index.ts';
import { pick } from '../../random.ts';
import type { Mutation } from './mutation.ts';
import { inPolicy } from './mutation.ts';

const OPPOSITES: Readonly<Record<SelectorOperator, SelectorOperator>> = {
  In: 'NotIn',
  NotIn: 'In',
  Exists: 'DoesNotExist',
  DoesNotExist: 'Exists',
};

/** The selector with one requirement turned round, or one label written as a requirement. */
export function turnedSelector(selector: LabelSelector, random: Random): LabelSelector | undefined {
  const { matchExpressions = [], matchLabels } = selector;
  if (matchExpressions.length > 0) {
    const at = random.nextInt(0, matchExpressions.length - 1);
    const requirement = matchExpressions[at]!;
    const turned = { ...requirement, operator: OPPOSITES[requirement.operator] };
    return { ...selector, matchExpressions: matchExpressions.with(at, turned) };
  }
  if (matchLabels === undefined) return undefined;
  const [first, ...rest] = Object.entries(matchLabels);
  if (first === undefined) return undefined;
  const requirement: LabelSelectorRequirement = {
    key: first[0],
    operator: pick(random, ['In', 'NotIn'] as const),
    values: [first[1]],
  };
  const others = rest.length === 0 ? {} : { matchLabels: labelsFrom(rest) };
  return { ...others, matchExpressions: [requirement] };
}

/** A selector of one term that something in the scenario meets, or all but that. */
export function someTerm(random: Random, { cluster }: Scenario): LabelSelector {
  const labelled: readonly { readonly labels: Labels }[] = [...cluster.pods, ...cluster.namespaces];
  const entries = labelled.flatMap(({ labels }) => Object.entries(labels));
  if (entries.length === 0) return {};
  const [key, value] = pick(random, entries);
  switch (random.nextInt(0, 3)) {
    case 0:
      return { matchExpressions: [{ key, operator: 'NotIn', values: [value] }] };
    case 1:
      return { matchExpressions: [{ key, operator: pick(random, ['Exists', 'DoesNotExist'] as const) }] };
    default:
      return { matchLabels: labelsFrom([[key, value]]) };
  }
}

/** A policy for other subjects: everyone, whoever has some label, or whom another policy has. */
export const otherSubject: Mutation = inPolicy((policy, random, scenario) => {
  const others = scenario.cluster.policies.map(({ spec }) => spec.podSelector);
  const turned = turnedSelector(policy.spec.podSelector, random);
  const podSelector = pick(random, [{}, someTerm(random, scenario), pick(random, others), turned ?? {}]);
  return [{ ...policy, spec: { ...policy.spec, podSelector } }];
});
