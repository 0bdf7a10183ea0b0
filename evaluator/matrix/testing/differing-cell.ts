import type { Cluster, FlowProtocol, PartialProfile, ProbeSet } from '../../../model/index.ts';
import { flowOf, formatFlow, packetClasses, PROFILE_OPTIONS, SPEC_DEFAULT } from '../../../model/index.ts';
import { createEvaluator } from '../../create-evaluator.ts';
import type { Semantics } from '../../semantics.ts';
import { createMatrix } from '../create-matrix.ts';

/** Every protocol that a flow can have, one that only a number names included. */
const ALL_PROTOCOLS: readonly FlowProtocol[] = ['TCP', 'UDP', 'SCTP', 'ICMP', '47'];

/** Every packet class of a cluster. */
export function everyClass(cluster: Cluster): ProbeSet {
  return packetClasses(cluster, { resolution: 'class', protocols: ALL_PROTOCOLS });
}

/** A flow that matrix and reference judge differently, in words; `undefined` where they agree on every cell. */
export function differingCell(
  semantics: Semantics,
  cluster: Cluster,
  profile: PartialProfile,
  probes: ProbeSet = everyClass(cluster),
): string | undefined {
  const expected = createEvaluator(semantics).of(cluster, profile).judgeAll(probes);
  const actual = createMatrix(semantics).of(cluster, profile).judgeAll(probes);
  const at = expected.findIndex((verdict, index) => verdict !== actual[index]);
  if (at < 0) return undefined;
  const flow = formatFlow(flowOf(probes, probes.cells[at]!));
  return `${flow}: reference ${expected[at]}, matrix ${actual[at]}, profile ${JSON.stringify(profile)}`;
}

/** A profile that answers about half of all options at random, in ways that break the API too. */
export function randomProfile(seed: number): PartialProfile {
  let state = seed;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const answers = PROFILE_OPTIONS.flatMap(({ option, values }): [string, string][] => {
    const named = values.filter((value) => !value.includes('('));
    const isTime = typeof SPEC_DEFAULT[option as keyof PartialProfile] === 'number';
    // A plugin that enforces nothing has one answer to everything: rarely of interest.
    const isDull = option === 'npSupport' && below(8) > 0;
    return isTime || isDull || below(2) === 0 ? [] : [[option, named[below(named.length)]!]];
  });
  return Object.fromEntries(answers) as PartialProfile;
}
