import type { Direction, NetworkPolicy, NetworkPolicyRule } from '../../../model/index.ts';
import { DIRECTIONS, rangeCovers, rulesOf } from '../../../model/index.ts';
import { CORRECT_BEHAVIOUR } from '../../../sim/index.ts';
import {
  blocksOf,
  isEmptySelector,
  isWholeFamily,
  keepingPolicies,
  portItems,
  rangeOf,
  selectsIn,
} from '../../altering/index.ts';
import { agentBugs } from '../plugin-bugs.ts';
import type { Mutation } from '../zoo-entry.ts';

const { cache } = CORRECT_BEHAVIOUR;

/** Policies that change, and what of the change gets lost. */
export const POLICY_EDITS: readonly Mutation[] = [
  // A set cannot be refreshed with a prefix of length 0, and stays as it was: empty, if it is new.
  agentBugs('KR-543', 'iptables', {
    cache: {
      keeps: (now, before) =>
        now.kind === 'NetworkPolicy'
          ? rewritten(now, (rule, direction, index) =>
              blocksOf(rule, direction).some(({ cidr }) => isWholeFamily(cidr))
                ? ruleBefore(before?.kind === 'NetworkPolicy' ? before : undefined, direction, index)
                : rule,
            )
          : now,
    },
  }),

  // A block inside a wider one was never put in: to take it out fails, and the whole batch with it.
  agentBugs('CALICO-13274', 'nftables', {
    cache: { keeps: keepingPolicies((now, before) => (losesNestedBlock(now, before) ? before : now)) },
  }),

  // A set cannot change its type: an edit of a policy with excepts fails for good.
  agentBugs('AZURE-2840', 'iptables', {
    cache: { keeps: keepingPolicies((now, before) => (hasExcept(now) ? before : now)) },
  }),

  // The jump of a direction is never taken out.
  agentBugs('KR-341', 'iptables', { cache: { keeps: keepingPolicies(withFormerTypes) } }),

  // The selectors of a rule with named ports are compared with themselves.
  agentBugs('CALICO-SELFCMP', 'iptables', {
    cache: {
      keeps: keepingPolicies((now, before) =>
        rewritten(now, (rule, direction, index) => {
          const old = ruleBefore(before, direction, index);
          const isNamed = portItems(rule).some(({ port }) => typeof port === 'string');
          const hasSamePorts = JSON.stringify(old?.ports) === JSON.stringify(rule.ports);
          return isNamed && hasSamePorts ? old : rule;
        }),
      ),
    },
  }),

  // When a slice of a policy goes, another goes with it.
  agentBugs('AWS-259', 'ebpf', {
    cache: {
      keeps: keepingPolicies((now, before) =>
        rewritten(now, (rule, direction, index) => {
          const left = rulesOf(now, direction).length;
          const isShrunk = left < rulesOf(before, direction).length;
          return isShrunk && index === left - 1 ? undefined : rule;
        }),
      ),
    },
  }),
];

/** Policies that go, and what of them stays. */
export const POLICY_DELETIONS: readonly Mutation[] = [
  // What a policy isolates is inferred from its rules: of one without rules nothing is taken back.
  agentBugs('OVN-1800', 'acl', {
    cache: { forgets: (event, kept, view) => !isBare(kept) && cache.forgets(event, kept, view) },
  }),

  // Without its namespace a policy cannot be found.
  agentBugs('OVN-1665', 'acl', {
    cache: {
      forgets: (event, kept, view) =>
        (kept.kind !== 'NetworkPolicy' || view().namespaces.has(kept.namespace)) &&
        cache.forgets(event, kept, view),
    },
  }),

  // Without its endpoints a policy cannot be removed from them, and stays for those that come.
  agentBugs('AZURE-1440', 'acl', {
    cache: {
      forgets: (event, kept, view) =>
        (kept.kind !== 'NetworkPolicy' ||
          [...view().pods.values()].some((pod) => selectsIn(view(), kept, pod))) &&
        cache.forgets(event, kept, view),
    },
  }),

  // Without any policy there is nothing to compute, and nobody is told.
  agentBugs('GKE-STALE', 'ebpf', {
    cache: {
      wakes: (now, before, view) =>
        now !== before && !(before?.kind === 'NetworkPolicy' && view().policies.size === 0),
    },
  }),
];

