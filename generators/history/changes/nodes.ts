import type { ClusterEvent, Node, Pod, ScenarioAction } from '../../../model/index.ts';
import { objectKey } from '../../../model/index.ts';
import { enter } from '../../cluster/address-book.ts';
import { drawNode } from '../../cluster/nodes.ts';
import { sharedIPs, vacate } from '../../cluster/pods.ts';
import { secondNodePlace } from '../../pools/addresses.ts';
import { placeText } from '../../pools/places.ts';
import { oneIn, pick } from '../../random.ts';
import { happen, type World } from '../world.ts';
import { changedLabels } from './labels.ts';

/** A node comes, now and then one that was there before. */
export function addNode(world: World): readonly ScenarioAction[] {
  const { draft, registry, book } = world.scene;
  const [gone] = registry.goneNodes;
  const number = gone !== undefined && oneIn(draft.random, 2) ? gone : registry.nodes.length;
  const node = drawNode(draft, number, book);
  registry.goneNodes.delete(number);
  registry.nodes[number] = node;
  return happen(world, [{ type: 'ADDED', object: node }]);
}

/** A node goes. The pods on it go first. */
export function removeNode(world: World): readonly ScenarioAction[] {
  const { draft, registry } = world.scene;
  const { nodes, pods } = world.cluster;
  const node = pick(draft.random, nodes);
  const leaving = pods.filter(({ nodeName }) => nodeName === node.name);
  if (nodes.length < 2 || pods.length - leaving.length < 2) return [];
  for (const pod of leaving) {
    vacate(registry, pod);
    world.gonePods.push(objectKey(pod));
  }
  const number = numberOf(world, node);
  registry.goneNodes.add(number);
  const vacant = registry.vacant.filter((berth) => berth.node !== number);
  registry.vacant.splice(0, Infinity, ...vacant);
  world.stopped.delete(node.name);
  world.held.delete(node.name);
  return happen(
    world,
    [...leaving, node].map((object) => ({ type: 'DELETED', object })),
  );
}

function numberOf({ scene }: World, { name }: Node): number {
  return scene.registry.nodes.findIndex((node) => node.name === name);
}

/** A node gets a further address or loses one; now and then the one that it is known by changes (NODE-6). */
export function readdressNode(world: World): readonly ScenarioAction[] {
  const { draft, book } = world.scene;
  const { random, words } = draft;
  const node = pick(random, world.cluster.nodes);
  const number = numberOf(world, node);
  const further = words.families.map((family) => secondNodePlace(family, number));
  const missing = further.filter((place) => !node.addresses.includes(placeText(place)));
  if (missing.length > 0) {
    const added = missing.map((place) => enter(book, place));
    // In front, it is the address that pods on the host network share from now on.
    return change(world, {
      ...node,
      addresses:
        oneIn(random, 3) && added.length === words.families.length
          ? [...added, ...node.addresses]
          : [...node.addresses, ...added],
    });
  }
  const gone = new Set(further.map(placeText));
  return change(world, { ...node, addresses: node.addresses.filter((ip) => !gone.has(ip)) });
}

/** Labels of a node change, which means nothing to any policy. */
export function relabelNode(world: World): readonly ScenarioAction[] {
  const { draft } = world.scene;
  const node = pick(draft.random, world.cluster.nodes);
  const labels = changedLabels(draft, node.labels, { removals: true, empty: world.on.emptyLabels });
  return change(world, { ...node, labels });
}

/** The node, and the pods that share its addresses, as they are from now on. */
function change(world: World, node: Node): readonly ScenarioAction[] {
  world.scene.registry.nodes[numberOf(world, node)] = node;
  const shared = sharedIPs(world.scene.draft, node);
  const followers = world.cluster.pods.filter(
    (pod) =>
      pod.hostNetwork && pod.nodeName === node.name && pod.podIPs.length > 0 && !same(pod.podIPs, shared),
  );
  const pods = followers.map((pod): Pod => ({ ...pod, podIPs: shared }));
  return happen(
    world,
    [node, ...pods].map((object): ClusterEvent => ({ type: 'MODIFIED', object })),
  );
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
