import type { AddressRange } from '../address/cidr.ts';
import { cidrRange, hasHostBits, parseCidr, singleAddress } from '../address/cidr.ts';
import type { Cluster } from '../objects/cluster.ts';
import type { NetworkPolicy, Protocol } from '../objects/network-policy.ts';
import { DIRECTIONS, peersOf, rulesOf } from '../objects/network-policy.ts';
import type { PortRange } from './cuts.ts';

/** Every cidr and except of a policy as a range; what cannot be read cuts nothing. */
export function blockRangesOf(policy: NetworkPolicy): AddressRange[] {
  const ranges: AddressRange[] = [];
  for (const direction of DIRECTIONS) {
    for (const rule of rulesOf(policy, direction)) {
      for (const { ipBlock } of peersOf(rule, direction) ?? []) {
        if (ipBlock === undefined) continue;
        for (const text of [ipBlock.cidr, ...(ipBlock.except ?? [])]) {
          const cidr = parseCidr(text);
          if (cidr === undefined) continue;
          ranges.push(cidrRange(cidr));
          // A block stored with host bits may be read as that one host (IPB-9).
          if (hasHostBits(cidr)) ranges.push(cidrRange(singleAddress(cidr.address)));
        }
      }
    }
  }
  return ranges;
}

/** The port numbers and ranges that policies and named container ports of a cluster tell apart. */
export function portCutsOf({ policies, pods }: Cluster): Record<Protocol, PortRange[]> {
  const cuts: Record<Protocol, PortRange[]> = { TCP: [], UDP: [], SCTP: [] };
  for (const policy of policies) {
    for (const direction of DIRECTIONS) {
      for (const { ports = [] } of rulesOf(policy, direction)) {
        for (const { protocol = 'TCP', port, endPort } of ports) {
          if (typeof port === 'number') cuts[protocol].push({ first: port, last: endPort ?? port });
        }
      }
    }
  }
  for (const pod of pods) {
    for (const { containerPort, protocol, name } of pod.ports) {
      // A declared port without a name cannot matter to any policy (PORT-16).
      if (name !== undefined) cuts[protocol].push({ first: containerPort, last: containerPort });
    }
  }
  return cuts;
}
