import type { Direction, IPFamily, NetworkPolicy, Profile } from '../../../model/index.ts';
import { familyOf } from '../../../model/index.ts';
import type { DirectionIntent, IntentRule, NodeIntent } from '../../datapath/intent.ts';
import type { AgentView } from './agent-view.ts';
import type { PolicyRules } from './compile-policy.ts';
import { compilePolicy } from './compile-policy.ts';
import type { SeenPod } from './known-pods.ts';
import { byReadKey, seenPods } from './known-pods.ts';
import type { PodTraits, PolicyReading, ReadingContext } from './policy-reading.ts';
import { correctReading } from './reading/correct-reading.ts';

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
  const blank: ReadingContext = { reading, profile, view, node, known: [], unmatchable: [] };
  const pods = seenPods(blank);
  const known = pods.filter(({ isKnownPeer }) => isKnownPeer);
  const context = { ...blank, known };
  const wanted = directionsWanted({ ...context, unmatchable: reading.unmatchableAddresses(context) });
  const itself = view.nodes.get(node);
  return {
    node,
    nodeAddresses: itself === undefined ? [] : reading.nodeAddresses(itself),
    pods: pods
      .filter(({ isEnforced }) => isEnforced)
      .map((seen) => ({
        pod: seen.view,
        ingress: wanted(seen, 'ingress'),
        egress: wanted(seen, 'egress'),
      })),
    knownPods: known.map((seen) => seen.view),
    families: familiesOf(view, pods),
  };
}

/** The families that anything in the cluster has. */
function familiesOf(view: AgentView, pods: readonly SeenPod[]): readonly IPFamily[] {
  const found = new Set<IPFamily>();
  for (const { view: pod } of pods) for (const address of pod.addresses) found.add(familyOf(address));
  for (const node of view.nodes.values()) for (const address of node.addresses) found.add(familyOf(address));
  return (['IPv4', 'IPv6'] as const).filter((family) => found.has(family));
}

/** A policy that is in force, and its rules once somebody has asked for them. */
interface ReadPolicy {
  readonly key: string;
  readonly policy: NetworkPolicy;
  readonly rules: Partial<Record<Direction, PolicyRules>>;
}

interface AppliedPolicies {
  readonly isolatedBy: readonly string[];
  readonly rules: readonly PolicyRules[];
  /** The answer, where it is the same for every pod of these traits. */
  readonly shared: DirectionIntent | undefined;
}

/** What is wanted for a pod and direction. Work is done once for all pods of the same traits. */
function directionsWanted(context: ReadingContext): (pod: SeenPod, direction: Direction) => DirectionIntent {
  const { reading, view } = context;
  const policies = byReadKey(view.policies, reading.policyKey)
    .filter(([, policy]) => reading.isInForce(policy, context))
    .map(([key, policy]): ReadPolicy => ({ key, policy, rules: {} }));
  const applied = {
    ingress: new Map<PodTraits, AppliedPolicies>(),
    egress: new Map<PodTraits, AppliedPolicies>(),
  };
  return ({ pod, traits }, direction) => {
    let policiesOfPod = applied[direction].get(traits);
    if (policiesOfPod === undefined) {
      policiesOfPod = appliedPolicies(policies, traits, direction, context);
      applied[direction].set(traits, policiesOfPod);
    }
    const { isolatedBy, rules, shared } = policiesOfPod;
    return (
      shared ?? {
        direction,
        isolatedBy,
        rules: rules.flatMap((some) => (some.kind === 'for-all' ? some.rules : some.rulesFor(pod))),
      }
    );
  };
}

function appliedPolicies(
  policies: readonly ReadPolicy[],
  traits: PodTraits,
  direction: Direction,
  context: ReadingContext,
): AppliedPolicies {
  const { reading } = context;
  const isolatedBy: string[] = [];
  const rules: PolicyRules[] = [];
  for (const { key, policy, rules: compiled } of policies) {
    if (!reading.isolates(policy, direction, context)) continue;
    if (!reading.selectsSubject(policy, traits, context)) continue;
    isolatedBy.push(key);
    rules.push((compiled[direction] ??= compilePolicy(key, policy, direction, context)));
  }
  const common = commonRules(rules);
  return { isolatedBy, rules, shared: common && { direction, isolatedBy, rules: common } };
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
