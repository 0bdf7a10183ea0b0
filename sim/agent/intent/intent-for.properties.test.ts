import { describe, expect, it } from 'vitest';
import { createEvaluator, referenceSemantics } from '../../../evaluator/index.ts';
import type { GeneratorPreset } from '../../../generators/index.ts';
import { generateScenario, GENERATOR_PRESETS } from '../../../generators/index.ts';
import type { Cluster, Flow, PartialProfile, Profile, ProfileOption } from '../../../model/index.ts';
import { flowOf, formatFlow, packetClasses, PROFILE_OPTIONS, SPEC_DEFAULT } from '../../../model/index.ts';
import type { Draw } from '../../datapath/common/testing/random-intent.ts';
import { seededDraw } from '../../datapath/common/testing/random-intent.ts';
import { readStoredCidr } from './reading/stored-cidr.ts';
import { intentsJudge } from './testing/intents-judge.ts';

/** The options that intents, or a judge of intents, express. */
const EXPRESSED: ReadonlySet<string> = new Set<ProfileOption>([
  'npSupport',
  'endPort',
  'sctp',
  'ownNodeIngress',
  'ownNodeEgress',
  'remoteNodeMatch',
  'selfDirect',
  'hostNetworkPods',
  'ipBlockMatchesPodIPs',
  'ipBlockHostBits',
  'invalidStoredSelector',
  'namedPortWithIpBlock',
  'duplicateNamedPorts',
  'namedPortSources',
  'terminatedPodIp',
]);
const OPTIONS = PROFILE_OPTIONS.filter(({ option }) => EXPRESSED.has(option));

function drawProfile(draw: Draw): PartialProfile {
  const picked = Array.from({ length: draw(4) }, () => OPTIONS[draw(OPTIONS.length)]!);
  return Object.fromEntries(picked.map(({ option, values }) => [option, values[draw(values.length)]]));
}

/**
 * Whether the flow has an end whose address is not its own, under a profile that would tell them apart all the same:
 * intents speak of addresses, and so may take in a node for the hostNetwork pod on it.
 */
function sharesAddress({ source, destination }: Flow, { hostNetworkPods }: Profile): boolean {
  if (hostNetworkPods === 'as-node') return false;
  return [source, destination].some(({ kind }) => kind === 'node' || kind === 'hostNetwork');
}

/** An except that no plugin would read: what becomes of its block, nobody says (IPB-9). */
function hasOddExcept({ policies }: Cluster): boolean {
  return policies.some(({ spec }) =>
    [...(spec.ingress ?? []).map(({ from }) => from), ...(spec.egress ?? []).map(({ to }) => to)]
      .flatMap((peers) => (peers ?? []).flatMap(({ ipBlock }) => ipBlock?.except ?? []))
      .some((text) => readStoredCidr(text)?.isCanonical !== true),
  );
}

const reference = createEvaluator(referenceSemantics);
const CELLS_PER_CASE = 150;

function differences(cluster: Cluster, profile: Profile, draw: Draw): readonly string[] {
  const { cells, ...axes } = packetClasses(cluster, {
    endpoints: ['pod', 'hostNetwork', 'node', 'external'],
  });
  const expected = reference.of(cluster, profile);
  const judge = intentsJudge(cluster, profile);
  const found: string[] = [];
  for (let asked = 0; asked < CELLS_PER_CASE && cells.length > 0; asked++) {
    const flow = flowOf({ cells, ...axes }, cells[draw(cells.length)]!);
    const [want, got] = [expected.judge(flow), judge(flow)];
    const isKnown = want === 'deny' && sharesAddress(flow, profile);
    if (want !== got && !isKnown) found.push(`${formatFlow(flow)}: ${got}, not ${want}`);
  }
  return found;
}

describe('the intents of all nodes', () => {
  it.each<[GeneratorPreset, number]>([
    ['small', 200],
    ['default', 200],
    ['wide', 60],
    ['adversarial', 100],
  ])('say of every flow what the reference says: %s clusters', (preset, runs) => {
    for (let run = 0; run < runs; run++) {
      const draw = seededDraw(run);
      const { cluster } = generateScenario(11, run, GENERATOR_PRESETS[preset]);
      const declared = drawProfile(draw);
      if (declared.ipBlockHostBits === 'ignore-item' && hasOddExcept(cluster)) continue;
      const found = differences(cluster, { ...SPEC_DEFAULT, ...declared }, draw);
      expect(found.slice(0, 3), `run ${run}, ${JSON.stringify(declared)}`).toEqual([]);
    }
  });
});
