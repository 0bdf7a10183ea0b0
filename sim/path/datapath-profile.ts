import type { Profile } from '../../model/index.ts';

/**
 * The profile with which a node's datapath is made. A pod's traffic to itself is dealt with on the way (SELF-2): what
 * of it reaches a hook all the same, directly or through a Service (SELF-3), is there to be policed. Ranges of ports
 * are already what the profile makes of them (PORT-19): to cut one to its first port again would also cut the range
 * of an item without a port (PORT-4).
 */
export function datapathProfileOf(profile: Profile): Profile {
  return { ...profile, selfDirect: 'policed', endPort: 'supported' };
}
