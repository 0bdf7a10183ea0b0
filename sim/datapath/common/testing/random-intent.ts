import type { Direction, Protocol } from '../../../../model/index.ts';
import type {
  DirectionIntent,
  IntentRule,
  NodeIntent,
  PeerTerm,
  PodIntent,
  PodView,
  PortTerm,
} from '../../intent.ts';

/** The next number in [0, below). */
export type Draw = (below: number) => number;

/** Mulberry32: small, and the same everywhere. */
export function seededDraw(seed: number): Draw {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b_79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Blocks that nest, touch and hold pods, with excepts that belong to them. */
const BLOCKS: readonly (readonly [cidr: string, excepts: readonly string[]])[] = [
  ['0.0.0.0/0', []],
  ['0.0.0.0/0', ['0.0.0.0/1', '10.1.0.0/16']],
  ['10.0.0.0/8', ['10.1.2.0/24']],
  ['10.1.0.0/16', []],
  ['10.1.2.0/24', ['10.1.2.0/25', '10.1.2.128/25']],
  ['10.1.2.0/25', ['10.1.2.0/26', '10.1.2.0/25']],
  ['10.1.2.3/32', []],
  ['10.1.2.9/24', ['10.1.2.64/26', '10.1.2.64/27']],
  ['255.255.255.255/32', []],
  ['192.168.50.0/24', ['192.168.50.12/32']],
  ['::/0', ['8000::/1']],
  ['::/0', []],
  ['::/0', ['::/0']],
  ['fd00:1::/32', ['fd00:1:2::/48']],
  ['fd00:1:2::/48', []],
  ['fd00:1:2::3/128', []],
  ['not a cidr', []],
];

const PORTS: readonly (readonly [first: number, last: number])[] = [
  [1, 65535],
  [53, 53],
  [80, 80],
  [80, 90],
  [81, 95],
  [65535, 65535],
];

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];
const POLICIES = ['x/allow', 'x/deny', 'y/allow'];

/** Pods whose addresses lie in {@link BLOCKS}; `c` and `d` share an identity, `a` is IPv4 alone, `e` shares b's address. */
function podPool(generation: number): readonly PodView[] {
  const moved = generation % 2 === 1;
  const pod = (key: string, identity: string, ...addresses: readonly string[]): PodView => ({
    key,
    uid: `${key}-${generation}`,
    namespace: key.split('/')[0]!,
    nodeName: 'n1',
    hostNetwork: false,
    addresses,
    identity,
  });
  return [
    pod('x/a', 'x,app=a', '10.1.2.3'),
    pod('x/b', moved ? 'x,app=c' : 'x,app=b', moved ? '10.1.2.70' : '10.1.2.7', 'fd00:1:2::7'),
    pod('x/c', 'x,app=c', '10.1.3.4', 'fd00:1:2::3'),
    pod('x/d', 'x,app=c', '10.2.0.9', 'fd00:1:9::9'),
    pod('y/e', 'y', moved ? '10.1.2.7' : '10.1.2.70', 'fd00:7::1'),
    pod('y/none', 'y'),
  ];
}

/** An intent for node `n1`: two or three local pods, some of them isolated, rules drawn from small pools. */
export function randomIntent(draw: Draw): NodeIntent {
  const pool = podPool(draw(4) === 0 ? 1 : 0);
  const known = pool.filter(() => draw(8) > 0);
  const local = known.slice(0, draw(4));
  return {
    node: 'n1',
    nodeAddresses: ['192.168.50.11', '10.1.2.1', 'fd50::11'].slice(0, 1 + draw(3)),
    pods: local.map((pod): PodIntent => ({
      pod,
      ingress: randomDirection('ingress', known, draw),
      egress: randomDirection('egress', known, draw),
    })),
    knownPods: known,
    families: ['IPv4', 'IPv6'],
  };
}

function randomDirection(direction: Direction, known: readonly PodView[], draw: Draw): DirectionIntent {
  const isolatedBy = POLICIES.filter(() => draw(2) === 0);
  const rules = isolatedBy.flatMap((policy) =>
    Array.from({ length: draw(4) }, (_, rule) => randomRule(policy, rule, direction, known, draw)),
  );
  return { direction, isolatedBy, rules };
}

function randomRule(
  policy: string,
  rule: number,
  direction: Direction,
  known: readonly PodView[],
  draw: Draw,
): IntentRule {
  const peers = draw(6) === 0 ? 'any' : Array.from({ length: 1 + draw(3) }, () => randomPeer(known, draw));
  const ports =
    draw(4) === 0 ? 'any' : Array.from({ length: draw(4) }, () => randomPort(direction, known, draw));
  return { policy, rule, peers, ports };
}

function randomPeer(known: readonly PodView[], draw: Draw): PeerTerm {
  if (draw(2) === 0) return { kind: 'pods', members: known.filter(() => draw(2) === 0) };
  const [cidr, excepts] = BLOCKS[draw(BLOCKS.length)]!;
  return { kind: 'block', cidr, excepts };
}

