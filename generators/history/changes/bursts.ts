import type { Namespace, NetworkPolicySpec, ScenarioAction } from '../../../model/index.ts';
import { NAMESPACE_NAME_LABEL, objectKey } from '../../../model/index.ts';
import { namespaceWith } from '../../cluster/namespaces.ts';
import { drawPod } from '../../cluster/pods.ts';
import { drawSpec, drawSubject } from '../../policies/policies.ts';
import { drawSelector } from '../../policies/selectors.ts';
import { nameAt } from '../../pools/names.ts';
import { oneIn, pick } from '../../random.ts';
import { pickConcerned } from '../concern.ts';
import { happen, type World } from '../world.ts';
import { changedLabels } from './labels.ts';
import { emptyNamespace } from './namespaces.ts';
import { addPolicy } from './policies.ts';

/** A namespace comes or changes its labels, a policy and a pod come, all at once (PEER-8, LIFE-3). */
export function burst(world: World): readonly ScenarioAction[] {
  const { draft, namespaces } = world.scene;
  const isNew = !oneIn(draft.random, 3);
  const namespace = isNew
    ? namespaceWith(draft, nameAt(draft.words.namespaceNames, world.namespaces++))
    : relabelled(world, pick(draft.random, namespaces));
  const comes = happen(world, [{ type: isNew ? 'ADDED' : 'MODIFIED', object: namespace }]);
  const host = pickConcerned(world, world.cluster.pods).namespace;
  const policy = addPolicy(world, host, drawSpecFor(world, host, namespace));
  const pod = drawPod(draft, namespace.name, world.scene.registry);
  return [...comes, ...policy, ...happen(world, [{ type: 'ADDED', object: pod }]), ...lulls(world)];
}

/** Milliseconds: less, or more, than the news of one thing may be later than that of another. */
const LULLS: readonly number[] = [1, 10, 100, 1000];

/** Several moments, at which nodes may have heard of some of what happened and not of the rest. */
function lulls({ scene, on }: World): readonly ScenarioAction[] {
  if (!on.waits) return [];
  const { random } = scene.draft;
  return Array.from({ length: random.nextInt(1, 4) }, () => ({ kind: 'wait', ticks: pick(random, LULLS) }));
}

function relabelled({ scene, on }: World, namespace: Namespace): Namespace {
  const changes = { removals: true, empty: on.emptyLabels, without: NAMESPACE_NAME_LABEL };
  return { ...namespace, labels: changedLabels(scene.draft, namespace.labels, changes) };
}

/** A policy that names the namespace by its labels, or by none. */
function drawSpecFor({ scene }: World, host: string, { labels }: Namespace): NetworkPolicySpec {
  const { draft } = scene;
  if (!draft.on.namespacePeers) return drawSpec(scene, host);
  const peer = { namespaceSelector: drawSelector(draft, labels, 2) };
  return {
    podSelector: drawSubject(scene, host),
    policyTypes: ['Ingress'],
    ingress: [{ from: [peer] }],
  };
}

/** A namespace with policies goes and comes back, with a pod like those that were in it and without policies. */
export function returnNamespace(world: World): readonly ScenarioAction[] {
  const { draft } = world.scene;
  const { pods, policies } = world.cluster;
  const isLeft = (name: string): boolean => pods.filter(({ namespace }) => namespace !== name).length >= 2;
  const held = new Set(policies.map(({ namespace }) => namespace).filter(isLeft));
  const inside = pods.filter((pod) => held.has(pod.namespace) && !pod.hostNetwork);
  if (inside.length === 0) return [];
  const like = pickConcerned(world, inside);
  const namespace = world.cluster.namespaces.find(({ name }) => name === like.namespace)!;
  const goes = emptyNamespace(world, namespace);
  world.goneNamespaces.pop();
  const pauses = lulls(world);
  const comes = happen(world, [{ type: 'ADDED', object: namespace }]);
  const name = oneIn(draft.random, 2) ? { name: like.name } : {};
  const state = { hostNetwork: false, pending: false, finished: false, scheduled: true };
  const drawn = drawPod(draft, namespace.name, world.scene.registry, { state, ...name });
  const isTaken = world.cluster.pods.some((pod) => objectKey(pod) === objectKey(drawn));
  const pod = isTaken ? [] : happen(world, [{ type: 'ADDED', object: { ...drawn, labels: like.labels } }]);
  return [...goes, ...pauses, ...comes, ...pod];
}
