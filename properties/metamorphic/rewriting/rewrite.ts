import type {
  Cluster,
  Direction,
  IPBlock,
  LabelSelector,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
} from '../../../model/index.ts';
import { DIRECTIONS, objectKey, peersOf, withPeers } from '../../../model/index.ts';
import type { NonEmpty, Rewritten } from './places.ts';
import { nonEmpty, placeIn } from './places.ts';

/** Says what takes a part's place; `undefined` leaves it as it is. */
type Rewrite<Part, To = Part> = (part: Part) => To | undefined;

/** Every policy for which `rewrite` has others to put in its place: one, or several. */
export function rewritePolicies(
  cluster: Cluster,
  rewrite: (policy: NetworkPolicy) => readonly NetworkPolicy[] | undefined,
): Rewritten {
  const places: string[] = [];
  const policies = cluster.policies.flatMap((policy) => {
    const others = rewrite(policy);
    if (others === undefined) return [policy];
    places.push(objectKey(policy));
    return others;
  });
  return places.length === 0 ? { cluster, places } : { cluster: { ...cluster, policies }, places };
}

/** The list of rules of one direction of a policy, where it has one; an empty list takes the field's rules away. */
export function rewriteRuleLists(
  cluster: Cluster,
  rewrite: (
    rules: readonly NetworkPolicyRule[],
    direction: Direction,
    policy: NetworkPolicy,
    note: (index: number, rest?: string) => void,
  ) => readonly NetworkPolicyRule[],
): Rewritten {
  const places: string[] = [];
  const policies = cluster.policies.map((policy) => {
    let { spec } = policy;
    for (const direction of DIRECTIONS) {
      const rules = spec[direction];
      if (rules === undefined) continue;
      const before = places.length;
      const others = rewrite(rules, direction, policy, (index, rest) =>
        places.push(placeIn(policy, direction, index, rest)),
      );
      if (places.length > before) spec = { ...spec, [direction]: others };
    }
    return spec === policy.spec ? policy : { ...policy, spec };
  });
  return places.length === 0 ? { cluster, places } : { cluster: { ...cluster, policies }, places };
}

/** Every rule, each replaced by one or several. */
export function rewriteRules(
  cluster: Cluster,
  rewrite: (rule: NetworkPolicyRule, direction: Direction) => NonEmpty<NetworkPolicyRule> | undefined,
): Rewritten {
  return rewriteRuleLists(cluster, (rules, direction, _policy, note) =>
    rules.flatMap((rule, index) => {
      const others = rewrite(rule, direction);
      if (others === undefined) return [rule];
      note(index);
      return others;
    }),
  );
}

/** Every peer, each replaced by one or several. */
export function rewritePeers(
  cluster: Cluster,
  rewrite: Rewrite<NetworkPolicyPeer, NonEmpty<NetworkPolicyPeer>>,
): Rewritten {
  return rewriteRuleLists(cluster, (rules, direction, _policy, note) =>
    rules.map((rule, index) => {
      const peers = peersOf(rule, direction);
      const field = direction === 'ingress' ? 'from' : 'to';
      const others = rewriteItems(peers, rewrite, (at) => note(index, `.${field}[${at}]`));
      return others === peers ? rule : withPeers(rule, direction, others);
    }),
  );
}

/** Every port item, each replaced by one or several. */
export function rewritePorts(
  cluster: Cluster,
  rewrite: Rewrite<NetworkPolicyPort, NonEmpty<NetworkPolicyPort>>,
): Rewritten {
  return rewriteRuleLists(cluster, (rules, _direction, _policy, note) =>
    rules.map((rule, index) => {
      const ports = rewriteItems(rule.ports, rewrite, (at) => note(index, `.ports[${at}]`));
      return ports === rule.ports || ports === undefined ? rule : { ...rule, ports };
    }),
  );
}

/** Every block, its peer replaced by a peer for each of one or several blocks. */
export function rewriteBlocks(cluster: Cluster, rewrite: Rewrite<IPBlock, NonEmpty<IPBlock>>): Rewritten {
  return rewritePeers(cluster, ({ ipBlock }) => {
    const blocks = ipBlock === undefined ? undefined : rewrite(ipBlock);
    return blocks === undefined ? undefined : nonEmpty(blocks.map((block) => ({ ipBlock: block })));
  });
}

/** Every selector, of subjects and of peers, each replaced by another one. */
export function rewriteSelectors(cluster: Cluster, rewrite: Rewrite<LabelSelector>): Rewritten {
  const subjects = rewritePolicies(cluster, (policy) => {
    const podSelector = rewrite(policy.spec.podSelector);
    return podSelector === undefined ? undefined : [{ ...policy, spec: { ...policy.spec, podSelector } }];
  });
  const peers = rewritePeers(subjects.cluster, (peer) => {
    const podSelector = peer.podSelector === undefined ? undefined : rewrite(peer.podSelector);
    const namespaceSelector =
      peer.namespaceSelector === undefined ? undefined : rewrite(peer.namespaceSelector);
    if (podSelector === undefined && namespaceSelector === undefined) return undefined;
    return [
      {
        ...peer,
        ...(podSelector === undefined ? {} : { podSelector }),
        ...(namespaceSelector === undefined ? {} : { namespaceSelector }),
      },
    ];
  });
  const places = [...subjects.places.map((place) => `podSelector of ${place}`), ...peers.places];
  return { cluster: peers.cluster, places };
}

/** The list with some items replaced; the same list where none is. */
function rewriteItems<Item>(
  items: readonly Item[] | undefined,
  rewrite: Rewrite<Item, NonEmpty<Item>>,
  note: (index: number) => void,
): readonly Item[] | undefined {
  if (items === undefined) return undefined;
  let changed = false;
  const all = items.flatMap((item, index) => {
    const others = rewrite(item);
    if (others === undefined) return [item];
    changed = true;
    note(index);
    return others;
  });
  return changed ? all : items;
}