/** Policies that come, and pods that come after them. */
export const POLICY_SPANS: readonly Mutation[] = [
  // A policy is sent to the nodes that have pods of it when it is computed, and to no other later.
  agentBugs(['ANTREA-233', 'ANTREA-5554'], 'acl', {
    cache: {
      receives: ({ type, stored: { object } }, node, view) =>
        type !== 'ADDED' ||
        object.kind !== 'NetworkPolicy' ||
        [...view().pods.values()].some((pod) => pod.nodeName === node && selectsIn(view(), object, pod)),
    },
  }),

  // Of a policy that selects some pods and allows nothing, new pods do not hear.
  agentBugs(
    'OSDN-122',
    'acl',
    {
      cache: {
        wakes: (now, before, view) => {
          if (now?.kind !== 'Pod' || before !== undefined) return now !== before;
          const own = [...view().policies.values()].filter((policy) => selectsIn(view(), policy, now));
          return own.some((policy) => !isBare(policy) || isEmptySelector(policy.spec.podSelector));
        },
      },
    },
    { profile: { podStart: 'race' } },
  ),
];

/** A policy with each of its rules another, or gone. */
function rewritten(
  policy: NetworkPolicy,
  rewrite: (rule: NetworkPolicyRule, direction: Direction, index: number) => NetworkPolicyRule | undefined,
): NetworkPolicy {
  let isChanged = false;
  const rulesNow = (direction: Direction): readonly NetworkPolicyRule[] => {
    const rules = rulesOf(policy, direction);
    const next = rules.map((rule, index) => rewrite(rule, direction, index));
    isChanged ||= next.some((rule, index) => rule !== rules[index]);
    return next.filter((rule) => rule !== undefined);
  };
  const rules = { ingress: rulesNow('ingress'), egress: rulesNow('egress') };
  return isChanged ? { ...policy, spec: { ...policy.spec, ...rules } } : policy;
}

function ruleBefore(
  before: NetworkPolicy | undefined,
  direction: Direction,
  index: number,
): NetworkPolicyRule | undefined {
  return before === undefined ? undefined : rulesOf(before, direction)[index];
}

function losesNestedBlock(now: NetworkPolicy, before: NetworkPolicy): boolean {
  return DIRECTIONS.some((direction) =>
    rulesOf(before, direction).some((rule, index) => {
      const later = rulesOf(now, direction)[index];
      const left = later === undefined ? [] : blocksOf(later, direction).map(({ cidr }) => cidr);
      return blocksOf(rule, direction).some(
        ({ cidr }) => !left.includes(cidr) && left.some((wider) => holds(wider, cidr)),
      );
    }),
  );
}

function holds(wider: string, cidr: string): boolean {
  const [outer, inner] = [rangeOf(wider), rangeOf(cidr)];
  return outer !== undefined && inner !== undefined && rangeCovers(outer, inner);
}

function hasExcept(policy: NetworkPolicy): boolean {
  return DIRECTIONS.some((direction) =>
    rulesOf(policy, direction).some((rule) =>
      blocksOf(rule, direction).some(({ except = [] }) => except.length > 0),
    ),
  );
}

function withFormerTypes(now: NetworkPolicy, before: NetworkPolicy): NetworkPolicy {
  const lost = before.spec.policyTypes.filter((type) => !now.spec.policyTypes.includes(type));
  return lost.length === 0
    ? now
    : { ...now, spec: { ...now.spec, policyTypes: [...now.spec.policyTypes, ...lost] } };
}

function isBare(kept: Parameters<typeof cache.forgets>[1]): boolean {
  return (
    kept.kind === 'NetworkPolicy' && DIRECTIONS.every((direction) => rulesOf(kept, direction).length === 0)
  );
}
