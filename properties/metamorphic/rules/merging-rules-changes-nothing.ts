import type { Direction, NetworkPolicyPeer, NetworkPolicyRule } from '../../../model/index.ts';
import { peersOf, withPeers } from '../../../model/index.ts';
import { metamorphicProperty } from '../metamorphic.ts';
import { oneOf, transformed } from '../rewriting/places.ts';
import { rewriteRuleLists } from '../rewriting/rewrite.ts';

/**
 * RULE-2, PEER-1, PEER-2, PORT-1, PORT-2: what holds of splitting holds the other way round. Joins all rules of a
 * list that have the same port items into one with the peers of all of them, or those of the same peers into one
 * with all port items.
 *
 * Seen to find, of the zoo, in 300 cases of seed 1: CILIUM-3418, AWS-142, AWS-180 and NPC-218.
 */
export const mergingRulesChangesNothing = metamorphicProperty({
  name: 'merging-rules-changes-nothing',
  sentence:
    'Rules of the same ports mean what one rule with the peers of all means, and the other way round.',
  relation: 'equal',
  every: 2,
  transform: ({ cluster, salt }) =>
    oneOf([JOIN_PEERS, JOIN_PORTS], salt, (join) =>
      transformed(
        rewriteRuleLists(cluster, (rules, direction, _policy, note) => {
          const groups = grouped(rules, (rule) => join.shared(rule, direction));
          return groups.map(({ index, members }) => {
            if (members.length === 1) return members[0]!;
            note(index);
            return join.one(members, direction);
          });
        }),
        (where) => `joining rule ${where} with the others of the same ${join.same}`,
      ),
    ),
});

interface Join {
  readonly same: string;
  /** What rules must have in common to be joined. */
  readonly shared: (rule: NetworkPolicyRule, direction: Direction) => unknown;
  readonly one: (rules: readonly NetworkPolicyRule[], direction: Direction) => NetworkPolicyRule;
}

const JOIN_PEERS: Join = {
  same: 'ports',
  shared: ({ ports = [] }) => ports,
  one: (rules, direction) =>
    withPeers(
      rules[0]!,
      direction,
      joined(rules, (rule) => peersOf(rule, direction)),
    ),
};

const JOIN_PORTS: Join = {
  same: 'peers',
  shared: (rule, direction): readonly NetworkPolicyPeer[] => peersOf(rule, direction) ?? [],
  one: (rules) => {
    const ports = joined(rules, (rule) => rule.ports);
    const { ports: _dropped, ...rest } = rules[0]!;
    return ports === undefined ? rest : { ...rest, ports };
  },
};

/** All items of all lists; none at all where one list is empty, because that one means everything. */
function joined<Item>(
  rules: readonly NetworkPolicyRule[],
  itemsOf: (rule: NetworkPolicyRule) => readonly Item[] | undefined,
): readonly Item[] | undefined {
  const lists = rules.map((rule) => itemsOf(rule) ?? []);
  return lists.every(({ length }) => length > 0) ? lists.flat() : undefined;
}

/** Elements with equal keys together, where the first of them stood. */
function grouped<T>(
  list: readonly T[],
  keyOf: (element: T) => unknown,
): { readonly index: number; readonly members: readonly T[] }[] {
  const groups = new Map<string, { index: number; members: T[] }>();
  for (const [index, element] of list.entries()) {
    const key = JSON.stringify(keyOf(element));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { index, members: [element] });
    else group.members.push(element);
  }
  return [...groups.values()];
}
