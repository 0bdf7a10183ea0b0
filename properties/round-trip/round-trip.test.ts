import { describe, expect, it } from 'vitest';
import { matrixEngine, referenceEngine } from '../../engines/index.ts';
import { GENERATOR_PRESETS, generateScenario } from '../../generators/index.ts';
import type { NetworkPolicySpec, Scenario } from '../../model/index.ts';
import { FencepostError, labelsFrom, scenarioOf } from '../../model/index.ts';
import type { Outcome, Property } from '../property.ts';
import { clusterWith, policyWith } from '../metamorphic/testing/changes-of.ts';
import { ROUND_TRIPS } from './index.ts';
import { manifestsKeepTheCluster } from './manifests-keep-the-cluster.ts';
import type { RoundTrip } from './round-trip.ts';
import { roundTripProperty } from './round-trip.ts';
import { theCodecKeepsEverything } from './the-codec-keeps-everything.ts';
import { admissionIsIdempotent } from './admission-is-idempotent.ts';

const engine = matrixEngine();
const NAMESPACE = {
  kind: 'Namespace',
  name: 'x',
  labels: labelsFrom([['kubernetes.io/metadata.name', 'x']]),
} as const;
const scenarioWith = (ingress: NetworkPolicySpec['ingress'] & {}): Scenario =>
  scenarioOf('s', { ...clusterWith(policyWith({ ingress })), namespaces: [NAMESPACE] });
const SCENARIO = scenarioWith([{}]);
const check = (property: Property, scenario = SCENARIO): Outcome =>
  property.check(scenario, engine) as Outcome;

describe.each(ROUND_TRIPS)('$name', (property) => {
  it('holds, whatever is invented', () => {
    let sent = 0;
    for (let run = 0; run < 40; run++) {
      const preset = run % 8 === 0 ? 'adversarial' : 'small';
      const outcome = check(property, generateScenario(3, run, GENERATOR_PRESETS[preset]));
      expect(outcome.violation?.summary).toBeUndefined();
      sent += outcome.cells;
    }
    expect(sent).toBeGreaterThanOrEqual(36);
  });

  it('is asked once a campaign: it does not depend on the engine', () => {
    expect([engine, referenceEngine()].filter((each) => property.appliesTo(each))).toEqual([engine]);
  });
});

describe('a violation', () => {
  const property = (travel: RoundTrip['travel']): Property =>
    roundTripProperty({ name: 'n', sentence: 'It comes back.', travel });

  it('says what was lost, and keeps the scenario', () => {
    const { violation } = check(property(() => ({ sent: 3, lost: 'x/a differs at labels' })));
    expect(violation).toMatchObject({
      summary: 'x/a differs at labels. It comes back.',
      direction: 'none',
      scenario: SCENARIO,
    });
  });

  it('is also what we write and refuse to read', () => {
    const refusing = property(() => {
      throw new FencepostError('input', 'no such key');
    });
    expect(check(refusing).violation?.summary).toBe('refused: no such key. It comes back.');
    const broken = property(() => {
      throw new TypeError('a defect');
    });
    expect(() => check(broken)).toThrow(TypeError);
  });
});

describe('what cannot go there and back', () => {
  it('a field that the format does not have is missed', () => {
    const pods = SCENARIO.cluster.pods.map((pod) => ({ ...pod, hostname: 'h' }));
    const scenario = { ...SCENARIO, cluster: { ...SCENARIO.cluster, pods } };
    const { violation } = check(theCodecKeepsEverything, scenario);
    expect(violation?.summary).toMatch(/^the scenario differs at cluster\.pods\[0]\.hostname\. /);
  });

  it('an empty list is not in stored form, and comes back absent', () => {
    const { violation } = check(manifestsKeepTheCluster, scenarioWith([{ from: [] }]));
    expect(violation?.summary).toMatch(/^the cluster differs at policies\[0]\.spec\.ingress\[0]\.from\. /);
  });

  it('what is refused as new is skipped, and counted', () => {
    const block = { ipBlock: { cidr: '10.0.0.5/8' } };
    const scenario = scenarioWith([{ from: [block] }]);
    expect(check(manifestsKeepTheCluster, scenario)).toEqual({ cells: 0, skipped: { 'refused as new': 1 } });
    expect(check(admissionIsIdempotent, scenario)).toEqual({ cells: 5, skipped: { 'refused as new': 1 } });
  });
});
