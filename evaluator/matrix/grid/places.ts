import type { HostEndpoint, Pod, ProbeEndpoint } from '../../../model/index.ts';
import { isFinished, isLoopback } from '../../../model/index.ts';
import type { End, World } from '../../world.ts';
import { newEnd } from '../../world.ts';
import type { Words } from './words.ts';
import { wordsOf } from './words.ts';

/**
 * Who can stand at one end of a flow: first the ends of the probes, in their order, then ends that only a
 * translation brings in.
 */
export interface Roster {
  readonly ends: readonly End[];
  /** What ipBlocks look at, where that is not just the end itself. */
  readonly blockEnds: readonly (readonly End[] | undefined)[];
  /** Indices of the ends of each pod, by its index in `Pods`. */
  readonly indicesOfPod: readonly (readonly number[])[];
  /** Indices of ends that are more than an ordinary pod, or an address without one, to selectors. */
  readonly special: readonly number[];
  /** IPv4 addresses as numbers; NaN, which lies in no range, where the end has another family. */
  readonly ipv4: readonly number[];
}

/** The pods that own ends. */
export interface Pods {
  readonly list: Pod[];
  readonly indices: Map<Pod, number>;
}

/** The index of a pod, a new one where it has none yet. */
function indexOfPod(pods: Pods, pod: Pod): number {
  let index = pods.indices.get(pod);
  if (index === undefined) {
    index = pods.list.push(pod) - 1;
    pods.indices.set(pod, index);
  }
  return index;
}

/** A probe's end in its own name. A Service can open nothing: for one, its address stands in. */
export function ownEnd(world: World, { endpoint, address }: ProbeEndpoint): End {
  const host: HostEndpoint = endpoint.kind === 'service' ? { kind: 'external', ip: endpoint.ip } : endpoint;
  return newEnd(world, host, address);
}

/** The look-ups that marking grants on ends needs. */
export function rosterOf(
  { finishedPodsByAddress: former }: World,
  pods: Pods,
  ends: readonly End[],
  blockEnds: Roster['blockEnds'] = [],
): Roster {
  const indicesOfPod: number[][] = [];
  const special: number[] = [];
  const ipv4 = wordsOf(ends.length, NaN);
  for (let index = 0; index < ends.length; index++) {
    const { pod, address } = ends[index]!;
    if (address.family === 'IPv4') ipv4[index] = address.value;
    if (pod !== undefined) {
      const at = indexOfPod(pods, pod);
      while (indicesOfPod.length <= at) indicesOfPod.push([]);
      indicesOfPod[at]!.push(index);
    }
    // LIFE-9: an address that a finished pod still names may stand for that pod too.
    const isFormer = former.size > 0 && former.has(address.value);
    if (isFormer || (pod !== undefined && !isOrdinary(pod))) special.push(index);
  }
  return { ends, blockEnds, indicesOfPod, special, ipv4 };
}

/** Pods that selectors simply select: neither their node (HOST-2) nor gone (LIFE-9). */
export function isOrdinary(pod: Pod): boolean {
  return !pod.hostNetwork && !isFinished(pod);
}

/** The ends that are loopback addresses (SELF-1), one byte each; `undefined` where none is. */
export function loopbacksAmong(ends: readonly End[]): Words | undefined {
  let loopbacks: Words | undefined;
  for (let index = 0; index < ends.length; index++) {
    if (!isLoopback(ends[index]!.address)) continue;
    loopbacks ??= wordsOf(ends.length);
    loopbacks[index] = 1;
  }
  return loopbacks;
}
