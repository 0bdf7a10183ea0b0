import type { Random } from 'fast-check';
import type { Labels, Scenario } from '../../../model/index.ts';
import { labelsFrom, NAMESPACE_NAME_LABEL } from '../../../model/index.ts';
import { pick } from '../../random.ts';
import { followPods } from '../cluster/slices.ts';
import type { Mutation } from './mutation.ts';

/** A pod has one label otherwise. */
export const relabelPod: Mutation = (scenario, random) => {
  const { pods } = scenario.cluster;
  if (pods.length === 0) return undefined;
  const at = random.nextInt(0, pods.length - 1);
  const labels = relabelled(pods[at]!.labels, random, scenario);
  const after = pods.with(at, { ...pods[at]!, labels });
  return followPods(scenario, { ...scenario, cluster: { ...scenario.cluster, pods: after } });
};

/** A namespace has one label otherwise. */
export const relabelNamespace: Mutation = (scenario, random) => {
  const { namespaces } = scenario.cluster;
  if (namespaces.length === 0) return undefined;
  const at = random.nextInt(0, namespaces.length - 1);
  const labels = relabelled(namespaces[at]!.labels, random, scenario);
  const after = namespaces.with(at, { ...namespaces[at]!, labels });
  return { ...scenario, cluster: { ...scenario.cluster, namespaces: after } };
};

/** The labels with one that something else in the scenario has, or with one less. */
function relabelled(labels: Labels, random: Random, { cluster }: Scenario): Labels {
  const isFree = ([key]: readonly [string, string]): boolean => key !== NAMESPACE_NAME_LABEL;
  const own = Object.entries(labels);
  const free = own.filter(isFree);
  const drop = free.length > 0 && random.nextInt(0, 2) === 0 ? pick(random, free)[0] : undefined;
  if (drop !== undefined) return labelsFrom(own.filter(([key]) => key !== drop));
  const words = [...cluster.pods, ...cluster.namespaces]
    .flatMap((object) => Object.entries(object.labels))
    .filter(isFree);
  return words.length === 0 ? labels : labelsFrom([...own, pick(random, words)]);
}
