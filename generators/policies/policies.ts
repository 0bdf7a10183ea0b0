import type { Direction, NetworkPolicy, NetworkPolicySpec, PolicyType } from '../../model/index.ts';
import { DIRECTIONS, policyTypeOf } from '../../model/index.ts';
import type { Scene } from '../cluster/cluster.ts';
import type { Draft } from '../draft.ts';
import { count } from '../draft.ts';
import { nameAt } from '../pools/names.ts';
import { oneIn, pick } from '../random.ts';
import { podOf } from './peers.ts';
import { drawRules } from './rules.ts';
import { drawSelector } from './selectors.ts';

/** Draws the policies of a cluster. Most namespaces that have a policy have several. */
export function drawPolicies(scene: Scene): NetworkPolicy[] {
  const { draft } = scene;
  const policies: NetworkPolicy[] = [];
  const names = new Map<string, number>();
  // The larger of two draws: a cluster without policies is seldom worth its time.
  const total = Math.max(count(draft, draft.sizes.policies), count(draft, draft.sizes.policies));
  while (policies.length < total) {
    const twin =
      draft.on.twinPolicies && policies.length > 0 && oneIn(draft.random, 5)
        ? pick(draft.random, policies)
        : undefined;
    const namespace = twin === undefined ? drawNamespace(scene) : drawTwinNamespace(scene, twin);
    const spec = twin === undefined ? drawSpec(scene, namespace) : editSpec(scene, namespace, twin.spec);
    policies.push({ kind: 'NetworkPolicy', namespace, name: nextName(draft, namespace, names), spec });
  }
  return policies;
}

/** A namespace that has pods, nearly always. */
function drawNamespace({ draft, namespaces, pods }: Scene): string {
  return oneIn(draft.random, 16) ? pick(draft.random, namespaces).name : pick(draft.random, pods).namespace;
}

function drawTwinNamespace(scene: Scene, { namespace }: NetworkPolicy): string {
  return oneIn(scene.draft.random, 2) ? namespace : drawNamespace(scene);
}

function nextName({ on, words }: Draft, namespace: string, names: Map<string, number>): string {
  const space = on.repeatedNames ? namespace : '';
  const used = names.get(space) ?? 0;
  names.set(space, used + 1);
  return nameAt(words.objectNames, used);
}

/** Draws the spec of a policy in the namespace, as an API server stores it. */
export function drawSpec(scene: Scene, namespace: string): NetworkPolicySpec {
  const { draft } = scene;
  const directions = drawDirections(draft);
  let spec: NetworkPolicySpec = {
    podSelector: drawSubject(scene, namespace),
    policyTypes: drawTypes(draft, directions),
  };
  for (const direction of directions) {
    // RULE-4: isolated without a rule, the other way to write "nothing".
    if (draft.on.ruleless && oneIn(draft.random, 6)) continue;
    spec = { ...spec, [direction]: drawRules(scene, direction, namespace) };
  }
  return spec;
}

/** Draws whom a policy of the namespace is about: mostly the labels of a pod there. */
export function drawSubject(scene: Scene, namespace: string): NetworkPolicySpec['podSelector'] {
  const target = podOf(scene, namespace) ?? pick(scene.draft.random, scene.pods);
  return drawSelector(scene.draft, target.labels, 4);
}

const ONE_OR_BOTH: readonly (readonly Direction[])[] = [['ingress'], ['egress'], DIRECTIONS];

/** Draws one direction or both. */
export function drawDirections({ random, on }: Draft): readonly Direction[] {
  return on.egress ? pick(random, ONE_OR_BOTH) : ['ingress'];
}

/** The types of the directions, or any (TYPE-4, TYPE-5, VAL-23). Never empty: defaulting has happened. */
export function drawTypes(draft: Draft, directions: readonly Direction[]): PolicyType[] {
  const { random, on } = draft;
  const drawn = on.independentTypes && oneIn(random, 4) ? drawDirections(draft) : directions;
  const types = drawn.map(policyTypeOf);
  if (!on.unusualTypes || !oneIn(random, 3)) return types;
  return types.length === 1 ? [...types, ...types] : types.toReversed();
}

/** The spec with one part drawn anew: its subject, its types, or the rules of a direction that it isolates. */
export function editSpec(scene: Scene, namespace: string, spec: NetworkPolicySpec): NetworkPolicySpec {
  const { draft } = scene;
  const { random, on } = draft;
  if (oneIn(random, 3)) return { ...spec, podSelector: drawSubject(scene, namespace) };
  if (on.independentTypes && oneIn(random, 3))
    return { ...spec, policyTypes: drawTypes(draft, drawDirections(draft)) };
  const direction = pick(random, spec.policyTypes) === 'Ingress' ? 'ingress' : 'egress';
  return { ...spec, [direction]: drawRules(scene, direction, namespace) };
}
