import type { MutantId, TimeMutant } from '../../../engines/index.ts';
import { TIME_MUTANTS } from '../../../engines/index.ts';
import type { Concerned } from './concerned.ts';
import {
  changedInHaste,
  emptyingNamespaces,
  latePods,
  namespacesOfUpdates,
  returnedNamespaces,
  startingPods,
  stoppingPods,
} from './concerned.ts';
import {
  lateNamespaces,
  relabelledNamespaces,
  relabelledPeers,
  relabelledSubjects,
} from './chosen-by-labels.ts';
import { RIGHT_PLUGIN, wrongPlugin } from './plugins.ts';
import { reopeningWitness } from './reopening-witness.ts';
import { restWitness } from './rest-witness.ts';
import { startWitness } from './start-witness.ts';
import type { TimeWitness } from './time-witness.ts';

const OPENING = ['ingress/deny→allow', 'egress/deny→allow'];
const CLOSING = ['ingress/allow→deny', 'egress/allow→deny'];
const BOTH = [...OPENING, ...CLOSING];

/** Mutants that go wrong for good: about whom, and in which bins. */
type AtRest = readonly (readonly [MutantId, Concerned, readonly string[]])[];

/** What one history in ten has, or fewer. */
const SELDOM: AtRest = [
  ['PEER-13/pod', relabelledPeers, BOTH],
  ['PEER-13/namespace', relabelledNamespaces, BOTH],
  ['NS-4', relabelledNamespaces, BOTH],
  ['NS-5', lateNamespaces, CLOSING],
  ['LIFE-6', startingPods, OPENING],
  ['LIFE-8/peer', relabelledPeers, BOTH],
  ['LIFE-15', emptyingNamespaces, OPENING],
];

const OFTEN: AtRest = [
  ['LIFE-4', changedInHaste, BOTH],
  ['LIFE-7', namespacesOfUpdates, OPENING],
  ['LIFE-8/subject', relabelledSubjects, BOTH],
  ['LIFE-11', latePods, OPENING],
  ['LIFE-13', returnedNamespaces, BOTH],
  ['LIFE-14/subject', stoppingPods, OPENING],
  ['LIFE-14/peer', stoppingPods, CLOSING],
];

/** The witnesses of TIME clauses. A clause that none of them names is reported as not judged. */
export const TIME_WITNESSES: readonly TimeWitness[] = [
  ...SELDOM.map((row): TimeWitness => ({ ...atRest(row), seldom: true })),
  ...OFTEN.map(atRest),
  reopeningWitness(mutantOf('CONN-3')),
  startWitness({
    clause: 'LIFE-2',
    plugin: wrongPlugin(mutantOf('LIFE-2')),
    observed: 'allow',
    settled: 'deny',
    sides: 'of the new pod',
  }),
  // "Harness flags the transient denial as failure": it would, wherever the right plugin denies at first. That nobody
  // here does is for `harness-mistakes.test.ts` to say.
  startWitness({
    clause: 'LIFE-3',
    plugin: RIGHT_PLUGIN,
    observed: 'deny',
    settled: 'allow',
    sides: 'of all',
  }),
];

function atRest([id, concerned, bins]: AtRest[number]): TimeWitness {
  return restWitness(mutantOf(id), concerned, bins);
}

function mutantOf(id: MutantId): TimeMutant {
  return TIME_MUTANTS.find((mutant) => mutant.id === id)!;
}
