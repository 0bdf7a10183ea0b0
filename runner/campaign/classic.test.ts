import { describe, expect, it } from 'vitest';
import { GENERATOR_PRESETS } from '../../generators/index.ts';
import { decodeScenario } from '../../scenarios/index.ts';
import { campaignSummary, jsonReport, markdownReport } from '../../reports/index.ts';
import type { CampaignPlan } from './campaign-plan.ts';
import { runSmall } from './testing/small-campaign.ts';

/** A rule with a block inside what another of its blocks excepts; IPB-5 lets the address in. */
const CLASSIC = decodeScenario(
  `fencepost: 1
name: classic
cluster:
  nodes: {n1: [192.168.50.11]}
  namespaces: {x: {}}
  pods:
    x/a: {node: n1, ips: [10.244.1.10]}
  externals: {inside: 10.1.2.1}
policies:
  - apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: p, namespace: x}
    spec:
      podSelector: {}
      policyTypes: [Egress]
      egress:
        - to:
            - ipBlock: {cidr: 10.0.0.0/8, except: [10.1.2.0/24]}
            - ipBlock: {cidr: 10.1.0.0/16}
expect:
  - allow: x/a -> inside TCP/80
`,
  'classic.yaml',
);

const planOf = (engine: string): CampaignPlan => ({
  seed: 1,
  settings: GENERATOR_PRESETS.dense,
  engines: [engine],
  properties: ['engine-agrees-with-reference'],
  coverage: false,
  guided: false,
});

const ELEMENT = /-j DROP \[not let in by FP-B-[0-9a-f]+ (\S+) nomatch\]/;

describe('two blocks of a rule in one set with nomatch', () => {
  it('are found, and the element that kept the packet out is named in every report', async () => {
    const { result } = await runSmall({ cases: 120 }, planOf('zoo:KR-NOMATCH'));
    const { findings } = result;
    expect(findings.map(({ key }) => `${key.expected} ${key.observed}`)).toContain('allow deny');
    const excepts = findings.flatMap(({ scenario }) => JSON.stringify(scenario.cluster.policies));
    for (const text of [
      campaignSummary(result).join('\n'),
      markdownReport(result),
      JSON.stringify(JSON.parse(jsonReport(result))),
    ]) {
      const element = ELEMENT.exec(text)?.[1];
      expect(element).toBeDefined();
      expect(excepts.some((policies) => policies.includes(`"${element}"`))).toBe(true);
    }
  });

  it('are found in the example that everybody knows', async () => {
    const { result } = await runSmall(
      { cases: 0, corpus: [{ path: 'classic.yaml', scenario: CLASSIC }] },
      planOf('zoo:KR-NOMATCH'),
    );
    expect(result.findings).toHaveLength(1);
    expect(ELEMENT.exec(campaignSummary(result).join('\n'))?.[1]).toBe('10.1.2.0/24');
  });

  it.each(['sim:iptables', 'sim:ebpf', 'sim:acl', 'sim:nftables'])('are right on %s', async (engine) => {
    const { result } = await runSmall(
      { cases: 1, corpus: [{ path: 'classic.yaml', scenario: CLASSIC }] },
      planOf(engine),
    );
    expect(result.findings).toEqual([]);
    expect(result.corpus.expectations).toBeGreaterThan(0);
  });
});
