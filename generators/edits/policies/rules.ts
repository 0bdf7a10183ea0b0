import type {
  Direction,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
} from '../../../model/index.ts';
import { peersOf, withPeers } from '../../../model/index.ts';
import type { Cut } from '../edit.ts';
import { shorterLists, simplerElements, simplerField, within, withoutField } from '../edit.ts';
import { simplerBlocks } from './blocks.ts';
import { simplerPorts } from './ports.ts';
import { simplerSelectors } from './selectors.ts';

/** Rules with fewer items: without ports, without peers, with some less of either. */
export function* shorterRules(
  rule: NetworkPolicyRule,
  direction: Direction,
): Generator<Cut<NetworkPolicyRule>> {
  yield* simplerField(rule, 'ports', (ports) => shorterLists(ports, portNames));
  const peers = peersOf(rule, direction);
  if (peers === undefined) return;
  for (const { describe, to } of shorterLists(peers, peerNames)) {
    yield { describe, to: withPeers(rule, direction, to.length === 0 ? undefined : to) };
  }
}

/** Rules with simpler items. */
export function* simplerRules(
  rule: NetworkPolicyRule,
  direction: Direction,
): Generator<Cut<NetworkPolicyRule>> {
  const peers = peersOf(rule, direction);
  if (peers !== undefined) {
    for (const { describe, to } of simplerElements(peers, simplerPeers)) {
      yield { describe, to: withPeers(rule, direction, to) };
    }
  }
  yield* simplerField(rule, 'ports', (ports) => simplerElements(ports, simplerPorts));
}

/** Simpler peers: one selector instead of two, simpler selectors and blocks. */
function* simplerPeers(peer: NetworkPolicyPeer): Generator<Cut<NetworkPolicyPeer>> {
  if (peer.podSelector !== undefined && peer.namespaceSelector !== undefined) {
    yield { describe: 'drop podSelector', to: withoutField(peer, 'podSelector') };
    yield { describe: 'drop namespaceSelector', to: withoutField(peer, 'namespaceSelector') };
  }
  yield* within('podSelector', simplerField(peer, 'podSelector', simplerSelectors));
  yield* within('namespaceSelector', simplerField(peer, 'namespaceSelector', simplerSelectors));
  yield* simplerField(peer, 'ipBlock', simplerBlocks);
}

function portNames(ports: readonly NetworkPolicyPort[]): string {
  const texts = ports.map(({ protocol, port, endPort }) => {
    const range = endPort === undefined ? '' : `-${endPort}`;
    return port === undefined ? `${protocol}` : `${protocol}/${port}${range}`;
  });
  return `port ${texts.join(', ')}`;
}

function peerNames(peers: readonly NetworkPolicyPeer[]): string {
  return `peer ${peers.map((peer) => peer.ipBlock?.cidr ?? Object.keys(peer).join(' and ')).join(', ')}`;
}
