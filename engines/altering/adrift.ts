import type { Pod } from '../../model/index.ts';

/** A pod of no node: none enforces anything for it. */
export function adrift(pod: Pod): Pod {
  const { nodeName: _, ...rest } = pod;
  return rest;
}

/** Whether somebody has set a pod {@link adrift}: one that has an address has a node. */
export function isAdrift({ nodeName, podIPs }: Pod): boolean {
  return nodeName === undefined && podIPs.length > 0;
}
