import type { Evaluation, Semantics } from '../evaluator/index.ts';
import { createEvaluator, referenceSemantics } from '../evaluator/index.ts';
import type { Cluster, PartialProfile, ProbeSet, Profile } from '../model/index.ts';
import { SPEC_DEFAULT, VERSION } from '../model/index.ts';
import type { Engine, EngineCapabilities, Verdicts } from './engine.ts';
import { verdictSentences } from './verdict-sentences.ts';

export interface EvaluatorEngineOptions {
  readonly name: string;
  /** Default: the specification. */
  readonly semantics?: Semantics;
  /** Answers to what the API leaves open; the rest is `spec-default`, so that all of them are declared. */
  readonly profile?: PartialProfile;
}

/** An engine inside this process: it answers at once. */
export interface InProcessEngine extends Engine {
  judge(probes: ProbeSet): Verdicts;
  /** The same engine with these answers, and `spec-default` where there is none. */
  withProfile(profile: PartialProfile): InProcessEngine;
}

/** An engine that follows semantics flow by flow, and can say why. */
export function evaluatorEngine(options: EvaluatorEngineOptions): InProcessEngine {
  const evaluator = createEvaluator(options.semantics ?? referenceSemantics);
  return inProcessEngine(options, (cluster, profile) => evaluator.of(cluster, profile));
}

/**
 * What the engines inside this process have in common: they take every question about a snapshot, judge the
 * cluster as it is now, and explain themselves by the evaluator.
 *
 * @param of judges all cells of one cluster
 */
export function inProcessEngine(
  { name, semantics = referenceSemantics, profile: declared = {} }: EvaluatorEngineOptions,
  of: (cluster: Cluster, profile: Profile) => Pick<Evaluation, 'judgeAll'>,
): InProcessEngine {
  const profile: Profile = { ...SPEC_DEFAULT, ...declared };
  return {
    name,
    version: VERSION,
    capabilities: { ...SNAPSHOT_CAPABILITIES, profile },
    judge: (probes) => of(probes.cluster, profile).judgeAll(probes),
    withProfile: (told) => inProcessEngine({ name, semantics, profile: told }, of),
    explain: ({ cluster }, flow) =>
      verdictSentences(createEvaluator(semantics).of(cluster, profile).evaluate(flow)),
  };
}

/** Everything but time: a history is judged by what it comes to. */
const SNAPSHOT_CAPABILITIES: Omit<EngineCapabilities, 'profile'> = {
  protocols: ['TCP', 'UDP', 'SCTP', 'ICMP'],
  ipFamilies: ['IPv4', 'IPv6'],
  endpoints: ['pod', 'hostNetwork', 'node', 'external', 'service'],
  endPort: true,
  namedPorts: true,
  history: true,
  connections: false,
  clock: false,
  explain: true,
};
