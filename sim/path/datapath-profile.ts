import type { Profile } from '../../model/index.ts';

/**
 * The profile with which a node's datapath is made. A pod's traffic to itself is dealt with on the way (SELF-2): what
 * of it reaches a hook all the same, directly or through a Service (SELF-3), is there to be policed.
 */
export function datapathProfileOf(profile: Profile): Profile {
  return { ...profile, selfDirect: 'policed' };
}
