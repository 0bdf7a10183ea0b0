import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { LabelSelector, NetworkPolicy } from '../../../model/index.ts';
import { DIRECTIONS, objectKey, rulesOf } from '../../../model/index.ts';
import { peerItems, portItems, requirementsOf } from '../../altering/index.ts';
import type { Mutation } from '../zoo-entry.ts';
import { semanticsBugs } from '../semantics-bugs.ts';

/** Names of sets, chains and maps, made from the names of objects. */
export const NAMES: readonly Mutation[] = [
  // Digests of 32 bits collide, and the later object takes the place of the earlier. Shortened, so that few
  // objects show what takes many.
  semanticsBugs('AZURE-4587', 'policiesOf', (context, namespace) =>
    reference
      .policiesOf(context, namespace)
      .filter(
        (policy) =>
          context.world.cluster.policies.findLast((other) => digest(other) === digest(policy)) === policy,
      ),
  ),

  // A set of labels and a set of ports get one name, and the policy cannot be programmed.
  semanticsBugs('AZURE-734', 'effectiveTypes', (context, policy) =>
    portNamesOf(policy).some((name) => labelKeysOf(policy).has(name))
      ? []
      : reference.effectiveTypes(context, policy),
  ),

  // A pod is known by its name and namespace with a hyphen between them, which either may contain.
  semanticsBugs('AWS-576', 'applicablePolicies', (context, pod, direction) =>
    context.world.cluster.pods
      .filter((other) => `${other.name}-${other.namespace}` === `${pod.name}-${pod.namespace}`)
      .flatMap((other) => reference.applicablePolicies(context, other, direction)),
  ),

  // A comment that is too long makes the rule that leads to the policy invalid.
  semanticsBugs(
    'KR-NFTCOMMENT',
    'selectsSubject',
    (context, policy, pod) =>
      commentOf(policy, pod.name).length <= LONGEST_COMMENT && reference.selectsSubject(context, policy, pod),
  ),
];

const LONGEST_COMMENT = 128;

function commentOf(policy: NetworkPolicy, pod: string): string {
  return `rule to jump traffic of POD name:${pod} namespace: ${policy.namespace} to policy ${policy.name}`;
}

/** FNV-1a of 32 bits, of which four are kept. */
function digest(policy: NetworkPolicy): number {
  let hash = 0x811c9dc5;
  for (const character of objectKey(policy)) {
    hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  }
  return (hash >>> 0) % 16;
}

function portNamesOf(policy: NetworkPolicy): string[] {
  return DIRECTIONS.flatMap((direction) => rulesOf(policy, direction))
    .flatMap(portItems)
    .flatMap(({ port }) => (typeof port === 'string' ? [port] : []));
}

function labelKeysOf(policy: NetworkPolicy): ReadonlySet<string> {
  const peers = DIRECTIONS.flatMap((direction) =>
    rulesOf(policy, direction).flatMap((rule) => peerItems(rule, direction)),
  );
  const selectors: readonly LabelSelector[] = [
    policy.spec.podSelector,
    ...peers.flatMap(({ podSelector, namespaceSelector }) => [podSelector ?? {}, namespaceSelector ?? {}]),
  ];
  return new Set(
    selectors.flatMap((selector) => [
      ...Object.keys(selector.matchLabels ?? {}),
      ...requirementsOf(selector).map(({ key }) => key),
    ]),
  );
}
