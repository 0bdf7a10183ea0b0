import type { Cluster, ClusterEvent, NetworkPolicy, Pod, ScenarioStep } from '../../model/index.ts';
import { applyEvents, objectKey } from '../../model/index.ts';
import type { Scene } from '../cluster/cluster.ts';
import { drawLabels } from '../cluster/labels.ts';
import { namespaceWith } from '../cluster/namespaces.ts';
import { drawPod } from '../cluster/pods.ts';
import { slicesOf } from '../cluster/slices.ts';
import { count } from '../draft.ts';
import { drawSpec, editSpec } from '../policies/policies.ts';
import { oneIn, pick } from '../random.ts';

type Change = (scene: Scene, cluster: Cluster, initial: Cluster) => ClusterEvent | undefined;

/** What may happen; an entry that stands twice is twice as likely. */
const CHANGES: readonly Change[] = [
  createPolicy,
  editPolicy,
  editPolicy,
  deletePolicy,
  relabelPod,
  relabelPod,
  deletePod,
  deletePod,
  createPod,
  createPod,
  relabelNamespace,
];

/** Draws what happens after the start, one change a step, with the slices that follow from it. */
export function drawSteps(scene: Scene, initial: Cluster): ScenarioStep[] {
  const { draft } = scene;
  const steps: ScenarioStep[] = [];
  let cluster = initial;
  for (let left = count(draft, draft.sizes.events); left > 0; left--) {
    const change = pick(draft.random, CHANGES)(scene, cluster, initial);
    if (change === undefined) continue;
    const events = [change, ...sliceEvents(scene, cluster, change)];
    cluster = applyEvents(cluster, events);
    steps.push({
      actions: events.map((event) => ({ kind: 'apply', event })),
      settled: true,
      expectations: [],
    });
  }
  return steps;
}

/** The slices that a change of a pod adds, alters or removes. */
function sliceEvents({ draft }: Scene, cluster: Cluster, change: ClusterEvent): ClusterEvent[] {
  if (change.object.kind !== 'Pod' || cluster.services.length === 0) return [];
  const { pods } = applyEvents(cluster, [change]);
  const before = new Map(cluster.endpointSlices.map((slice) => [objectKey(slice), slice]));
  const events: ClusterEvent[] = [];
  for (const slice of slicesOf(draft, cluster.services, pods)) {
    const key = objectKey(slice);
    const old = before.get(key);
    before.delete(key);
    if (old === undefined) events.push({ type: 'ADDED', object: slice });
    else if (JSON.stringify(old) !== JSON.stringify(slice)) events.push({ type: 'MODIFIED', object: slice });
  }
  for (const slice of before.values()) events.push({ type: 'DELETED', object: slice });
  return events;
}

function createPolicy(scene: Scene, cluster: Cluster): ClusterEvent | undefined {
  const { random, words } = scene.draft;
  const { namespace } = pick(random, scene.pods);
  const taken = new Set(cluster.policies.map(objectKey));
  const name = words.objectNames.find((candidate) => !taken.has(objectKey({ namespace, name: candidate })));
  if (name === undefined) return undefined;
  const object: NetworkPolicy = { kind: 'NetworkPolicy', namespace, name, spec: drawSpec(scene, namespace) };
  return { type: 'ADDED', object };
}

/** One part of the spec changes; now and then all goes back to what it was at the start. */
function editPolicy(scene: Scene, { policies }: Cluster, initial: Cluster): ClusterEvent | undefined {
  if (policies.length === 0) return undefined;
  const policy = pick(scene.draft.random, policies);
  const first = initial.policies.find((candidate) => objectKey(candidate) === objectKey(policy));
  const returns = first !== undefined && first.spec !== policy.spec && oneIn(scene.draft.random, 3);
  const spec = returns ? first.spec : editSpec(scene, policy.namespace, policy.spec);
  return { type: 'MODIFIED', object: { ...policy, spec } };
}

function deletePolicy({ draft }: Scene, { policies }: Cluster): ClusterEvent | undefined {
  return policies.length === 0 ? undefined : { type: 'DELETED', object: pick(draft.random, policies) };
}

function relabelPod({ draft }: Scene, { pods }: Cluster): ClusterEvent | undefined {
  if (pods.length === 0) return undefined;
  const object: Pod = { ...pick(draft.random, pods), labels: drawLabels(draft) };
  return { type: 'MODIFIED', object };
}

/** The pod goes; its address may soon be another's. */
function deletePod({ draft, registry }: Scene, { pods }: Cluster): ClusterEvent | undefined {
  if (pods.length < 2) return undefined;
  const object = pick(draft.random, pods);
  const berth = registry.berths.get(objectKey(object));
  if (berth !== undefined) {
    registry.berths.delete(objectKey(object));
    if (!registry.vacant.includes(berth)) registry.vacant.push(berth);
  }
  return { type: 'DELETED', object };
}

function createPod(scene: Scene, cluster: Cluster): ClusterEvent | undefined {
  const namespace = pick(scene.draft.random, scene.namespaces).name;
  const object = drawPod(scene.draft, namespace, scene.registry);
  const exists = cluster.pods.some((pod) => objectKey(pod) === objectKey(object));
  return exists ? undefined : { type: 'ADDED', object };
}

function relabelNamespace({ draft }: Scene, { namespaces }: Cluster): ClusterEvent | undefined {
  if (!draft.on.namespaceLabels || namespaces.length === 0 || oneIn(draft.random, 2)) return undefined;
  return { type: 'MODIFIED', object: namespaceWith(draft, pick(draft.random, namespaces).name) };
}
