import type { Context, Semantics } from '../../../evaluator/index.ts';
import { worldOf } from '../../../evaluator/index.ts';
import type { Cluster, PartialProfile, Profile } from '../../../model/index.ts';
import { SPEC_DEFAULT } from '../../../model/index.ts';

/** What the functions of a semantics are given about a cluster. */
export function contextOf(semantics: Semantics, cluster: Cluster, declared: PartialProfile): Context {
  const profile: Profile = { ...SPEC_DEFAULT, ...declared };
  return { semantics, world: worldOf(cluster), option: (name) => profile[name] };
}
