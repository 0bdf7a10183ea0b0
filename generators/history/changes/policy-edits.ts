import type { Random } from 'fast-check';
import type {
  Direction,
  IPBlock,
  NetworkPolicyPeer,
  NetworkPolicyRule,
  NetworkPolicySpec,
} from '../../../model/index.ts';
import {
  cidrRange,
  familyBits,
  formatCidr,
  maskCidr,
  parseCidr,
  peersOf,
  rangeCovers,
  withPeers,
} from '../../../model/index.ts';
import type { Scene } from '../../cluster/cluster.ts';
import { withField, withoutField } from '../../edits/edit.ts';
import { drawBlock } from '../../policies/blocks.ts';
import { drawPeer } from '../../policies/peers.ts';
import { drawDirections, drawSubject, drawTypes } from '../../policies/policies.ts';
import { drawPort } from '../../policies/ports.ts';
import { drawRule, drawRules } from '../../policies/rules.ts';
import { placeText } from '../../pools/places.ts';
import { oneIn, pick } from '../../random.ts';

/** The spec with one part changed, from its subject down to an except of one block (E-NPUPD). */
export function editedSpec(scene: Scene, namespace: string, spec: NetworkPolicySpec): NetworkPolicySpec {
  const { draft } = scene;
  const { random, on } = draft;
  if (oneIn(random, 5)) return { ...spec, podSelector: drawSubject(scene, namespace) };
  if (on.independentTypes && oneIn(random, 6)) {
    return { ...spec, policyTypes: drawTypes(draft, drawDirections(draft)) };
  }
  const direction = pick(random, spec.policyTypes) === 'Ingress' ? 'ingress' : 'egress';
  const rules: readonly NetworkPolicyRule[] = spec[direction] ?? [];
  const next = oneIn(random, 6)
    ? drawRules(scene, direction, namespace)
    : alteredList(
        random,
        rules,
        () => drawRule(scene, direction, namespace),
        (rule) => editedRule(scene, direction, namespace, rule),
      );
  return next.length === 0 ? withoutField(spec, direction) : { ...spec, [direction]: next };
}

/** The list with one element more or less, drawn anew or changed inside, or the other way round. */
function alteredList<T>(
  random: Random,
  list: readonly T[],
  draw: () => T,
  change: (element: T) => T,
): readonly T[] {
  const at = random.nextInt(0, Math.max(0, list.length - 1));
  const element = list[at];
  if (element === undefined || oneIn(random, 4)) return list.toSpliced(at, 0, draw());
  if (oneIn(random, 4)) return list.toSpliced(at, 1);
  if (list.length > 1 && oneIn(random, 8)) return list.toReversed();
  return list.with(at, oneIn(random, 3) ? draw() : change(element));
}

function editedRule(
  scene: Scene,
  direction: Direction,
  namespace: string,
  rule: NetworkPolicyRule,
): NetworkPolicyRule {
  const { random } = scene.draft;
  if (oneIn(random, 2)) {
    const ports = alteredList(
      random,
      rule.ports ?? [],
      () => drawPort(scene),
      () => drawPort(scene),
    );
    return withField(rule, 'ports', ports);
  }
  const peers = alteredList(
    random,
    peersOf(rule, direction) ?? [],
    () => drawPeer(scene, namespace),
    (peer) => editedPeer(scene, namespace, peer),
  );
  return withPeers(rule, direction, peers.length === 0 ? undefined : peers);
}

function editedPeer(scene: Scene, namespace: string, peer: NetworkPolicyPeer): NetworkPolicyPeer {
  if (peer.ipBlock === undefined) return drawPeer(scene, namespace);
  return { ipBlock: editedBlock(scene, peer.ipBlock) };
}

/** The block with an except more or less. */
function editedBlock(scene: Scene, block: IPBlock): IPBlock {
  const { random } = scene.draft;
  const { except = [] } = block;
  const more = except.length > 0 && oneIn(random, 2) ? [] : holesFor(scene, block.cidr);
  if (more.length > 0) return { ...block, except: [...except, pick(random, more)] };
  if (except.length === 0) return drawBlock(scene);
  return withField(block, 'except', except.toSpliced(random.nextInt(0, except.length - 1), 1));
}

/** What can be cut out of a block: its lower half, and every address inside it that something has. */
function holesFor({ book }: Scene, text: string): string[] {
  const cidr = parseCidr(text);
  if (cidr === undefined || cidr.prefixLength === familyBits(cidr.address.family)) return [];
  const { family } = cidr.address;
  const range = cidrRange(cidr);
  const half = formatCidr({ address: maskCidr(cidr).address, prefixLength: cidr.prefixLength + 1 });
  const inside = book[family]
    .map((place) => `${placeText(place)}/${familyBits(family)}`)
    .filter((hole) => rangeCovers(range, cidrRange(parseCidr(hole)!)));
  return [half, ...inside];
}
