import type { FlowWitness } from '../../../engines/index.ts';
import type { Context, Semantics } from '../../../evaluator/index.ts';
import { endOf, referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { Cluster, HostEndpoint, NetworkPolicyPeer, ProbeEndpoint } from '../../../model/index.ts';
import { DIRECTIONS, peersOf, PROTOCOLS, rulesOf } from '../../../model/index.ts';

/**
 * Whether a witness could judge anything in a cluster otherwise. Asks the replaced function alone, for everything
 * in the cluster that it is about; where all its answers are right, so are all verdicts. Costs a tenth of judging.
 *
 * @param context the reference's
 * @returns true also where there is too much to ask the function about
 */
export function couldMatter(witness: FlowWitness, context: Context, ends: readonly ProbeEndpoint[]): boolean {
  const { mutant } = witness;
  const isWrong = isChoosy(witness) ? COMPARISONS[mutant.replaces] : undefined;
  return isWrong === undefined || isWrong(mutant.semantics, context, ends);
}

/** Whether it can be seen beforehand that a witness could not matter. */
export function isChoosy({ mutant: { replaces }, aspect }: FlowWitness): boolean {
  // A selector in one position is held against pods; other mutants of the function look at all ends there are.
  return replaces in COMPARISONS && (replaces !== 'matchesSelectors' || aspect !== undefined);
}

type Comparison = (mutant: Semantics, context: Context, ends: readonly ProbeEndpoint[]) => boolean;

const COMPARISONS: Readonly<Partial<Record<keyof Semantics, Comparison>>> = {
  effectiveTypes: ({ effectiveTypes }, context) =>
    policiesIn(context).some(
      (policy) => !isSame(effectiveTypes(context, policy), reference.effectiveTypes(context, policy)),
    ),
  effectiveRules: ({ effectiveRules }, context) =>
    policiesIn(context).some((policy) =>
      DIRECTIONS.some(
        (direction) =>
          !isSame(
            effectiveRules(context, policy, direction),
            reference.effectiveRules(context, policy, direction),
          ),
      ),
    ),
  policiesOf: ({ policiesOf }, context) =>
    context.world.cluster.namespaces.some(
      ({ name }) => !isSame(policiesOf(context, name), reference.policiesOf(context, name)),
    ),
  selectsSubject: ({ selectsSubject }, context) =>
    policiesIn(context).some((policy) =>
      context.world.cluster.pods.some(
        (pod) => selectsSubject(context, policy, pod) !== reference.selectsSubject(context, policy, pod),
      ),
    ),
  applicablePolicies: ({ applicablePolicies }, context) =>
    context.world.cluster.pods.some((pod) =>
      DIRECTIONS.some(
        (direction) =>
          !isSame(
            applicablePolicies(context, pod, direction),
            reference.applicablePolicies(context, pod, direction),
          ),
      ),
    ),
  blockContains: ({ blockContains }, context, ends) =>
    policiesIn(context)
      .flatMap(peersIn)
      .some(
        ({ ipBlock: block }) =>
          block !== undefined &&
          ends.some(
            ({ address }) =>
              blockContains(context, block, address) !== reference.blockContains(context, block, address),
          ),
      ),
  resolvePortName: ({ resolvePortName }, context, ends) => {
    const names = new Set(policiesIn(context).flatMap(portNamesIn));
    if (names.size === 0) return false;
    const all = ends.map(({ endpoint, backend }) =>
      endOf(context.world, backend?.endpoint ?? (endpoint as HostEndpoint)),
    );
    return [...names].some((name) =>
      PROTOCOLS.some((protocol) =>
        all.some(
          (end) =>
            !isSame(
              resolvePortName(context, name, protocol, end),
              reference.resolvePortName(context, name, protocol, end),
            ),
        ),
      ),
    );
  },
  matchesSelectors: ({ matchesSelectors }, context, ends) => {
    const pods = ends
      .filter(({ endpoint }) => endpoint.kind === 'pod' || endpoint.kind === 'hostNetwork')
      .map(({ endpoint }) => endOf(context.world, endpoint as HostEndpoint));
    return policiesIn(context).some((policy) =>
      peersIn(policy).some((peer) =>
        pods.some(
          (pod) =>
            matchesSelectors(context, policy, peer, pod) !==
            reference.matchesSelectors(context, policy, peer, pod),
        ),
      ),
    );
  },
};

/** Whether two lists hold the very same things. */
function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}

function policiesIn({ world }: Context): Cluster['policies'] {
  return world.cluster.policies;
}

function peersIn(policy: Cluster['policies'][number]): NetworkPolicyPeer[] {
  return DIRECTIONS.flatMap((direction) =>
    rulesOf(policy, direction).flatMap((rule) => peersOf(rule, direction) ?? []),
  );
}

function portNamesIn(policy: Cluster['policies'][number]): string[] {
  return DIRECTIONS.flatMap((direction) => rulesOf(policy, direction))
    .flatMap(({ ports = [] }) => ports)
    .flatMap(({ port }) => (typeof port === 'string' ? [port] : []));
}
