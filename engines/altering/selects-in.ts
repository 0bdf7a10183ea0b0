import type { NetworkPolicy, Pod } from '../../model/index.ts';
import { SPEC_DEFAULT } from '../../model/index.ts';
import type { AgentView } from '../../sim/index.ts';
import { CORRECT_BEHAVIOUR } from '../../sim/index.ts';

/** Whether a policy selects a pod, as far as an agent can tell from what it keeps. */
export function selectsIn(
  { nodes, namespaces }: Pick<AgentView, 'nodes' | 'namespaces'>,
  policy: NetworkPolicy,
  pod: Pod,
): boolean {
  const { reading } = CORRECT_BEHAVIOUR;
  const context = { reading, profile: SPEC_DEFAULT, nodes, namespaces, known: [], unmatchable: [] };
  const { namespace, labels, hostNetwork } = pod;
  const namespaceLabels = namespaces.get(namespace)?.labels;
  return reading.selectsSubject(policy, { namespace, namespaceLabels, labels, hostNetwork }, context);
}
