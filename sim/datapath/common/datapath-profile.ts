import type { Profile } from '../../../model/index.ts';

/** The options of a profile that rules on a node can express; the others belong to agents and to the packet's way. */
export type DatapathProfile = Pick<
  Profile,
  | 'deniedAction'
  | 'relatedIcmp'
  | 'ownNodeIngress'
  | 'ownNodeEgress'
  | 'selfDirect'
  | 'otherProtocolsWhenIsolated'
  | 'sctp'
  | 'endPort'
>;
