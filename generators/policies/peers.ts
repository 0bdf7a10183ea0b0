import type { LabelSelector, Namespace, NetworkPolicyPeer, Pod } from '../../model/index.ts';
import { labelsFrom, NAMESPACE_NAME_LABEL } from '../../model/index.ts';
import type { Scene } from '../cluster/cluster.ts';
import { count } from '../draft.ts';
import { oneIn, pick } from '../random.ts';
import { drawBlock, drawWholeFamilies } from './blocks.ts';
import { drawSelector } from './selectors.ts';

/** Draws the `from` or `to` of a rule: at least one item. */
export function drawPeers(scene: Scene, namespace: string): NetworkPolicyPeer[] {
  const { random, sizes, on } = scene.draft;
  if (on.zeroCidrs && on.ipBlocks && oneIn(random, 16)) {
    return drawWholeFamilies(scene).map((ipBlock) => ({ ipBlock }));
  }
  const peers: NetworkPolicyPeer[] = [];
  for (let left = count(scene.draft, sizes.peers); left > 0; left--) {
    peers.push(
      on.repeatedItems && peers.length > 0 && oneIn(random, 10)
        ? { ...pick(random, peers) }
        : drawPeer(scene, namespace),
    );
  }
  return peers;
}

/** Draws one peer of a policy in the namespace. */
export function drawPeer(scene: Scene, namespace: string): NetworkPolicyPeer {
  const { random, words } = scene.draft;
  const pod = pick(random, scene.pods);
  switch (pick(random, words.peerKinds)) {
    case 'pods':
      return { podSelector: drawSelector(scene.draft, nearbyPod(scene, namespace, pod).labels, 4) };
    case 'namespaces':
      return { namespaceSelector: drawNamespaceSelector(scene, pod) };
    case 'combined':
      return {
        podSelector: drawSelector(scene.draft, pod.labels, 4),
        namespaceSelector: drawNamespaceSelector(scene, pod),
      };
    case 'block':
      return { ipBlock: drawBlock(scene) };
  }
}

/** Mostly a pod of the namespace, for a podSelector alone looks nowhere else (PEER-3). */
function nearbyPod(scene: Scene, namespace: string, fallback: Pod): Pod {
  return oneIn(scene.draft.random, 6) ? fallback : (podOf(scene, namespace) ?? fallback);
}

/** Some pod of the namespace, `undefined` where it has none. */
export function podOf({ draft, pods }: Scene, namespace: string): Pod | undefined {
  const start = draft.random.nextInt(0, pods.length - 1);
  for (let index = 0; index < pods.length; index++) {
    const pod = pods[(start + index) % pods.length]!;
    if (pod.namespace === namespace) return pod;
  }
  return undefined;
}

function drawNamespaceSelector({ draft, namespaces }: Scene, pod: Pod): LabelSelector {
  const { random, on } = draft;
  const target = namespaces.find(({ name }) => name === pod.namespace)!;
  return on.namespaceNames && oneIn(random, 3)
    ? drawNameSelector(target, on.notInRequirements && oneIn(random, 4))
    : drawSelector(draft, target.labels, 4);
}

/** The namespace by its name (NS-2), or every namespace but that one. */
function drawNameSelector({ name }: Namespace, others: boolean): LabelSelector {
  return others
    ? { matchExpressions: [{ key: NAMESPACE_NAME_LABEL, operator: 'NotIn', values: [name] }] }
    : { matchLabels: labelsFrom([[NAMESPACE_NAME_LABEL, name]]) };
}
