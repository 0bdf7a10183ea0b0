import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../engines/index.ts';
import { decodeScenario, packagedScenariosDirectory, readScenarioFile } from '../../scenarios/index.ts';
import { between } from '../../sim/testing/small-life.ts';
import { simulateScenario } from './simulate-scenario.ts';

const scenario = readScenarioFile(join(packagedScenariosDirectory(), 'time', 'two-nodes-one-window.yaml'));
const engine = await createEngine('sim:acl');
const others = await Promise.all(['sim:iptables', 'sim:ebpf', 'sim'].map((name) => createEngine(name)));

describe('a scenario lived through', () => {
  const report = simulateScenario(scenario, engine);
  const { events } = report.timeline;
  const indexOf = (text: string): number => events.findIndex((event) => event.text.includes(text));

  it('is told in the order in which it happened, step by step', () => {
    const moments = [
      'agent started',
      'x/b (10.244.1.11) TCP/80: allow',
      'hears of nothing from now on',
      'default-deny added',
      'TCP/80: allow, though the newest objects say deny: the window',
      'drop',
      'early opened: delivered',
      'other opened: dropped',
      'early original: delivered',
      'hears of everything again',
      'late opened: dropped',
    ].map(indexOf);
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
    expect(moments).not.toContain(-1);
    expect(report.chapters.map(({ title }) => title)).toEqual([
      'the start',
      ...scenario.steps.map(({ title }) => title),
    ]);
    const [start, window, end] = report.chapters.map(({ first }) => first) as [number, number, number];
    expect([start, window <= indexOf('hears of nothing'), window < end]).toEqual([0, true, true]);
    expect(events.slice(end).every(({ at }) => at === 40)).toBe(true);
  });

  it('shows the window: what one node lets pass and the other does not', () => {
    const [, window, end] = report.chapters;
    const verdicts = events
      .slice(window!.first, end!.first)
      .filter(({ what }) => what === 'verdict')
      .map(({ text }) => text.replace(/ \([^)]*\)/g, ''));
    expect(verdicts.at(-1)).toBe('y/a → x/c TCP/80: deny');
    expect(verdicts.findLast((text) => text.startsWith('y/a → x/b'))).toMatch(/: allow, though .* deny/);
  });

  it('carries the way of every packet that was sent', () => {
    expect(report.packets.map(({ at, what, trace }) => `${at} ${what}: ${trace.disposition}`)).toEqual([
      '0 early opened: delivered',
      '0 other opened: dropped',
      '40 early original: delivered',
      '40 late opened: dropped',
      '40 early original: delivered',
    ]);
  });

  it('has the rules of every node at the end', () => {
    expect(report.rules.map(({ node }) => node)).toEqual(['n1', 'n2']);
    const lines = report.rules.flatMap(({ tables }) => tables.flatMap((table) => table.lines));
    expect(lines.filter((line) => line.includes('drop'))).toHaveLength(3);
  });

  it('is the same again', () => {
    expect(simulateScenario(scenario, engine)).toEqual(report);
  });
});

it('a flow that is asked for is followed, and traced at the end', () => {
  const flow = between({ cluster: () => scenario.cluster }, 'y/b', 'x/a');
  const { packets, timeline } = simulateScenario(scenario, engine, { flow });
  expect(packets.at(-1)).toMatchObject({ at: 40, trace: { disposition: 'dropped' } });
  const verdicts = timeline.events.filter(({ what, text }) => what === 'verdict' && text.startsWith('y/b'));
  expect(verdicts.map(({ action }) => action)).toEqual(['allow', 'allow', 'deny']);
});

describe('a connection whose policy goes', () => {
  const outlived = (profile: string) =>
    decodeScenario(
      `fencepost: 1
name: outlived
profile: {existingConnections: ${profile}, labelChangeOnExisting: ${profile}}
cluster:
  nodes: {n1: [192.168.50.11], n2: [192.168.50.12]}
  namespaces: {x: {}, y: {}}
  pods:
    x/a: {node: n1, ips: [10.244.1.10]}
    y/a: {node: n2, ips: [10.244.2.20]}
policies:
  - kind: NetworkPolicy
    apiVersion: networking.k8s.io/v1
    metadata: {name: deny, namespace: x}
    spec: {podSelector: {}, policyTypes: [Ingress]}
  - kind: NetworkPolicy
    apiVersion: networking.k8s.io/v1
    metadata: {name: allow, namespace: x}
    spec: {podSelector: {}, policyTypes: [Ingress], ingress: [{ports: [{port: 80}]}]}
steps:
  - do:
      - {open: {connection: c, flow: y/a -> x/a TCP/80, sourcePort: 40000}}
      - remove: {policies: [x/allow]}
  - do: [{send: c original}, {send: c reply}]
  - do: [{wait: 60}, {send: c original}, {send: c reply}]
  - do: [{send: c open}]
`,
      'outlived.yaml',
    );

  // CONN-4: open; at once, both ways; after 60 ticks, both ways; CONN-3: the same tuple anew.
  it.each([
    ['keep-until-close', '+ ++ ++ -'],
    ['per-packet', '+ -- -- -'],
    ['reevaluate-on-change', '+ -- -- -'],
    ['flush-after(50)', '+ ++ -- -'],
  ])('goes on or is cut as the scenario says: %s', (profile, expected) => {
    for (const plugin of [engine, ...others]) {
      const { packets } = simulateScenario(outlived(profile), plugin);
      const [opened, ...rest] = packets.map(({ trace }) => (trace.disposition === 'delivered' ? '+' : '-'));
      const told = `${opened} ${rest.slice(0, 2).join('')} ${rest.slice(2, 4).join('')} ${rest[4]}`;
      expect(told, plugin.name).toBe(expected);
    }
  });
});

it('an engine that judges snapshots cannot be followed through time', async () => {
  const reference = await createEngine('reference');
  expect(() => simulateScenario(scenario, reference)).toThrow(/cannot be followed through time/);
});
