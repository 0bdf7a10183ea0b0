/** What a bug needs to be found, as the list of known bugs abbreviates it, in words. */
const WORDS: Readonly<Record<string, string>> = {
  'P-NAMED': 'named ports',
  'P-PROTO': 'protocols, given and left out',
  'P-EMPTY': 'absent and empty fields',
  'P-SEL': 'selector operators',
  'P-CIDR': 'overlapping blocks with excepts',
  'P-MULTI': 'several rules or policies of one subject',
  'P-STR': 'confusable names and labels',
  'P-NONCANON': 'blocks that are not canonical',
  'P-IPCLS': 'blocks of live addresses',
  'P-TYPES': 'policyTypes apart from the rules',
  'P-END': 'port ranges',
  'C-HOST': 'hostNetwork pods and nodes',
  'C-DUAL': 'both address families',
  'C-EXT': 'addresses outside',
  'C-SVC': 'Services',
  'C-TOPO': 'several nodes',
  'C-PHASE': 'pods that start or end',
  'C-HAIRPIN': 'a pod that dials itself',
  'E-DEL': 'deletions',
  'E-FAIL': 'failing operations',
  'E-POD': 'pods that change labels',
  'E-NS': 'namespaces that change labels',
  'E-NPUPD': 'policies that are edited',
  'E-START': 'the first moment of a pod',
  'E-CONC': 'interleaved workers',
  'E-IPREUSE': 'addresses used again',
  'E-RESTART': 'agents that restart',
  'E-STEP': 'a look between two operations',
  'E-ORDER': 'news out of order',
  'E-SCALE': 'many of something',
  'E-EXT': "state of somebody else's",
  'T-CT': 'connections that stay open',
  'T-ICMP': 'ICMP, ARP and neighbour discovery',
  'T-BIDIR': 'both ends isolated in both directions',
  'T-FRAG': 'fragments',
};

/** `named ports; deletions` */
export function needsText(needs: readonly string[]): string {
  return needs.map((need) => WORDS[need] ?? need).join('; ');
}
