import type { Labels } from './labels.ts';
import type { Protocol } from './network-policy.ts';

export type PodPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';

/** Which list of the pod spec declares a port; `sidecar` is an init container with `restartPolicy: Always`. */
export type ContainerType = 'regular' | 'sidecar' | 'init' | 'ephemeral';

/** A declared container port. Declaring one opens nothing (PORT-16); only its name can matter. */
export interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
  readonly protocol: Protocol;
  readonly hostPort?: number;
  readonly container: ContainerType;
}

/** A Pod. Its identity is (namespace, name) at one time and `uid` over time. */
export interface Pod {
  readonly kind: 'Pod';
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly labels: Labels;
  /** Absent until the pod is scheduled. */
  readonly nodeName?: string;
  readonly hostNetwork: boolean;
  readonly phase: PodPhase;
  /** Has a deletionTimestamp: still subject and peer until it is gone (LIFE-14). */
  readonly terminating: boolean;
  /** At most one of each family; empty while pending. A hostNetwork pod has its node's. */
  readonly podIPs: readonly string[];
  readonly ports: readonly ContainerPort[];
}

/** Succeeded or Failed: it keeps its address in its status but no longer holds it (LIFE-9). */
export function isFinished(pod: Pod): boolean {
  return pod.phase === 'Succeeded' || pod.phase === 'Failed';
}
