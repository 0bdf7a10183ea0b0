import type { Direction, NetworkPolicy, NetworkPolicyRule } from '../../../model/index.ts';
import { rulesOf } from '../../../model/index.ts';
import { CORRECT_BEHAVIOUR } from '../../../sim/index.ts';
import type { AgentMutation } from '../../altering/index.ts';
import { adrift, isAdrift, keepingPolicies, selectsIn } from '../../altering/index.ts';
import type { TimeMutant } from './time-mutant.ts';
import { timeMutant } from './time-mutant.ts';

const { cache, reading } = CORRECT_BEHAVIOUR;

/** LIFE-4: changes that get lost. */
export const LOSS_MUTANTS: readonly TimeMutant[] = [
  timeMutant('LIFE-4', 'forgets what comes while it is at work', { programming: { looksAgain: false } }),
];

/** LIFE-7: policies that change. */
export const UPDATE_MUTANTS: readonly TimeMutant[] = [
  timeMutant('LIFE-7', 'adds the rules of an update to those that there were', {
    cache: { keeps: keepingPolicies(withFormerRules) },
  }),
];

/** LIFE-11: policies that come early. */
export const ORDER_MUTANTS: readonly TimeMutant[] = [
  timeMutant('LIFE-11', 'applies a policy to the pods that are there when it comes', ignoringLatePods()),
];

/** LIFE-13 and LIFE-15: policies of a namespace that is deleted. */
export const NAMESPACE_MUTANTS: readonly TimeMutant[] = [
  // What is deleted with a namespace goes after its last pod (LIFE-15).
  timeMutant('LIFE-13', 'keeps the policies of a namespace that is deleted for the next of its name', {
    cache: {
      forgets: (event, kept, view) =>
        (kept.kind !== 'NetworkPolicy' ||
          [...view().pods.values()].some(({ namespace }) => namespace === kept.namespace)) &&
        cache.forgets(event, kept, view),
    },
  }),
];

/** LIFE-15: policies of a namespace that is being deleted, which shows in that all its pods are told to stop. */
export const DELETION_MUTANTS: readonly TimeMutant[] = [
  timeMutant('LIFE-15', 'takes the policies of a namespace away before its last pods', {
    reading: {
      isInForce: (policy, context) => {
        const pods = context.known.filter(({ pod }) => pod.namespace === policy.namespace);
        const isBeingDeleted = pods.length > 0 && pods.every(({ pod }) => pod.terminating);
        return !isBeingDeleted && reading.isInForce(policy, context);
      },
    },
  }),
];

function ignoringLatePods(): AgentMutation {
  // Of the event that `keeps` is asked about next.
  let isLate = false;
  return {
    cache: {
      receives: ({ stored: { object } }, _node, view) => {
        isLate =
          object.kind === 'Pod' &&
          [...view().policies.values()].some((policy) => selectsIn(view(), policy, object));
        return true;
      },
      keeps: (now, before) => {
        if (now.kind !== 'Pod') return now;
        const isIgnored = before?.kind === 'Pod' && before.uid === now.uid ? isAdrift(before) : isLate;
        return isIgnored ? adrift(now) : now;
      },
    },
  };
}

function withFormerRules(now: NetworkPolicy, before: NetworkPolicy): NetworkPolicy {
  const rules = (direction: Direction): readonly NetworkPolicyRule[] => [
    ...rulesOf(before, direction),
    ...rulesOf(now, direction),
  ];
  return { ...now, spec: { ...now.spec, ingress: rules('ingress'), egress: rules('egress') } };
}
