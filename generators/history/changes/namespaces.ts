import type { Namespace, ScenarioAction } from '../../../model/index.ts';
import { NAMESPACE_NAME_LABEL, objectKey } from '../../../model/index.ts';
import { namespaceWith } from '../../cluster/namespaces.ts';
import { vacate } from '../../cluster/pods.ts';
import { nameAt } from '../../pools/names.ts';
import { oneIn, pick } from '../../random.ts';
import { happen, type World } from '../world.ts';
import { changedLabels } from './labels.ts';
import { forgetService } from './services.ts';

/** Labels of a namespace change; the one that the control plane keeps does not (NS-2). */
export function relabelNamespace(world: World): readonly ScenarioAction[] {
  const { draft, namespaces } = world.scene;
  if (!draft.on.namespaceLabels) return [];
  const namespace = pick(draft.random, namespaces);
  const changes = { removals: true, empty: world.on.emptyLabels, without: NAMESPACE_NAME_LABEL };
  const labels = changedLabels(draft, namespace.labels, changes);
  return happen(world, [{ type: 'MODIFIED', object: { ...namespace, labels } }]);
}

/** A namespace comes, or one that was there comes back with other labels. */
export function createNamespace(world: World): readonly ScenarioAction[] {
  const { draft } = world.scene;
  const { random, words } = draft;
  const back = world.goneNamespaces.length > 0 && oneIn(random, 2) ? world.goneNamespaces.pop() : undefined;
  const name = back ?? nameAt(words.namespaceNames, world.namespaces++);
  return happen(world, [{ type: 'ADDED', object: namespaceWith(draft, name) }]);
}

/** A namespace goes. What is in it goes first, as an API server does it. */
export function deleteNamespace(world: World): readonly ScenarioAction[] {
  const namespace = pick(world.scene.draft.random, world.scene.namespaces);
  const left = world.cluster.pods.filter((pod) => pod.namespace !== namespace.name);
  return left.length < 2 ? [] : emptyNamespace(world, namespace);
}

/** All that is in the namespace goes, and then the namespace. */
export function emptyNamespace(world: World, namespace: Namespace): readonly ScenarioAction[] {
  const { registry } = world.scene;
  const { cluster } = world;
  const isInside = (object: { readonly namespace: string }): boolean => object.namespace === namespace.name;
  const [pods, services, policies] = [
    cluster.pods.filter(isInside),
    cluster.services.filter(isInside),
    cluster.policies.filter(isInside),
  ];
  for (const pod of pods) {
    vacate(registry, pod);
    world.gonePods.push(objectKey(pod));
  }
  for (const service of services) forgetService(world, service);
  world.gonePolicies.push(...policies);
  world.goneNamespaces.push(namespace.name);
  const inside = happen(
    world,
    [...pods, ...services, ...policies].map((object) => ({ type: 'DELETED', object })),
  );
  return [...inside, ...happen(world, [{ type: 'DELETED', object: namespace }])];
}
