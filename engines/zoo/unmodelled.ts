/** A known bug that is not in the zoo, and why. */
export interface UnmodelledBug {
  readonly id: string;
  readonly reason: string;
}

/** The known bugs that nothing here can have. */
export const UNMODELLED: readonly UnmodelledBug[] = [
  {
    id: 'CONN-PERSIST',
    reason:
      'It is no bug: what becomes of open connections is left open (CONN-4), and keep-until-close is one of the answers.',
  },
  {
    id: 'OVN-3431',
    reason: 'A change takes effect later than it could: how long that may take is left open (LIFE-5).',
  },
  {
    id: 'KR-1489',
    reason: 'No wrong verdict is known: the rules that were too many named sets without members.',
  },
  {
    id: 'KR-1918',
    reason: 'The sets that were overwritten are those of other software, and no NetworkPolicy asks for them.',
  },
  {
    id: 'CILIUM-29666',
    reason: 'The entity "world" belongs to CiliumNetworkPolicy; in a NetworkPolicy each block has a family.',
  },
  {
    id: 'ANTREA-1173',
    reason: 'It takes a policy of another kind, Antrea’s own, that has the name of a NetworkPolicy.',
  },
  {
    id: 'ANTREA-7496',
    reason: 'Tiers and priorities are those of Antrea’s own policies; NetworkPolicies have none.',
  },
  {
    id: 'ANTREA-1587',
    reason: 'It takes a controller and agents of two versions, and what got lost between them is not known.',
  },
  {
    id: 'CILIUM-25709',
    reason: 'It takes datagrams in pieces, and scenarios have none.',
  },
  {
    id: 'OVN-2993',
    reason:
      'Two handlers of one process race for a group of pods; the agents here compute all that they know in one go.',
  },
  {
    id: 'AWS-570',
    reason:
      'It takes an agent that answers for new pods before it has reached the API server; the agents here list first.',
  },
];
