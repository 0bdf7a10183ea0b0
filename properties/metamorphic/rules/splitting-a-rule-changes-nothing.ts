import type { Direction, NetworkPolicyRule } from '../../../model/index.ts';
import { peersOf, withPeers } from '../../../model/index.ts';
import { metamorphicProperty } from '../metamorphic.ts';
import type { NonEmpty } from '../rewriting/places.ts';
import { nonEmpty, oneOf, transformed } from '../rewriting/places.ts';
import { rewriteRules } from '../rewriting/rewrite.ts';

/**
 * RULE-2, RULE-7, PEER-2, PORT-2: a rule is its peers times its ports. Replaces every rule of several peers by a
 * rule for each of them with all its ports, or every rule of several port items by one for each with all its
 * peers.
 *
 * Seen to find, of the zoo, in 300 cases of seed 1: AWS-142, CILIUM-3418, NPC-81 and OVN-2POD.
 */
export const splittingARuleChangesNothing = metamorphicProperty({
  name: 'splitting-a-rule-changes-nothing',
  sentence:
    'A rule means what the rules for each of its peers, or for each of its port items, mean together.',
  relation: 'equal',
  transform: ({ cluster, salt }) =>
    oneOf([byPeers, byPorts], salt, (split) =>
      transformed(
        rewriteRules(cluster, split),
        (where) => `splitting rule ${where} into one for each ${split === byPeers ? 'peer' : 'port item'}`,
      ),
    ),
});

type Split = (rule: NetworkPolicyRule, direction: Direction) => NonEmpty<NetworkPolicyRule> | undefined;

// A list of one, and all the more an empty one, has nothing to split: without peers a rule means everybody (PEER-1).
const byPeers: Split = (rule, direction) => {
  const peers = peersOf(rule, direction) ?? [];
  return peers.length < 2 ? undefined : nonEmpty(peers.map((peer) => withPeers(rule, direction, [peer])));
};

const byPorts: Split = (rule) => {
  const { ports = [] } = rule;
  return ports.length < 2 ? undefined : nonEmpty(ports.map((item) => ({ ...rule, ports: [item] })));
};
