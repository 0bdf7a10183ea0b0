import { CORRECT_BEHAVIOUR } from '../../../sim/index.ts';
import { keepingFirstLabels, withFirstLabels, withFirstNamespaceLabels } from './first-labels.ts';
import type { TimeMutant } from './time-mutant.ts';
import { timeMutant } from './time-mutant.ts';

const { reading } = CORRECT_BEHAVIOUR;

/** PEER-13, NS-4 and NS-5: what selectors see of pods and namespaces that change or come. */
export const PEER_LABEL_MUTANTS: readonly TimeMutant[] = [
  timeMutant('PEER-13/pod', 'knows a peer by the labels that it was created with', {
    cache: { keeps: keepingFirstLabels },
    reading: { podMatches: (peer, pod, context) => reading.podMatches(peer, withFirstLabels(pod), context) },
  }),
  timeMutant('PEER-13/namespace', 'knows a peer by the labels that its namespace was created with', {
    cache: { keeps: keepingFirstLabels },
    reading: {
      namespaceMatches: (peer, policy, pod, context) =>
        reading.namespaceMatches(peer, policy, withFirstNamespaceLabels(pod), context),
    },
  }),
  timeMutant('NS-4', 'does not watch the updates of namespaces', {
    cache: { receives: ({ type, stored }) => type !== 'MODIFIED' || stored.object.kind !== 'Namespace' },
  }),
  timeMutant('NS-5', 'knows of the namespaces that there were before its first policy', {
    cache: {
      receives: ({ stored: { object, key } }, _node, view) =>
        object.kind !== 'Namespace' || view().policies.size === 0 || view().namespaces.has(key),
    },
  }),
];

/** LIFE-8: one side of a pod that is relabelled is not looked at again. */
export const RELABEL_MUTANTS: readonly TimeMutant[] = [
  timeMutant('LIFE-8/subject', 'selects subjects by the labels that they were created with', {
    cache: { keeps: keepingFirstLabels },
    reading: {
      selectsSubject: (policy, pod, context) => reading.selectsSubject(policy, withFirstLabels(pod), context),
    },
  }),
  timeMutant('LIFE-8/peer', 'selects peers by the labels that they were created with', {
    cache: { keeps: keepingFirstLabels },
    reading: { podMatches: (peer, pod, context) => reading.podMatches(peer, withFirstLabels(pod), context) },
  }),
];
