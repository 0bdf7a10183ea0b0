import { CORRECT_BEHAVIOUR } from '../../../sim/index.ts';
import type { TimeMutant } from './time-mutant.ts';
import { timeMutant } from './time-mutant.ts';

const { reading } = CORRECT_BEHAVIOUR;

/** LIFE-2 and LIFE-6: pods that start. */
export const START_MUTANTS: readonly TimeMutant[] = [
  timeMutant('LIFE-2', 'attaches rules to a pod once it sees it run', {
    programming: { holdsNewPods: false },
  }),
];

/** LIFE-6: containers that run before their pod does. */
export const INIT_MUTANTS: readonly TimeMutant[] = [
  timeMutant('LIFE-6', 'isolates a pod once it is ready', {
    reading: {
      isEnforced: (pod, node, context) => pod.phase !== 'Pending' && reading.isEnforced(pod, node, context),
    },
  }),
];

/** LIFE-14: pods that stop. */
export const TERMINATION_MUTANTS: readonly TimeMutant[] = [
  timeMutant('LIFE-14/subject', 'isolates a pod until it is told to stop', {
    reading: {
      isEnforced: (pod, node, context) => !pod.terminating && reading.isEnforced(pod, node, context),
    },
  }),
  timeMutant('LIFE-14/peer', 'takes a pod in as a peer until it is told to stop', {
    reading: { isKnownPeer: (pod, context) => !pod.terminating && reading.isKnownPeer(pod, context) },
  }),
];
