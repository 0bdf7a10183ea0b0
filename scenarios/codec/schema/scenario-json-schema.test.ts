import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { decodeScenario, packagedScenariosDirectory, SCENARIO_JSON_SCHEMA } from '../index.ts';
import { SCENARIO_KEYS } from '../decode-scenario.ts';
import { schemaErrors } from '../testing/schema-errors.ts';

const errorsOf = (text: string): string[] => schemaErrors(SCENARIO_JSON_SCHEMA, parse(text));

it('is what the package publishes', () => {
  const published: unknown = JSON.parse(
    readFileSync(join(packagedScenariosDirectory(), 'schema.json'), 'utf8'),
  );
  expect(published).toEqual(SCENARIO_JSON_SCHEMA);
});

it('knows the keys that the codec knows', () => {
  const { properties } = SCENARIO_JSON_SCHEMA as { properties: object };
  expect(Object.keys(properties).sort()).toEqual([...SCENARIO_KEYS].sort());
});

const HEAD = 'fencepost: 1\nname: x\n';

describe('what the schema refuses, the codec refuses too', () => {
  it.each([
    'name: x',
    'fencepost: 1',
    'fencepost: 2\nname: x',
    `${HEAD}titel: x`,
    `${HEAD}title: 5`,
    `${HEAD}clauses: [5]`,
    `${HEAD}clauses: [ipb-5]`,
    `${HEAD}references: text`,
    `${HEAD}provenance: {seed: 1.5}`,
    `${HEAD}provenance: {sed: 1}`,
    `${HEAD}profile: {endPort: maybe}`,
    `${HEAD}profile: {existingConnections: flush-after()}`,
    `${HEAD}profile: {udpIdleTicks: -1}`,
    `${HEAD}cluster: []`,
    `${HEAD}cluster: {node: {}}`,
    `${HEAD}cluster: {nodes: {n1: [not an address]}}`,
    `${HEAD}cluster: {namespaces: {x: {a: 1}}}`,
    `${HEAD}cluster: {namespaces: {x: {}}, pods: {a: {}}}`,
    `${HEAD}cluster: {namespaces: {x: {}}, pods: {x/a: {phase: Dead}}}`,
    `${HEAD}cluster: {namespaces: {x: {}}, pods: {x/a: {ports: [80/ICMP]}}}`,
    `${HEAD}cluster: {namespaces: {x: {}}, pods: {x/a: {ports: [{protocol: TCP}]}}}`,
    `${HEAD}cluster: {namespaces: {x: {}}, services: {x/s: {ports: [80/TCP->]}}}`,
    `${HEAD}cluster: {namespaces: {x: {}}, services: {x/s: {type: ExternalName}}}`,
    `${HEAD}policies: {}`,
    `${HEAD}policies: [text]`,
    `${HEAD}storedPolicies: [[]]`,
    `${HEAD}expect: [allow]`,
    `${HEAD}expect: [{allow: x/a to x/b TCP/80}]`,
    `${HEAD}expect: [{allow: e -> f TCP}]`,
    `${HEAD}expect: [{deny: 1.1.1.1 -> 2.2.2.2 TCP/80, sourcePort: 0}]`,
    `${HEAD}expect: [{deny: 1.1.1.1 -> 2.2.2.2 TCP/80, by: [nothing]}]`,
    `${HEAD}expect: [{deny: 1.1.1.1 -> 2.2.2.2 TCP/80, otherwise: [{action: allow}]}]`,
    `${HEAD}expect: [{deny: {source: {kind: pod}}}]`,
    `${HEAD}expect: [{connection: 1.1.1.1 -> 2.2.2.2 TCP/80, packets: [reply pass]}]`,
    `${HEAD}expect: [{admission: refused, manifest: {}}]`,
    `${HEAD}expect: [{packet: c1 original, is: deny}]`,
    `${HEAD}steps: [{expect: [{packet: c1, is: deny}]}]`,
    `${HEAD}steps: [{do: [{wait: soon}]}]`,
    `${HEAD}steps: [{do: [{wait: 1, close: c}]}]`,
    `${HEAD}steps: [{do: [{agent: {node: n1, change: explode}}]}]`,
    `${HEAD}steps: [{do: [{watch: {node: n1, change: restart}}]}]`,
    `${HEAD}steps: [{do: [{watch: {change: hold}}]}]`,
    `${HEAD}steps: [{do: [{send: c1}]}]`,
    `${HEAD}steps: [{do: [{send: c1 answer}]}]`,
    `${HEAD}steps: [{expect: [{packet: c1 open, is: deny}]}]`,
    `${HEAD}steps: [{expect: [{packet: c1 reply, is: deny, by: [nothing]}]}]`,
    `${HEAD}simulation: {}`,
    `${HEAD}simulation: {seed: 1.5}`,
    `${HEAD}simulation: {seed: 1, neighbours: hot}`,
    `${HEAD}simulation: {seed: 1, faults: {network: {}}}`,
    `${HEAD}simulation: {seed: 1, faults: {watch: {lose: 1.5}}}`,
    `${HEAD}simulation: {seed: 1, faults: {watch: {minDelay: 0.5}}}`,
    `${HEAD}simulation: {seed: 1, faults: {controller: {workers: 65}}}`,
    `${HEAD}steps: [{do: [{add: {externals: {}}}]}]`,
    `${HEAD}steps: [{settled: maybe}]`,
  ])('%j', (text) => {
    expect(errorsOf(text)).not.toEqual([]);
    expect(() => decodeScenario(text, 'test.yaml')).toThrow('test.yaml:');
  });
});

it.each([
  HEAD,
  `${HEAD}cluster: {fixture: catalogue}\nexpect:\nsteps:\n`,
  `${HEAD}profile: {existingConnections: flush-after(5), udpIdleTicks: 10}`,
  `${HEAD}simulation: {seed: -1, faults: {watch: {lose: 0.5}, agent: , controller: {workers: 2}}, neighbours: cold}`,
  `${HEAD}steps: [{do: [{send: c1 open}, {watch: {node: n1, change: hold}}]}]`,
  `${HEAD}steps: [{expect: [{packet: c1 reply, is: deny, by: [relatedIcmp], otherwise: [{profile: {relatedIcmp: deny}, action: deny}]}]}]`,
  `${HEAD}cluster: {namespaces: {x: }, pods: {x/a: }, externals: [1.1.1.1, {e: 2.2.2.2}]}`,
  `${HEAD}expect: [{deny: {source: {kind: external, ip: 1.1.1.1}, destination: {kind: external, ip: 1.1.1.1}, protocol: ICMP}}]`,
])('accepts %j, as the codec does', (text) => {
  expect(errorsOf(text)).toEqual([]);
  expect(() => decodeScenario(text, 'test.yaml')).not.toThrow();
});
