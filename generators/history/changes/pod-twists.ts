import type { Pod, ScenarioAction } from '../../../model/index.ts';
import { isFinished, labelsFrom, objectKey } from '../../../model/index.ts';
import type { Berth } from '../../cluster/pods.ts';
import { drawPod, startedPod, vacate } from '../../cluster/pods.ts';
import { oneIn, pick } from '../../random.ts';
import { otherLabels, pickConcerned } from '../concern.ts';
import { happen, type World } from '../world.ts';
import { removePod } from './pods.ts';

/** Milliseconds between the parts of a change: fewer than agents need, or more. */
const PAUSES: readonly number[] = [0, 1, 10, 1000];

/** Some time, or none. */
export function pause({ scene, on }: World): readonly ScenarioAction[] {
  if (!on.waits) return [];
  return [{ kind: 'wait', ticks: pick(scene.draft.random, PAUSES) }];
}

/**
 * A pod comes at the address of another, which is told to stop and is not gone yet: for a moment two hold it
 * (LIFE-9, LIFE-14). It has the labels of the other, or such as policies tell from them.
 */
export function overlapPods(world: World): readonly ScenarioAction[] {
  const old = someHolder(world);
  if (old === undefined) return [];
  const { draft, registry } = world.scene;
  const stops = happen(world, [{ type: 'MODIFIED', object: { ...old, terminating: true } }]);
  const berth = takeBerth(world, old);
  const drawn = drawPod(draft, old.namespace, registry, { state: RUNNING, berth });
  const labels = oneIn(draft.random, 3) ? old.labels : otherLabels(world, old);
  const next: Pod = { ...drawn, labels, terminating: false, podIPs: old.podIPs };
  const comes = happen(world, [{ type: 'ADDED', object: next }]);
  const pauses = oneIn(draft.random, 2) ? [] : pause(world);
  return [...stops, ...comes, ...pauses, ...removePod(world, { ...old, terminating: true })];
}

/** A pod goes, and comes again with its name and its address, and with labels that policies tell from the others. */
export function returnPod(world: World): readonly ScenarioAction[] {
  const old = someHolder(world);
  if (old === undefined) return [];
  const { draft, registry } = world.scene;
  const labels = otherLabels(world, old);
  const goes = removePod(world, old);
  const berth = registry.vacant.pop()!;
  const drawn = drawPod(draft, old.namespace, registry, { state: RUNNING, name: old.name, berth });
  const pauses = oneIn(draft.random, 2) ? [] : pause(world);
  const object: Pod = { ...drawn, labels, podIPs: old.podIPs };
  return [...goes, ...pauses, ...happen(world, [{ type: 'ADDED', object }])];
}

/** A pod gets another address and stays the one that it is: its sandbox has been made anew. */
export function readdressPod(world: World): readonly ScenarioAction[] {
  const pod = someHolder(world);
  if (pod === undefined) return [];
  const { draft, registry } = world.scene;
  vacate(registry, pod);
  return happen(world, [{ type: 'MODIFIED', object: startedPod(draft, pod, registry) }]);
}

/** A pod that runs waits again, with its address, and mostly runs again soon. */
export function retreatPod(world: World): readonly ScenarioAction[] {
  const pod = someHolder(world);
  if (pod === undefined) return [];
  const waits = happen(world, [{ type: 'MODIFIED', object: { ...pod, phase: 'Pending' } }]);
  if (oneIn(world.scene.draft.random, 4)) return waits;
  return [...waits, ...pause(world), ...happen(world, [{ type: 'MODIFIED', object: pod }])];
}

/** A label goes, and one with another key and an empty value comes (SEL-9). */
export function swapLabel(world: World): readonly ScenarioAction[] {
  const { random, words } = world.scene.draft;
  const labelled = world.cluster.pods.filter((pod) => !isFinished(pod) && Object.keys(pod.labels).length > 0);
  if (labelled.length === 0) return [];
  const pod = pickConcerned(world, labelled);
  const keys = Object.keys(pod.labels);
  const free = words.keys.filter((key) => !keys.includes(key));
  if (free.length === 0) return [];
  const gone = pick(random, keys);
  const left = Object.entries(pod.labels).filter(([key]) => key !== gone);
  const labels = labelsFrom([...left, [pick(random, free), '']]);
  return happen(world, [{ type: 'MODIFIED', object: { ...pod, labels } }]);
}

const RUNNING = { hostNetwork: false, pending: false, finished: false, scheduled: true };

/** A pod that runs at an address of its own. */
function someHolder(world: World): Pod | undefined {
  const { berths } = world.scene.registry;
  const holders = world.cluster.pods.filter((pod) => pod.phase === 'Running' && berths.has(objectKey(pod)));
  return holders.length === 0 ? undefined : pickConcerned(world, holders);
}

/** The place of the pod, which is another's from now on. */
function takeBerth({ scene }: World, pod: Pod): Berth {
  vacate(scene.registry, pod);
  return scene.registry.vacant.pop()!;
}
