import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import { labelOf, labelsFrom, NAMESPACE_NAME_LABEL } from '../../../model/index.ts';
import {
  mergedLabels,
  requirementsOf,
  selectablePod,
  selectsLabels,
  trueLabels,
} from '../../altering/index.ts';
import type { Mutant } from '../mutant.ts';
import { mutant } from '../mutant.ts';

/** NS: whose labels a namespaceSelector is held against. */
export const NS_MUTANTS: readonly Mutant[] = [
  // "Compared with the namespace's name or pod labels."
  mutant(
    'NS-1',
    'holds a namespaceSelector against the labels of the pod',
    'matchesSelectors',
    (context, policy, peer, other) => {
      const pod = selectablePod(other);
      if (pod === undefined) return reference.matchesSelectors(context, policy, peer, other);
      const seen = { pod: pod.labels, namespace: pod.labels };
      return selectsLabels(context, policy, peer, pod.namespace, seen);
    },
  ),
  mutant(
    'NS-1/name',
    'holds a namespaceSelector against the name of the namespace',
    'matchesSelectors',
    (context, policy, peer, other) => {
      const pod = selectablePod(other);
      if (pod === undefined) return reference.matchesSelectors(context, policy, peer, other);
      const keys = Object.keys(peer.namespaceSelector?.matchLabels ?? {});
      const namespace = labelsFrom(keys.map((key) => [key, pod.namespace]));
      const seen = { pod: pod.labels, namespace };
      return selectsLabels(context, policy, peer, pod.namespace, seen);
    },
  ),

  // "Simulator's namespaces lack the label."
  mutant(
    'NS-2',
    'does not know the label that every Namespace carries',
    'matchesSelector',
    (context, selector, labels) => {
      if (labelOf(labels, NAMESPACE_NAME_LABEL) === undefined) {
        return reference.matchesSelector(context, selector, labels);
      }
      const others = Object.entries(labels).filter(([key]) => key !== NAMESPACE_NAME_LABEL);
      return reference.matchesSelector(context, selector, labelsFrom(others));
    },
  ),

  // "One merged label map per endpoint."
  mutant(
    'NS-6',
    'mixes the labels of a pod with those of its Namespace',
    'matchesSelectors',
    (context, policy, peer, other) => {
      const pod = selectablePod(other);
      if (pod === undefined) return reference.matchesSelectors(context, policy, peer, other);
      const seen = trueLabels(context, pod);
      const mixed = mergedLabels(seen.namespace, seen.pod);
      return selectsLabels(context, policy, peer, pod.namespace, { pod: mixed, namespace: mixed });
    },
  ),

  // "Only labeled namespaces considered."
  mutant(
    'NS-7',
    'passes over namespaces without the key of a negative operator',
    'matchesSelectors',
    (context, policy, peer, other) => {
      const pod = selectablePod(other);
      if (pod === undefined) return reference.matchesSelectors(context, policy, peer, other);
      const { namespace } = trueLabels(context, pod);
      return (
        requirementsOf(peer.namespaceSelector ?? {})
          .filter(({ operator }) => operator === 'NotIn')
          .every(({ key }) => labelOf(namespace, key) !== undefined) &&
        reference.matchesSelectors(context, policy, peer, other)
      );
    },
  ),
];
