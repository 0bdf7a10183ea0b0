import type { Direction, NetworkPolicy, Profile } from '../../../model/index.ts';
import type { DirectionIntent, IntentRule, NodeIntent } from '../../datapath/intent.ts';
import type { AgentView } from './agent-view.ts';
import type { PolicyRules } from './compile-policy.ts';
import { compilePolicy } from './compile-policy.ts';
import type { KnownPod, PodTraits, PolicyReading } from './policy-reading.ts';
import { correctReading } from './reading/correct-reading.ts';
import type { World } from './world.ts';
import { byReadKey, worldOf } from './world.ts';

/**
 * What a node's datapath is to enforce, from what its agent has seen and nothing else. Ports are final: ranges and
 * protocols that the profile does not support have been dealt with. Everything is in the order of its key.
 */
export function intentFor(
  view: AgentView,
  node: string,
  profile: Profile,
  reading: PolicyReading = correctReading,
): NodeIntent {
  const world = worldOf(view, profile, reading);
  const { context, families } = world;
  const wanted = directionsWanted(view, world);
  const itself = view.nodes.get(node);
  return {
    node,
    nodeAddresses: itself === undefined ? [] : reading.nodeAddresses(itself),
    pods: world.pods
      .filter(({ pod }) => reading.isEnforced(pod, node, context))
      .map((known) => ({
        pod: known.view,
        ingress: wanted(known, 'ingress'),
        egress: wanted(known, 'egress'),
      })),
    knownPods: context.known.map((known) => known.view),
    families,
  };
}

/** A policy that is in force, by its key. */
type ReadPolicy = readonly [key: string, policy: NetworkPolicy];

interface AppliedPolicies {
  readonly isolatedBy: readonly string[];
  readonly rules: readonly PolicyRules[];
  /** The answer, where it is the same for every pod of these traits. */
  readonly shared: DirectionIntent | undefined;
}

/** What is wanted for a pod and direction. Work is done once for all pods of the same traits. */
function directionsWanted(
  { policies }: AgentView,
  world: World,
): (known: KnownPod, direction: Direction) => DirectionIntent {
  const { reading } = world.context;
  const inForce = byReadKey(policies, reading.policyKey).filter(([, policy]) =>
    reading.isInForce(policy, world.context),
  );
  const applied = {
    ingress: new Map<PodTraits, AppliedPolicies>(),
    egress: new Map<PodTraits, AppliedPolicies>(),
  };
  return ({ pod, traits }, direction) => {
    let policiesOfPod = applied[direction].get(traits);
    if (policiesOfPod === undefined) {
      policiesOfPod = appliedPolicies(inForce, traits, direction, world);
      applied[direction].set(traits, policiesOfPod);
    }
    const { isolatedBy, rules, shared } = policiesOfPod;
    if (shared !== undefined) return shared;
    return {
      direction,
      isolatedBy,
      rules: rules.flatMap((some) => (some.kind === 'for-all' ? some.rules : some.rulesFor(pod))),
    };
  };
}

function appliedPolicies(
  inForce: readonly ReadPolicy[],
  traits: PodTraits,
  direction: Direction,
  world: World,
): AppliedPolicies {
  const { context } = world;
  const isolatedBy: string[] = [];
  const rules: PolicyRules[] = [];
  for (const [key, policy] of inForce) {
    if (!context.reading.isolates(policy, direction, context)) continue;
    if (!context.reading.selectsSubject(policy, traits, context)) continue;
    isolatedBy.push(key);
    rules.push(rulesIn(world, key, policy, direction));
  }
  const common = commonRules(rules);
  return { isolatedBy, rules, shared: common && { direction, isolatedBy, rules: common } };
}

function rulesIn(world: World, key: string, policy: NetworkPolicy, direction: Direction): PolicyRules {
  let compiled = world.rules.get(policy);
  if (compiled === undefined) world.rules.set(policy, (compiled = {}));
  return (compiled[direction] ??= compilePolicy(key, policy, direction, world.context));
}

/** The rules, where no port name makes them differ from pod to pod. */
function commonRules(rules: readonly PolicyRules[]): readonly IntentRule[] | undefined {
  const common: IntentRule[] = [];
  for (const some of rules) {
    if (some.kind === 'by-subject') return undefined;
    common.push(...some.rules);
  }
  return common;
}
