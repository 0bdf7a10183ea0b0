import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { LabelSelector, Labels, NetworkPolicyPeer } from '../../../model/index.ts';
import { labelOf, labelsFrom, NO_LABELS } from '../../../model/index.ts';
import {
  isEmptySelector,
  labelsOnly,
  mergedLabels,
  requirementsOf,
  selectablePod,
  selectsLabels,
  trueLabels,
} from '../../altering/index.ts';
import type { Mutant } from '../mutant.ts';
import { mutant } from '../mutant.ts';

/** SEL: what label selectors match. */
export const SEL_MUTANTS: readonly Mutant[] = [
  // "Any-of semantics."
  mutant(
    'SEL-1',
    'lets any one of the matchLabels suffice',
    'matchesSelector',
    (context, selector, labels) => {
      const { matchLabels = {} } = selector;
      const entries = Object.entries(matchLabels);
      if (entries.length < 2) return reference.matchesSelector(context, selector, labels);
      return entries.some(([key, value]) =>
        reference.matchesSelector(context, { ...selector, matchLabels: labelsFrom([[key, value]]) }, labels),
      );
    },
  ),

  // "Only first value compared; missing key matches."
  mutant(
    'SEL-2',
    'compares the first value of In alone',
    'matchesRequirement',
    (context, requirement, labels) => {
      const { operator, values = [] } = requirement;
      const read = operator === 'In' ? { ...requirement, values: values.slice(0, 1) } : requirement;
      return reference.matchesRequirement(context, read, labels);
    },
  ),
  mutant(
    'SEL-2/missing',
    'lets a missing key satisfy In',
    'matchesRequirement',
    (context, requirement, labels) =>
      (requirement.operator === 'In' && labelOf(labels, requirement.key) === undefined) ||
      reference.matchesRequirement(context, requirement, labels),
  ),

  // "Missing key fails NotIn."
  mutant(
    'SEL-3',
    'lets a missing key fail NotIn',
    'matchesRequirement',
    (context, requirement, labels) =>
      !(requirement.operator === 'NotIn' && labelOf(labels, requirement.key) === undefined) &&
      reference.matchesRequirement(context, requirement, labels),
  ),

  // "Truthiness test on the value."
  mutant(
    'SEL-4',
    'lets an empty value fail Exists',
    'matchesRequirement',
    (context, requirement, labels) =>
      !(requirement.operator === 'Exists' && labelOf(labels, requirement.key) === '') &&
      reference.matchesRequirement(context, requirement, labels),
  ),

  // "Empty string treated as absent; operator unimplemented."
  mutant(
    'SEL-5',
    'lets an empty value satisfy DoesNotExist',
    'matchesRequirement',
    (context, requirement, labels) =>
      (requirement.operator === 'DoesNotExist' && labelOf(labels, requirement.key) === '') ||
      reference.matchesRequirement(context, requirement, labels),
  ),
  mutant(
    'SEL-5/unimplemented',
    'skips DoesNotExist',
    'matchesRequirement',
    (context, requirement, labels) =>
      requirement.operator === 'DoesNotExist' || reference.matchesRequirement(context, requirement, labels),
  ),

  // "Expressions ORed; later expression on the same key overwrites the earlier."
  mutant(
    'SEL-6',
    'lets any one term of a selector suffice',
    'matchesSelector',
    (context, selector, labels) => {
      const terms = termsOf(selector);
      if (terms.length < 2) return reference.matchesSelector(context, selector, labels);
      return terms.some((term) => reference.matchesSelector(context, term, labels));
    },
  ),

  // "Unlabeled pods skipped because indexes are label-driven."
  mutant(
    'SEL-7',
    'finds no object without labels',
    'matchesSelector',
    (context, selector, labels) =>
      !(isEmptySelector(selector) && Object.keys(labels).length === 0) &&
      reference.matchesSelector(context, selector, labels),
  ),

  // "Compiled as OR of single-value negations, matching nearly everything."
  mutant(
    'SEL-8',
    'lets NotIn match whatever differs from one of the values',
    'matchesRequirement',
    (context, requirement, labels) => {
      const { key, operator, values = [] } = requirement;
      if (operator !== 'NotIn') return reference.matchesRequirement(context, requirement, labels);
      return values.some((value) => labelOf(labels, key) !== value);
    },
  ),

  // "labels[key] ?? '' conflation."
  mutant(
    'SEL-9',
    'reads a missing key as an empty value in In and NotIn',
    'matchesRequirement',
    (context, requirement, labels) => {
      const { key, operator } = requirement;
      const compares = operator === 'In' || operator === 'NotIn';
      if (!compares || labelOf(labels, key) !== undefined) {
        return reference.matchesRequirement(context, requirement, labels);
      }
      return reference.matchesRequirement(context, requirement, labelsFrom([[key, '']]));
    },
  ),
  mutant(
    'SEL-9/labels',
    'reads a missing key as an empty value in matchLabels',
    'matchesLabel',
    (_context, key, value, labels) => (labelOf(labels, key) ?? '') === value,
  ),

  // "Simplifier collapses it to {} (everything)."
  mutant(
    'SEL-10',
    'collapses a contradiction to everything',
    'matchesSelector',
    (context, selector, labels) =>
      isContradiction(selector) || reference.matchesSelector(context, selector, labels),
  ),

  // "Case folding; prefix stripped."
  mutant('SEL-11', 'compares without regard to case', 'matchesSelector', (context, selector, labels) =>
    reference.matchesSelector(context, mapSelector(selector, fold, fold), mapLabels(labels, fold, fold)),
  ),
  mutant(
    'SEL-11/prefix',
    'compares keys without their prefix',
    'matchesSelector',
    (context, selector, labels) =>
      reference.matchesSelector(
        context,
        mapSelector(selector, withoutPrefix, same),
        mapLabels(labels, withoutPrefix, same),
      ),
  ),

  // "Not annotations, names, owner/Service selectors, readiness or node labels": whatever else is known of a pod.
  mutant(
    'SEL-12',
    'counts the labels of its node as labels of a pod',
    'matchesSelectors',
    (context, policy, peer, other) => {
      const pod = selectablePod(other);
      if (pod === undefined) return reference.matchesSelectors(context, policy, peer, other);
      const seen = trueLabels(context, pod);
      const node = pod.nodeName === undefined ? undefined : context.world.nodes.get(pod.nodeName);
      const labels = mergedLabels(node?.labels ?? NO_LABELS, seen.pod);
      return selectsLabels(context, policy, peer, pod.namespace, { ...seen, pod: labels });
    },
  ),
  mutant(
    'SEL-12/name',
    'takes the name of a pod for its app label',
    'matchesSelectors',
    (context, policy, peer, other) => {
      const pod = selectablePod(other);
      if (pod === undefined) return reference.matchesSelectors(context, policy, peer, other);
      const seen = trueLabels(context, pod);
      const labels = mergedLabels(labelsFrom([['app', pod.name]]), seen.pod);
      return selectsLabels(context, policy, peer, pod.namespace, { ...seen, pod: labels });
    },
  ),

  // "matchExpressions ignored (→ {}) in one of the positions."
  mutant('SEL-13', 'ignores matchExpressions of the subject', 'selectsSubject', (context, policy, pod) =>
    reference.selectsSubject(
      context,
      { ...policy, spec: { ...policy.spec, podSelector: labelsOnly(policy.spec.podSelector) } },
      pod,
    ),
  ),
  mutant(
    'SEL-13/pod',
    'ignores matchExpressions of a peer podSelector',
    'matchesSelectors',
    (context, policy, peer, other) =>
      reference.matchesSelectors(context, policy, withSelectors(peer, 'podSelector'), other),
  ),
  mutant(
    'SEL-13/namespace',
    'ignores matchExpressions of a namespaceSelector',
    'matchesSelectors',
    (context, policy, peer, other) =>
      reference.matchesSelectors(context, policy, withSelectors(peer, 'namespaceSelector'), other),
  ),

  // "Error swallowed and an everything-selector used."
  mutant(
    'SEL-14',
    'takes a subject selector that it cannot parse for an empty one',
    'selectsSubject',
    (context, policy, pod) =>
      (policy.namespace === pod.namespace && isUnreadable(policy.spec.podSelector)) ||
      reference.selectsSubject(context, policy, pod),
  ),
];

