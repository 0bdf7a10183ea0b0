import type { Direction, NetworkPolicyRule } from '../../model/index.ts';
import { peersOf, withPeers } from '../../model/index.ts';
import type { Scene } from '../cluster/cluster.ts';
import { count } from '../draft.ts';
import { oneIn, pick } from '../random.ts';
import { drawRelatedBlock } from './blocks.ts';
import { drawPeers } from './peers.ts';
import { drawPorts } from './ports.ts';

/** Draws the rules of one direction of a policy in the namespace: at least one. */
export function drawRules(scene: Scene, direction: Direction, namespace: string): NetworkPolicyRule[] {
  const { random, sizes, on } = scene.draft;
  const rules: NetworkPolicyRule[] = [];
  for (let left = count(scene.draft, sizes.rules); left > 0; left--) {
    const before = rules.length === 0 ? undefined : pick(random, rules);
    if (before !== undefined && on.repeatedItems && oneIn(random, 12)) rules.push({ ...before });
    else if (before !== undefined && on.relatedRules && oneIn(random, 3)) {
      rules.push(relatedRule(scene, direction, namespace, before));
    } else rules.push(drawRule(scene, direction, namespace));
  }
  return rules;
}

/** Draws one rule. */
export function drawRule(scene: Scene, direction: Direction, namespace: string): NetworkPolicyRule {
  const { random, on } = scene.draft;
  if (on.emptyRules && on.anyPeer && on.anyPort && oneIn(random, 16)) return {};
  const anyPeer = on.anyPeer && oneIn(random, 5);
  const anyPort = !anyPeer && on.anyPort && oneIn(random, 2);
  const rule = anyPort ? {} : { ports: drawPorts(scene) };
  return anyPeer ? rule : withPeers(rule, direction, drawPeers(scene, namespace));
}

/** The peers of the other rule with other ports, or its ports with other peers; or blocks that have to do with it. */
function relatedRule(
  scene: Scene,
  direction: Direction,
  namespace: string,
  other: NetworkPolicyRule,
): NetworkPolicyRule {
  const peers = peersOf(other, direction);
  const { on, random } = scene.draft;
  if (on.ipBlocks && oneIn(random, 3)) {
    const rule = on.anyPort && oneIn(random, 2) ? {} : { ports: drawPorts(scene) };
    return withPeers(rule, direction, [{ ipBlock: drawRelatedBlock(scene, peers) }]);
  }
  if (oneIn(scene.draft.random, 2) && peers !== undefined) {
    return withPeers({ ports: drawPorts(scene) }, direction, peers);
  }
  const { ports } = other;
  return withPeers(ports === undefined ? {} : { ports }, direction, drawPeers(scene, namespace));
}
