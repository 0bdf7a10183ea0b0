import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endpointSlicesOf } from '../../admission/index.ts';
import type { NetworkPolicy, Scenario, Service } from '../../model/index.ts';
import { scenarioOf } from '../../model/index.ts';
import { decodeScenario, decodeScenarioDocument } from './decode-scenario.ts';
import { encodeScenario, encodeScenarioDocument, formatScenarioDocument } from './encode-scenario.ts';
import { schemaErrors } from './testing/schema-errors.ts';
import { SCENARIO_JSON_SCHEMA } from './schema/scenario-json-schema.ts';
import { scenarioArbitrary } from './testing/scenario-arbitrary.ts';

/** Where a line stands is not part of what it says. */
function withoutPositions(scenario: Scenario): Scenario {
  return JSON.parse(
    JSON.stringify(scenario, (key, value: unknown) => (key === 'position' ? undefined : value)),
  ) as Scenario;
}

function reread(scenario: Scenario): Scenario {
  return withoutPositions(decodeScenario(encodeScenario(scenario), 'encoded.yaml'));
}

describe('what is written reads back the same', () => {
  it('for any scenario', () => {
    fc.assert(
      fc.property(scenarioArbitrary, (scenario) => {
        expect(reread(scenario)).toEqual(withoutPositions(scenario));
      }),
      { numRuns: 60 },
    );
  });

  it('and is then written the same', () => {
    fc.assert(
      fc.property(scenarioArbitrary, (scenario) => {
        const text = encodeScenario(scenario);
        expect(encodeScenario(decodeScenario(text, 'encoded.yaml'))).toBe(text);
        expect(text.endsWith('\n')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('as plain data too, which fits the schema', () => {
    fc.assert(
      fc.property(scenarioArbitrary, (scenario) => {
        const document = JSON.parse(JSON.stringify(encodeScenarioDocument(scenario))) as unknown;
        expect(schemaErrors(SCENARIO_JSON_SCHEMA, document)).toEqual([]);
        expect(withoutPositions(decodeScenarioDocument(document))).toEqual(withoutPositions(scenario));
      }),
      { numRuns: 60 },
    );
  });
});

const CATALOGUE = decodeScenario('fencepost: 1\nname: c\ncluster: {fixture: catalogue}\n', 'c.yaml').cluster;

const policy = (name: string, cidr: string): NetworkPolicy => ({
  kind: 'NetworkPolicy',
  namespace: 'x',
  name,
  spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ ipBlock: { cidr } }] }] },
});

describe('what would not read back is written otherwise', () => {
  it('policies that admission would refuse, and those after them', () => {
    const policies = [
      policy('fine', '10.0.0.0/24'),
      policy('old', '10.0.0.5/24'),
      policy('late', '10.1.0.0/24'),
    ];
    const scenario = scenarioOf('grandfathered', { ...CATALOGUE, policies });
    const document = encodeScenarioDocument(scenario) as { policies: unknown[]; storedPolicies: unknown[] };
    expect([document.policies.length, document.storedPolicies.length]).toEqual([1, 2]);
    expect(reread(scenario)).toEqual(withoutPositions(scenario));
  });

  it('a flow whose pod is gone', () => {
    const gone = { kind: 'pod', ip: '10.9.9.9', pod: 'x/gone' } as const;
    const e = { kind: 'external', ip: '203.0.113.7' } as const;
    const flow = { source: gone, destination: e, protocol: 'TCP', port: 80, sourcePort: 1 } as const;
    const scenario = scenarioOf('gone', CATALOGUE, {
      expectations: [{ kind: 'flow', flow, action: 'deny' }],
    });
    expect(reread(scenario)).toEqual(withoutPositions(scenario));
    expect(encodeScenario(scenario)).toContain('pod: x/gone');
  });

  it('slices that the selectors of Services would not make', () => {
    const pods = CATALOGUE.pods.map((pod) => ({ ...pod, labels: { app: 'web' } }));
    const service = (name: string): Service => ({
      kind: 'Service',
      namespace: pods[0]!.namespace,
      name,
      type: 'ClusterIP',
      selector: { app: 'web' },
      clusterIPs: ['10.96.0.1'],
      externalIPs: [],
      loadBalancerIPs: [],
      ports: [{ protocol: 'TCP', port: 80, targetPort: 80 }],
      externalTrafficPolicy: 'Cluster',
      internalTrafficPolicy: 'Cluster',
    });
    const services = [service('one'), service('two')];
    const [first, second] = services.map((each) => endpointSlicesOf(each, pods)) as [[], []];
    expect(first).not.toEqual([]);
    for (const endpointSlices of [[], first, second, [...first, ...second], [...second, ...first]]) {
      const scenario = scenarioOf('slices', { ...CATALOGUE, pods, services, endpointSlices });
      expect(reread(scenario)).toEqual(withoutPositions(scenario));
    }
  });
});

it('puts a document under the name and remarks of a scenario', () => {
  const scenario = scenarioOf('new-name', decodeScenario('fencepost: 1\nname: x\n', 'x.yaml').cluster, {
    title: 'new',
    clauses: ['IPB-5'],
  });
  const text = formatScenarioDocument(scenario, {
    fencepost: 1,
    name: 'old-name',
    title: 'old',
    cluster: { namespaces: { x: {} } },
  });
  expect(text).toBe(`fencepost: 1
name: new-name
title: new
clauses: [IPB-5]
cluster:
  namespaces:
    x: {}
`);
});