/** Each matchLabels entry and each requirement as a selector of its own. */
function termsOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector): LabelSelector[] {
  return [
    ...Object.entries(matchLabels).map((entry) => ({ matchLabels: labelsFrom([entry]) })),
    ...matchExpressions.map((requirement) => ({ matchExpressions: [requirement] })),
  ];
}

/** Whether two requirements on one key rule each other out. */
function isContradiction(selector: LabelSelector): boolean {
  const requirements = requirementsOf(selector);
  return requirements.some((wanted) =>
    requirements.some((refused) => {
      if (wanted.key !== refused.key) return false;
      if (refused.operator === 'DoesNotExist')
        return wanted.operator === 'In' || wanted.operator === 'Exists';
      if (wanted.operator !== 'In' || refused.operator !== 'NotIn') return false;
      return (wanted.values ?? []).every((value) => refused.values?.includes(value));
    }),
  );
}

type MapText = (text: string) => string;

const same: MapText = (text) => text;
const fold: MapText = (text) => text.toLowerCase();
const withoutPrefix: MapText = (key) => key.slice(key.indexOf('/') + 1);

function mapLabels(labels: Labels, key: MapText, value: MapText): Labels {
  return labelsFrom(Object.entries(labels).map(([k, v]) => [key(k), value(v)]));
}

function mapSelector(
  { matchLabels, matchExpressions }: LabelSelector,
  key: MapText,
  value: MapText,
): LabelSelector {
  return {
    ...(matchLabels === undefined ? {} : { matchLabels: mapLabels(matchLabels, key, value) }),
    ...(matchExpressions === undefined
      ? {}
      : {
          matchExpressions: matchExpressions.map((requirement) => ({
            ...requirement,
            key: key(requirement.key),
            ...(requirement.values === undefined ? {} : { values: requirement.values.map(value) }),
          })),
        }),
  };
}

function withSelectors(
  peer: NetworkPolicyPeer,
  position: 'podSelector' | 'namespaceSelector',
): NetworkPolicyPeer {
  const selector = peer[position];
  return selector === undefined ? peer : { ...peer, [position]: labelsOnly(selector) };
}

const LABEL_VALUE = /^[A-Za-z0-9]?[A-Za-z0-9._-]*$/;

/** Whether some value is none that a label can have, as objects of old may hold (VAL-18). */
function isUnreadable(selector: LabelSelector): boolean {
  return requirementsOf(selector).some(({ values = [] }) => values.some((value) => !LABEL_VALUE.test(value)));
}
