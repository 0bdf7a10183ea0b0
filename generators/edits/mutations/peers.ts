import type { Random } from 'fast-check';
import type { LabelSelector, NetworkPolicyPeer, Scenario } from '../../../model/index.ts';
import { peersOf, withPeers } from '../../../model/index.ts';
import { pick } from '../../random.ts';
import { withoutField } from '../edit.ts';
import { someTerm, turnedSelector } from './selectors.ts';
import { movedBlock } from './blocks.ts';
import type { Mutation } from './mutation.ts';
import { inRule } from './mutation.ts';

/** A peer once more, a little otherwise: which of the two decides? */
export const duplicatePeer: Mutation = inRule((rule, direction, random, scenario) => {
  const peers = peersOf(rule, direction) ?? [];
  if (peers.length === 0) return undefined;
  const at = random.nextInt(0, peers.length - 1);
  const other = otherPeer(peers[at]!, random, scenario);
  if (other === undefined) return undefined;
  return [withPeers(rule, direction, peers.toSpliced(at + random.nextInt(0, 1), 0, other))];
});

/** One peer otherwise. */
export const alterPeer: Mutation = inRule((rule, direction, random, scenario) => {
  const peers = peersOf(rule, direction) ?? [];
  if (peers.length === 0) return undefined;
  const at = random.nextInt(0, peers.length - 1);
  const other = otherPeer(peers[at]!, random, scenario);
  return other === undefined ? undefined : [withPeers(rule, direction, peers.with(at, other))];
});

/** A rule for everybody becomes one for somebody, or the other way round. */
export const togglePeers: Mutation = inRule((rule, direction, random, scenario) => {
  if (peersOf(rule, direction) !== undefined) return [withPeers(rule, direction, undefined)];
  return [withPeers(rule, direction, [{ podSelector: someTerm(random, scenario) }])];
});

function otherPeer(
  peer: NetworkPolicyPeer,
  random: Random,
  scenario: Scenario,
): NetworkPolicyPeer | undefined {
  if (peer.ipBlock !== undefined) {
    const ipBlock = movedBlock(peer.ipBlock, random);
    return ipBlock === undefined ? undefined : { ipBlock };
  }
  const parts = (['podSelector', 'namespaceSelector'] as const).filter((part) => peer[part] !== undefined);
  const part = pick(random, ['podSelector', 'namespaceSelector'] as const);
  const selector = peer[part];
  if (selector === undefined) return { ...peer, [part]: pick(random, [{}, someTerm(random, scenario)]) };
  if (parts.length === 2 && random.nextInt(0, 1) === 0) return withoutField(peer, part);
  return { ...peer, [part]: otherSelector(selector, random, scenario) };
}

function otherSelector(selector: LabelSelector, random: Random, scenario: Scenario): LabelSelector {
  const turned = turnedSelector(selector, random);
  if (turned !== undefined && random.nextInt(0, 1) === 0) return turned;
  return pick(random, [{}, someTerm(random, scenario)]);
}
