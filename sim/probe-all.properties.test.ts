import { describe, expect, it } from 'vitest';
import { generateScenario, GENERATOR_PRESETS } from '../generators/index.ts';
import { PRESETS } from '../engines/presets/presets.ts';
import type { Profile } from '../model/index.ts';
import { flowOf, formatFlow, packetClasses, SPEC_DEFAULT, withCells } from '../model/index.ts';
import type { DatapathMaker, DatapathName } from './index.ts';
import { DATAPATHS, probeAction, probeAll, settledNetwork, walkFlow } from './index.ts';

const PROFILES: readonly Profile[] = [
  SPEC_DEFAULT,
  ...PRESETS.map(({ profile }): Profile => ({ ...SPEC_DEFAULT, ...profile })),
  { ...SPEC_DEFAULT, hostNetworkPods: 'as-pod', otherProtocolsWhenIsolated: 'follow-portless-rules' },
  { ...SPEC_DEFAULT, selfDirect: 'policed', ownNodeIngress: 'policed', sctp: 'rules-inert' },
];

const CASES = 18;

/** One cell in so many is asked alone: enough to meet every rule, and a prime, so as to meet every port. */
const SHARE = 307;

/** The rules of a datapath, whose hooks have to be asked packet by packet. */
function packetByPacket(make: DatapathMaker): DatapathMaker {
  return (profile) => {
    const program = make(profile);
    return { ...program, judge: (...question) => program.judge(...question) };
  };
}

describe.each(Object.entries(DATAPATHS) as [DatapathName, DatapathMaker][])('%s', (_, datapath) => {
  it('says the same of all cells at once, of each alone, and of a packet that goes all the way', () => {
    for (let run = 0; run < CASES; run++) {
      const { cluster } = generateScenario(11, run, GENERATOR_PRESETS[run % 2 === 0 ? 'default' : 'wide']);
      const profile = PROFILES[run % PROFILES.length]!;
      const all = packetClasses(cluster, { protocols: ['TCP', 'UDP', 'SCTP', 'ICMP', '47'] });
      const probes = withCells(
        all,
        all.cells.filter((_cell, index) => index % SHARE === run % SHARE),
      );
      const network = settledNetwork(cluster, { profile, datapath });
      const slow = settledNetwork(cluster, { profile, datapath: packetByPacket(datapath) });
      const verdicts = probeAll(network, all);
      expect(probeAll(slow, probes)).toEqual(probeAll(network, probes));
      const wrong: string[] = [];
      for (const [index, cell] of probes.cells.entries()) {
        const flow = flowOf(probes, cell);
        const verdict = verdicts[(run % SHARE) + index * SHARE] === 1 ? 'allow' : 'deny';
        const alone = probeAction(network, flow);
        const walked = walkFlow(network, flow).disposition === 'delivered' ? 'allow' : 'deny';
        if (verdict !== alone || verdict !== walked)
          wrong.push(`${formatFlow(flow)}: ${verdict}, alone ${alone}, walked ${walked}`);
      }
      expect(wrong.slice(0, 3), `case ${run}`).toEqual([]);
    }
  });
});