function randomPort(direction: Direction, known: readonly PodView[], draw: Draw): PortTerm {
  const [first, last] = PORTS[draw(PORTS.length)]!;
  const term = { protocol: PROTOCOLS[draw(PROTOCOLS.length)]!, first, last };
  if (direction === 'ingress' || draw(3) > 0) return term;
  return { ...term, only: known.filter(() => draw(2) === 0).map(({ key }) => key) };
}

/**
 * The same intent after a small change: one pod relabelled, so that it has another identity and enters and leaves
 * rules, and now and then a rule gone or a direction no longer isolated.
 */
export function editIntent(intent: NodeIntent, draw: Draw): NodeIntent {
  const known = [...intent.knownPods];
  const index = draw(Math.max(known.length, 1));
  const old = known[index];
  if (old === undefined) return intent;
  const labels = known.map(({ identity }) => identity).filter((identity) => identity !== old.identity);
  const relabelled: PodView = { ...old, identity: [...labels, 'new'][draw(labels.length + 1)]! };
  known[index] = relabelled;
  const editDirection = (wanted: DirectionIntent): DirectionIntent => ({
    direction: wanted.direction,
    isolatedBy: draw(10) === 0 ? [] : wanted.isolatedBy,
    rules: wanted.rules.filter(() => draw(10) > 0).map((rule) => editRule(rule, relabelled, draw)),
  });
  return {
    ...intent,
    knownPods: known,
    pods: intent.pods.map(({ pod, ingress, egress }) => ({
      pod: pod.key === relabelled.key ? relabelled : pod,
      ingress: editDirection(ingress),
      egress: editDirection(egress),
    })),
  };
}

/** Takes the pod into a term, or out of it, or leaves it where it is with its new labels. */
function editRule(rule: IntentRule, pod: PodView, draw: Draw): IntentRule {
  if (rule.peers === 'any') return rule;
  const peers = rule.peers.map((peer): PeerTerm => {
    if (peer.kind === 'block') return peer;
    const others = peer.members.filter(({ key }) => key !== pod.key);
    const stays = others.length < peer.members.length;
    return { kind: 'pods', members: (draw(3) === 0 ? !stays : stays) ? [...others, pod] : others };
  });
  return { ...rule, peers };
}

/** Addresses on both sides of every edge of {@link BLOCKS}, every pod's and the node's. */
export const BOUNDARY_ADDRESSES: readonly string[] = `
  0.0.0.0 9.255.255.255 10.0.0.0 10.0.255.255 10.1.0.0 10.1.1.255 10.1.2.0 10.1.2.1 10.1.2.2
  10.1.2.3 10.1.2.4 10.1.2.7 10.1.2.9 10.1.2.63 10.1.2.64 10.1.2.70 10.1.2.95 10.1.2.96 10.1.2.127
  10.1.2.128 10.1.2.255 10.1.3.0 10.1.3.4 10.1.255.255 10.2.0.0 10.2.0.9 10.255.255.255 11.0.0.0
  127.255.255.255 128.0.0.0 192.168.50.11 192.168.50.12 192.168.50.13 192.168.51.0 255.255.255.255
  :: ::1 fd00:0:ffff:ffff:ffff:ffff:ffff:ffff fd00:1:: fd00:1:1:ffff:ffff:ffff:ffff:ffff fd00:1:2::
  fd00:1:2::2 fd00:1:2::3 fd00:1:2::4 fd00:1:2::7 fd00:1:3:: fd00:1:9::9 fd00:2:: fd00:7::1
  fd50::11 7fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 8000:: ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
`
  .trim()
  .split(/\s+/);

/** Ports on both sides of every edge of the ranges. */
export const BOUNDARY_PORTS: readonly number[] = [1, 52, 53, 54, 79, 80, 81, 90, 91, 95, 96, 65534, 65535];

/** `10.0.0.0/8 except 10.1.2.0/24` beside `10.1.0.0/16` in one rule on ingress of x/a, for TCP/80. */
export function classicIntent(): NodeIntent {
  const [pod] = podPool(0);
  const peers: readonly PeerTerm[] = [
    { kind: 'block', cidr: '10.0.0.0/8', excepts: ['10.1.2.0/24'] },
    { kind: 'block', cidr: '10.1.0.0/16', excepts: [] },
  ];
  const rule: IntentRule = {
    policy: 'x/allow',
    rule: 0,
    peers,
    ports: [{ protocol: 'TCP', first: 80, last: 80 }],
  };
  return {
    node: 'n1',
    nodeAddresses: ['192.168.50.11'],
    pods: [
      {
        pod: pod!,
        ingress: { direction: 'ingress', isolatedBy: ['x/allow'], rules: [rule] },
        egress: { direction: 'egress', isolatedBy: [], rules: [] },
      },
    ],
    knownPods: [pod!],
    families: ['IPv4'],
  };
}
