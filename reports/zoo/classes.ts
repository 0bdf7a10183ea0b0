import type { HuntedBug } from '../../model/index.ts';

/** The classes of the list of known bugs, in words. */
const TITLES: Readonly<Record<string, string>> = {
  'ipblock-except': 'Blocks with excepts',
  'cidr-normalisation': 'Blocks as they are written',
  'port-range': 'Port ranges',
  'named-ports': 'Named ports',
  'protocol-sctp-udp': 'Protocols',
  'selector-semantics': 'Selectors',
  'ns-label-change': 'Namespaces that change labels',
  'pod-label-change': 'Pods that change labels',
  'policytypes-default': 'Policy types',
  'egress+ingress': 'Both directions together',
  'additive-union': 'Policies and rules that add up',
  'stale-rules': 'Rules that stay behind',
  'name-collision': 'Names that collide',
  conntrack: 'Connections',
  'update-ordering': 'The order of updates',
  'terminated-pods': 'Pods that have ended',
  'ip-reuse': 'Addresses used again',
  hostnetwork: 'Pods on the host network',
  'node-traffic': 'Nodes and their own pods',
  hairpin: 'Pods that dial themselves',
  'service-nat': 'Services',
  icmp: 'ICMP and neighbours',
  'ipv6-dualstack': 'IPv6 beside IPv4',
  'startup-race': 'The first moments of a pod',
  'restart-resync': 'Agents that restart',
  'hash-collision': 'Keys that collide',
  fragmentation: 'Fragments',
  'rule-scale': 'Many rules',
};

/** `Blocks with excepts`; a class without words is told by its name. */
export function classTitle(name: string): string {
  return TITLES[name] ?? name;
}

/** The bugs by their class; classes in the order in which they first come. */
export function bugsByClass(bugs: readonly HuntedBug[]): ReadonlyMap<string, readonly HuntedBug[]> {
  const classes = new Map<string, HuntedBug[]>();
  for (const bug of bugs) {
    const others = classes.get(bug.class);
    if (others === undefined) classes.set(bug.class, [bug]);
    else others.push(bug);
  }
  return classes;
}
