import type { ClusterObject, IPFamily, Scenario } from '../../../model/index.ts';
import { familyOf } from '../../../model/index.ts';
import type { Edit } from '../edit.ts';
import { shorterLists } from '../edit.ts';
import { mapObjects, occurringObjects } from '../objects.ts';
import type { References } from '../references.ts';

/** The scenario with the addresses of one family only, where everything has one of that family. */
export function* oneFamily(scenario: Scenario, references: References): Generator<Edit> {
  for (const family of ['IPv4', 'IPv6'] as const) {
    if ([...references.ips].some((ip) => familyOf(ip) !== family)) continue;
    let drops = false;
    let strands = false;
    for (const object of occurringObjects(scenario)) {
      const kept = keepFamily(object, family);
      drops ||= kept !== object;
      strands ||= stranded(object, family);
    }
    if (drops && !strands) {
      yield { describe: `${family} only`, apply: () => withFamily(scenario, family) };
    }
  }
}

function withFamily(scenario: Scenario, family: IPFamily): Scenario {
  const rest = mapObjects(scenario, (object) =>
    object.kind === 'EndpointSlice' && object.addressType !== family ? undefined : keepFamily(object, family),
  );
  const externals = scenario.cluster.externals.filter(({ ip }) => familyOf(ip) === family);
  return { ...rest, cluster: { ...rest.cluster, externals } };
}

/** Whether the object would lose every address it has. */
function stranded(object: ClusterObject, family: IPFamily): boolean {
  const lost = (ips: readonly string[]): boolean =>
    ips.length > 0 && ips.every((ip) => familyOf(ip) !== family);
  switch (object.kind) {
    case 'Pod':
      return lost(object.podIPs);
    case 'Node':
      return lost(object.addresses);
    case 'Service':
      return lost(object.clusterIPs);
    default:
      return false;
  }
}

function keepFamily(object: ClusterObject, family: IPFamily): ClusterObject {
  const keep = (ips: readonly string[]): readonly string[] =>
    ips.every((ip) => familyOf(ip) === family) ? ips : ips.filter((ip) => familyOf(ip) === family);
  switch (object.kind) {
    case 'Pod': {
      const podIPs = keep(object.podIPs);
      return podIPs === object.podIPs ? object : { ...object, podIPs };
    }
    case 'Node': {
      const addresses = keep(object.addresses);
      if (addresses === object.addresses) return object;
      return { ...object, addresses, podCIDRs: keep(object.podCIDRs) };
    }
    case 'Service': {
      const [clusterIPs, externalIPs, loadBalancerIPs] = [
        keep(object.clusterIPs),
        keep(object.externalIPs),
        keep(object.loadBalancerIPs),
      ];
      return clusterIPs === object.clusterIPs
        ? object
        : { ...object, clusterIPs, externalIPs, loadBalancerIPs };
    }
    default:
      return object;
  }
}

/** The scenario without some of its external addresses. A flow may name one that is not listed. */
export function* fewerExternals(scenario: Scenario): Generator<Edit> {
  const { cluster } = scenario;
  const name = (dropped: readonly { readonly ip: string }[]): string =>
    `external ${dropped.map(({ ip }) => ip).join(', ')}`;
  for (const { describe, to } of shorterLists(cluster.externals, name)) {
    yield { describe, apply: () => ({ ...scenario, cluster: { ...cluster, externals: to } }) };
  }
}
