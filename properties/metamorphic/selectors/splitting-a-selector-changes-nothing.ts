import type { Cluster, LabelSelector, NetworkPolicyPeer } from '../../../model/index.ts';
import { metamorphicProperty } from '../metamorphic.ts';
import { freshPolicies } from '../rewriting/fresh-names.ts';
import type { NonEmpty, Rewritten } from '../rewriting/places.ts';
import { nonEmpty, oneOf, transformed } from '../rewriting/places.ts';
import { isReadableSelector } from '../rewriting/readable-selector.ts';
import { rewritePeers, rewritePolicies } from '../rewriting/rewrite.ts';

/**
 * SEL-2, PEER-2, ISO-2: `In` means any of its values. Replaces every peer with an `In` of several values by one
 * peer for each value, or every policy whose podSelector has one by a policy for each value.
 *
 * Seen to find, of the zoo, in 300 cases of seed 1: AKS-2006.
 */
export const splittingASelectorChangesNothing = metamorphicProperty({
  name: 'splitting-a-selector-changes-nothing',
  sentence: 'A selector with In of several values means what selectors for each of the values mean together.',
  relation: 'equal',
  every: 1,
  transform: ({ cluster, salt }) =>
    oneOf([IN_PEERS, IN_SUBJECTS], salt, ({ split, describe }) => transformed(split(cluster), describe)),
});

interface Split {
  readonly split: (cluster: Cluster) => Rewritten;
  readonly describe: (where: string) => string;
}

const IN_PEERS: Split = {
  split: (cluster) =>
    rewritePeers(cluster, (peer) => splitPeer(peer, 'namespaceSelector') ?? splitPeer(peer, 'podSelector')),
  describe: (where) => `splitting peer ${where} into one for each value`,
};

const IN_SUBJECTS: Split = {
  split: (cluster) => {
    const fresh = freshPolicies(cluster);
    return rewritePolicies(cluster, (policy) =>
      splitSelector(policy.spec.podSelector)?.map((podSelector, index) => {
        const piece = { ...policy, spec: { ...policy.spec, podSelector } };
        return index === 0 ? piece : fresh(piece);
      }),
    );
  },
  describe: (where) => `splitting policy ${where} into one for each value of its podSelector`,
};

function splitPeer(
  peer: NetworkPolicyPeer,
  field: 'namespaceSelector' | 'podSelector',
): NonEmpty<NetworkPolicyPeer> | undefined {
  const pieces = peer[field] === undefined ? undefined : splitSelector(peer[field]);
  return pieces && nonEmpty(pieces.map((selector) => ({ ...peer, [field]: selector })));
}

/** A selector for each value of the first `In` that has several. */
function splitSelector(selector: LabelSelector): readonly LabelSelector[] | undefined {
  const { matchExpressions = [] } = selector;
  const at = matchExpressions.findIndex(
    ({ operator, values = [] }) => operator === 'In' && values.length > 1,
  );
  const requirement = matchExpressions[at];
  if (requirement === undefined || !isReadableSelector(selector)) return undefined;
  return requirement.values?.map((value) => ({
    ...selector,
    matchExpressions: matchExpressions.with(at, { ...requirement, values: [value] }),
  }));
}
