import { readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../model/index.ts';
import { labelOf, objectKey } from '../model/index.ts';
import { clauseOf, UPSTREAM_TESTS } from '../spec/index.ts';
import { schemaErrors } from './codec/testing/schema-errors.ts';
import {
  decodeScenario,
  encodeScenario,
  findScenarioFiles,
  packagedScenariosDirectory,
  readScenarioFile,
  SCENARIO_JSON_SCHEMA,
} from './index.ts';

const root = packagedScenariosDirectory();
const fixtures = ['catalogue', 'upstream'].map((name) => join(root, 'fixtures', `${name}.yaml`));
const files = [...findScenarioFiles([root]), ...fixtures];
const inFolder = (folder: string): string[] =>
  files.filter((file) => relative(root, file).startsWith(`${folder}/`));

const upstream = inFolder('upstream').map((file) => ({ file, scenario: readScenarioFile(file) }));

function withoutPositions(scenario: Scenario): unknown {
  return JSON.parse(
    JSON.stringify(scenario, (key, value: unknown) => (key === 'position' ? undefined : value)),
  );
}

describe('every scenario file', () => {
  it.each(files.map((file) => relative(root, file)))('%s', (name) => {
    const text = readFileSync(join(root, name), 'utf8');
    expect(schemaErrors(SCENARIO_JSON_SCHEMA, parse(text))).toEqual([]);
    const scenario = decodeScenario(text, name);
    expect(scenario.clauses.filter((id) => clauseOf(id) === undefined)).toEqual([]);
    const reread = decodeScenario(encodeScenario(scenario), 'written.yaml');
    expect(withoutPositions(reread)).toEqual(withoutPositions(scenario));
  });

  it('has a name of its own', () => {
    const names = files.map((file) => readScenarioFile(file).name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe('the upstream tests', () => {
  it.each(UPSTREAM_TESTS)('$id', ({ id, title, decisive, partial }) => {
    const padded = id.replace(/^T(\d)$/, 'T0$1');
    const own = upstream.filter(({ file }) => basename(file).startsWith(`${padded}-`));
    expect(own).toHaveLength(1);
    expect(own[0]!.scenario).toMatchObject({ name: id, title, clauses: [...decisive, ...partial] });
    expect(own[0]!.scenario.expectations.length).toBeGreaterThan(0);
  });

  it('are all there are', () => {
    expect(upstream).toHaveLength(UPSTREAM_TESTS.length);
  });

  it.each(UPSTREAM_TESTS.map(({ id }) => id).filter((id) => id.startsWith('T')))(
    '%s asks for a whole truth table, and through Services too',
    (id) => {
      const { expectations } = upstream.find(({ scenario }) => scenario.name === id)!.scenario;
      const flows = expectations.flatMap((one) => (one.kind === 'flow' ? [one.flow] : []));
      const direct = new Set(
        flows.filter(({ backend }) => backend === undefined).map((flow) => pairOf(flow)),
      );
      // Nine pods, each to the eight others.
      expect(direct.size).toBe(72);
      expect(flows.some(({ destination }) => destination.kind === 'service')).toBe(true);
    },
  );
});

function pairOf({ source, destination }: { source: object; destination: object }): string {
  return [source, destination].map((end) => ('pod' in end ? String(end.pod) : '')).join(' ');
}

describe('the recipes', () => {
  it('are at least twenty, and each asks for something', () => {
    const recipes = inFolder('recipes');
    expect(recipes.length).toBeGreaterThanOrEqual(20);
    for (const file of recipes) {
      const { name, expectations, references, cluster } = readScenarioFile(file);
      expect(`${name}.yaml`).toBe(basename(file));
      expect(expectations.length).toBeGreaterThanOrEqual(4);
      expect(references.length).toBeGreaterThan(0);
      expect(cluster.policies.length).toBeGreaterThan(0);
    }
  });
});

describe('the fixtures', () => {
  it('catalogue: the cluster of the examples', () => {
    const { cluster } = readScenarioFile(fixtures[0]!);
    const pods = cluster.pods.map((pod) => [
      objectKey(pod),
      pod.nodeName,
      labelOf(pod.labels, 'pod'),
      ...pod.podIPs,
    ]);
    expect(pods).toEqual([
      ['x/a', 'n1', 'a', '10.244.1.10', 'fd10:244:1::10'],
      ['x/b', 'n1', 'b', '10.244.1.11', 'fd10:244:1::11'],
      ['x/c', 'n2', 'c', '10.244.2.12', 'fd10:244:2::12'],
      ['x/hn', 'n1', 'hn', '192.168.50.11', 'fd50::11'],
      ['y/a', 'n2', 'a', '10.244.2.20', 'fd10:244:2::20'],
      ['y/b', 'n1', 'b', '10.244.1.21', 'fd10:244:1::21'],
      ['z/a', 'n2', 'a', '10.244.2.30', 'fd10:244:2::30'],
    ]);
    expect(cluster.externals.map(({ name, ip }) => [name, ip])).toEqual([
      ['e1', '203.0.113.7'],
      ['e2', '203.0.113.200'],
      ['v6', '2001:db8:1::7'],
    ]);
  });

  it('upstream: three by three, each pod behind a Service of its own', () => {
    const { cluster } = readScenarioFile(fixtures[1]!);
    expect(cluster.namespaces.map(({ name, labels }) => [name, labelOf(labels, 'ns')])).toEqual([
      ['x', 'x'],
      ['y', 'y'],
      ['z', 'z'],
    ]);
    expect(cluster.pods).toHaveLength(9);
    const ports = [
      'serve-80-tcp',
      'serve-81-tcp',
      'serve-80-udp',
      'serve-81-udp',
      'serve-80-sctp',
      'serve-81-sctp',
    ];
    for (const pod of cluster.pods) {
      expect(pod.ports.map(({ name }) => name)).toEqual(ports);
      const service = cluster.services.find(({ name }) => name === `s-${pod.namespace}-${pod.name}`)!;
      expect(service.namespace).toBe(pod.namespace);
      expect(service.ports.map(({ port, targetPort }) => port === targetPort)).toEqual(ports.map(() => true));
      const slices = cluster.endpointSlices.filter((slice) => slice.service === service.name);
      expect(slices.flatMap(({ endpoints }) => endpoints.map(({ address }) => address))).toEqual([
        ...pod.podIPs,
      ]);
    }
  });
});
