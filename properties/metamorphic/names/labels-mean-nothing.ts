import type { Cluster, Labels, LabelSelector } from '../../../model/index.ts';
import { labelsFrom, NAMESPACE_NAME_LABEL } from '../../../model/index.ts';
import { metamorphicProperty } from '../metamorphic.ts';
import { isLabelValue } from '../rewriting/readable-selector.ts';
import { rewriteSelectors } from '../rewriting/rewrite.ts';

/**
 * SEL-9, SEL-11: keys and values of labels are compared and mean nothing else. Gives every key and every value a
 * new text, equal ones the same, in labels and in selectors alike; "" is a value like any other. The label that
 * carries a namespace's name stays, and so does a value that no label can have (SEL-14). Finds engines that
 * reserve keys, fold case, trim, or cut off.
 *
 * Seen to find, of the zoo, in 300 cases of seed 1: AZURE-734 and CILIUM-39347.
 */
export const labelsMeanNothing = metamorphicProperty({
  name: 'labels-mean-nothing',
  sentence: 'Giving label keys and values other texts, everywhere alike, changes no verdict.',
  relation: 'equal',
  transform({ cluster }) {
    const words = freshWords();
    return { cluster: relabelled(cluster, words), describe: 'giving every label another key and value' };
  },
});

interface Words {
  readonly key: (key: string) => string;
  readonly value: (value: string, key: string) => string;
}

function freshWords(): Words {
  const keys = new Map<string, string>();
  const values = new Map<string, string>();
  const wordIn = (table: Map<string, string>, prefix: string, old: string): string => {
    let word = table.get(old);
    if (word === undefined) table.set(old, (word = `${prefix}${String(table.size).padStart(3, '0')}`));
    return word;
  };
  return {
    key: (key) => (key === NAMESPACE_NAME_LABEL ? key : wordIn(keys, 'key', key)),
    value: (value, key) =>
      key === NAMESPACE_NAME_LABEL || !isLabelValue(value) ? value : wordIn(values, 'value', value),
  };
}

function relabelled(cluster: Cluster, words: Words): Cluster {
  const relabel = <T extends { readonly labels: Labels }>(object: T): T => ({
    ...object,
    labels: otherLabels(object.labels, words),
  });
  return {
    ...cluster,
    namespaces: cluster.namespaces.map(relabel),
    pods: cluster.pods.map(relabel),
    services: cluster.services.map((service) =>
      service.selector === undefined
        ? service
        : { ...service, selector: otherLabels(service.selector, words) },
    ),
    policies: rewriteSelectors(cluster, (selector) => otherSelector(selector, words)).cluster.policies,
  };
}

function otherLabels(labels: Labels, words: Words): Labels {
  return labelsFrom(Object.entries(labels).map(([key, value]) => [words.key(key), words.value(value, key)]));
}

function otherSelector({ matchLabels, matchExpressions }: LabelSelector, words: Words): LabelSelector {
  return {
    ...(matchLabels === undefined ? {} : { matchLabels: otherLabels(matchLabels, words) }),
    ...(matchExpressions === undefined
      ? {}
      : {
          matchExpressions: matchExpressions.map(({ key, operator, values }) => ({
            key: words.key(key),
            operator,
            ...(values === undefined ? {} : { values: values.map((value) => words.value(value, key)) }),
          })),
        }),
  };
}
