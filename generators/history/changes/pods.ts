import type { Pod, ScenarioAction } from '../../../model/index.ts';
import { isFinished, objectKey } from '../../../model/index.ts';
import { drawEnd, drawPod, startedPod, vacate, type PodState } from '../../cluster/pods.ts';
import { oneIn, pick } from '../../random.ts';
import { pickConcerned } from '../concern.ts';
import { happen, type World } from '../world.ts';
import { changedLabels } from './labels.ts';

/** With fewer, policies would have nobody to be about. */
const FEWEST_PODS = 2;

/** A pod comes and runs. */
export function createPod(world: World): readonly ScenarioAction[] {
  const { draft, namespaces, registry } = world.scene;
  const object = drawPod(draft, pick(draft.random, namespaces).name, registry);
  return happen(world, [{ type: 'ADDED', object }]);
}

/** A pod goes; its address may soon be another's. */
export function deletePod(world: World): readonly ScenarioAction[] {
  const { pods } = world.cluster;
  return pods.length <= FEWEST_PODS ? [] : removePod(world, pick(world.scene.draft.random, pods));
}

/** The pod goes, and what it held is free. */
export function removePod(world: World, pod: Pod): readonly ScenarioAction[] {
  vacate(world.scene.registry, pod);
  world.gonePods.push(objectKey(pod));
  return happen(world, [{ type: 'DELETED', object: pod }]);
}

/** A pod that is gone, or goes now, comes again: with its name, and with uid, address and ports of its own. */
export function replacePod(world: World): readonly ScenarioAction[] {
  const { random } = world.scene.draft;
  const { namespaces, pods } = world.cluster;
  const known = new Set(namespaces.map(({ name }) => name));
  const taken = new Set(pods.map(objectKey));
  const gone = world.gonePods.filter((key) => !taken.has(key) && known.has(namespaceOf(key)));
  if (gone.length > 0 && !oneIn(random, 3)) return addNamed(world, pick(random, gone));
  const pod = pick(random, pods);
  const goes = removePod(world, pod);
  return [...goes, ...addNamed(world, objectKey(pod), oneIn(random, 2) ? pod.labels : undefined)];
}

function addNamed(world: World, key: string, labels?: Pod['labels']): readonly ScenarioAction[] {
  const { draft, registry } = world.scene;
  const namespace = namespaceOf(key);
  const name = key.slice(namespace.length + 1);
  const drawn = drawPod(draft, namespace, registry, { name });
  return happen(world, [{ type: 'ADDED', object: labels === undefined ? drawn : { ...drawn, labels } }]);
}

function namespaceOf(key: string): string {
  return key.slice(0, key.indexOf('/'));
}

/** Labels of a pod change. */
export function relabelPod(world: World): readonly ScenarioAction[] {
  const { scene, cluster, on } = world;
  if (cluster.pods.length === 0) return [];
  const pod = pickConcerned(world, cluster.pods);
  const changes = { removals: on.labelRemovals, empty: on.emptyLabels };
  return change(world, { ...pod, labels: changedLabels(scene.draft, pod.labels, changes) });
}

function change(world: World, object: Pod): readonly ScenarioAction[] {
  return happen(world, [{ type: 'MODIFIED', object }]);
}

/** A pod comes without an address, or one that waits for its address gets it and runs (LIFE-10). */
export function startPod(world: World): readonly ScenarioAction[] {
  const { draft, namespaces, registry } = world.scene;
  const { random } = draft;
  const waiting = world.cluster.pods.filter(({ phase }) => phase === 'Pending');
  if (waiting.length > 0 && !oneIn(random, 4)) {
    const pod = pick(random, waiting);
    const isBack = pod.podIPs.length > 0;
    return change(world, isBack ? { ...pod, phase: 'Running' } : startedPod(draft, pod, registry));
  }
  const state: PodState = {
    hostNetwork: draft.on.hostNetworkPods && oneIn(random, 6),
    pending: true,
    finished: false,
    scheduled: oneIn(random, 2),
  };
  const object = drawPod(draft, pick(random, namespaces).name, registry, { state });
  return happen(world, [{ type: 'ADDED', object }]);
}

/** A pod succeeds or fails: it stays listed with its address, which may be another's soon (LIFE-9). */
export function endPod(world: World): readonly ScenarioAction[] {
  const { draft, registry } = world.scene;
  const running = world.cluster.pods.filter(({ phase }) => phase === 'Running');
  if (running.length <= FEWEST_PODS) return [];
  const pod = pick(draft.random, running);
  vacate(registry, pod);
  return change(world, { ...pod, phase: drawEnd(draft) });
}

/** A pod begins to terminate, or one that does is gone (LIFE-14). */
export function terminatePod(world: World): readonly ScenarioAction[] {
  const { random } = world.scene.draft;
  const { pods } = world.cluster;
  const leaving = pods.filter(({ terminating }) => terminating);
  if (leaving.length > 0 && pods.length > FEWEST_PODS && oneIn(random, 2)) {
    return removePod(world, pick(random, leaving));
  }
  const staying = pods.filter((pod) => !pod.terminating && !isFinished(pod));
  return staying.length === 0 ? [] : change(world, { ...pick(random, staying), terminating: true });
}
