import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../engines/index.ts';
import { packagedScenariosDirectory, readScenarioFile } from '../../scenarios/index.ts';
import { between } from '../../sim/testing/small-life.ts';
import { simulateScenario } from './simulate-scenario.ts';

const scenario = readScenarioFile(join(packagedScenariosDirectory(), 'time', 'two-nodes-one-window.yaml'));
const engine = await createEngine('sim:acl');

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

it('an engine that judges snapshots cannot be followed through time', async () => {
  const reference = await createEngine('reference');
  expect(() => simulateScenario(scenario, reference)).toThrow(/cannot be followed through time/);
});
