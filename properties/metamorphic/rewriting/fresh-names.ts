import type { Cluster, NetworkPolicy } from '../../../model/index.ts';
import { objectKey } from '../../../model/index.ts';

/** Gives policies names that their namespace does not have yet. */
export type Rename = (policy: NetworkPolicy) => NetworkPolicy;

/** A source of new identities (ISO-13) for copies of a cluster's policies: short names, and uids where there were. */
export function freshPolicies({ policies }: Cluster): Rename {
  const taken = new Set(policies.map(objectKey));
  let number = 0;
  return (policy) => {
    let name: string;
    do name = `copy-${++number}`;
    while (taken.has(`${policy.namespace}/${name}`));
    const uid = policy.uid === undefined ? {} : { uid: `${policy.uid}-${number}` };
    return { ...policy, name, ...uid };
  };
}

/** The first of `prefix`, `prefix-1`, `prefix-2`, ... that is not taken. */
export function freshName(prefix: string, taken: ReadonlySet<string>): string {
  let name = prefix;
  for (let number = 1; taken.has(name); number++) name = `${prefix}-${number}`;
  return name;
}
