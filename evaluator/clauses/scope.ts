import type { Pod } from '../../model/index.ts';
import { isFinished, isLoopback, objectKey } from '../../model/index.ts';
import type { Context } from '../semantics.ts';
import type { End } from '../world.ts';

/** PLUG-1: without a plugin that implements the API, a stored NetworkPolicy is inert. */
export function isEnforced({ option }: Context): boolean {
  return option('npSupport') === 'full';
}

/**
 * SCOPE-1: only pods are governed. LIFE-10: a pod without an address cannot be an end at all. LIFE-9: one that
 * has finished no longer holds its address.
 */
export function isSubject(context: Context, end: End): boolean {
  const { pod } = end;
  if (pod === undefined || isFinished(pod)) return false;
  // HOST-1: a plugin treats hostNetwork pods as pods in every role, or as their node in every role.
  return hasSelf(context, pod);
}

/** SELF-2: a pod and itself, whichever of its addresses is used. */
export function isSamePod(context: Context, source: End, destination: End): boolean {
  return (
    source.pod !== undefined &&
    destination.pod !== undefined &&
    objectKey(source.pod) === objectKey(destination.pod) &&
    hasSelf(context, source.pod)
  );
}

/** HOST-1: a hostNetwork pod is one of its own only where it is not its node. */
export function hasSelf({ option }: Context, { hostNetwork }: Pod): boolean {
  return !hostNetwork || option('hostNetworkPods') === 'as-pod';
}

/** SELF-1: loopback never leaves the pod. */
export function isLoopbackFlow(source: End, destination: End): boolean {
  return isLoopback(source.address) || isLoopback(destination.address);
}

/**
 * NODE-1: kubelet and the other processes of the node that the subject runs on. NODE-6: from any address of
 * that node. NODE-5: the other pods of the node are not the node.
 */
export function isOwnNode({ option }: Context, subject: End, other: End): boolean {
  if (subject.nodeName === undefined || other.nodeName !== subject.nodeName) return false;
  switch (other.endpoint.kind) {
    case 'node':
      return true;
    case 'hostNetwork':
      // HOST-3: as the node, it has the node's exemption.
      return option('hostNetworkPods') !== 'as-pod';
    case 'pod':
    case 'external':
      return false;
  }
}
