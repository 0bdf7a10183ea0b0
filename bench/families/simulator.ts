import { createMatrix } from '../../evaluator/index.ts';
import type { GeneratorSettings, Size } from '../../generators/index.ts';
import { generateScenario, GENERATOR_PRESETS } from '../../generators/index.ts';
import type { Cluster, Flow, ProbeSet, Scenario } from '../../model/index.ts';
import { flowOf, packetClasses, SPEC_DEFAULT } from '../../model/index.ts';
import { playHistory } from '../../properties/index.ts';
import type { DatapathName, SettledNetwork, Simulation } from '../../sim/index.ts';
import {
  createEventQueue,
  createSimulation,
  DATAPATHS,
  probeAction,
  probeAll,
  settledNetwork,
  walkNew,
} from '../../sim/index.ts';
import type { Family, Row } from '../measure.ts';
import { atLeast, mediansNs, rate } from '../measure.ts';

const DEFAULT = GENERATOR_PRESETS.default;

const exactly = (count: number): Size => ({ min: count, usual: count, max: count });

/** Three nodes and sixteen pods. */
const NETWORKS: GeneratorSettings = {
  ...DEFAULT,
  name: 'networks',
  sizes: { ...DEFAULT.sizes, nodes: exactly(3), pods: exactly(16), policies: exactly(5) },
  history: { ...DEFAULT.history, share: 0 },
};

/** The size that the goal for histories is about, in one address family and without Services. */
const HISTORIES: GeneratorSettings = {
  ...DEFAULT,
  name: 'histories',
  sizes: { ...DEFAULT.sizes, pods: exactly(8), policies: exactly(4), events: exactly(10) },
  features: { ...DEFAULT.features, dualStack: 0, ipv6Only: 0, services: 0, hostPorts: 0 },
  history: { ...DEFAULT.history, share: 1 },
};

/** The simulator: its clock, its packets, its histories. */
export const simulator: Family = {
  name: 'simulator',
  about: 'the simulator: events of its clock, connections probed and traced, whole histories',
  measure: () => [
    queueRow(),
    ...(Object.keys(DATAPATHS) as DatapathName[]).flatMap((datapath) => [
      probesRow(datapath),
      walksRow(datapath),
      historiesRow(datapath),
    ]),
  ],
};

const EVENTS = 200_000;

/** Tasks that wait at the same time. */
const WAITING = 20_000;

/** Tasks that schedule their successors, against a list that is kept sorted. */
function queueRow(): Row {
  const [queueNs, listNs] = mediansNs([runQueue, runSortedList]) as [number, number];
  return {
    name: 'clock',
    measured: `queue ${rate(EVENTS, queueNs, 'events')}`,
    baseline: `sorted list ${rate(EVENTS, listNs, 'events')}`,
    ratio: listNs / queueNs,
    goal: atLeast((EVENTS / queueNs) * 1e9, 5e6, 'at least 5 M/s'),
  };
}

/** Delays that are all different, and always the same. */
function delayOf(event: number): number {
  return Math.imul(event, 0x9e37_79b1) >>> 22;
}

function runQueue(): number {
  const queue = createEventQueue();
  let left = EVENTS;
  const task = (): void => {
    if (--left >= WAITING) queue.schedule(delayOf(left), task);
  };
  for (let index = 0; index < WAITING; index++) queue.schedule(delayOf(index), task);
  return queue.drain(EVENTS);
}

function runSortedList(): number {
  const times: number[] = [];
  let left = EVENTS;
  const add = (time: number): void => {
    let [low, high] = [0, times.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (times[middle]! > time) low = middle + 1;
      else high = middle;
    }
    times.splice(low, 0, time);
  };
  for (let index = 0; index < WAITING; index++) add(delayOf(index));
  while (times.length > 0) {
    const now = times.pop()!;
    if (--left >= WAITING) add(now + delayOf(left));
  }
  return left;
}

/** A network whose rules stand, all that can be asked of it, and some of that as flows. */
interface Asked {
  readonly network: SettledNetwork;
  readonly probes: ProbeSet;
  readonly flows: readonly Flow[];
}

/** One flow in so many is asked alone. */
const SHARE = 53;

function networksOn(datapath: DatapathName): readonly Asked[] {
  return Array.from({ length: 6 }, (_, run) => {
    const { cluster } = generateScenario(3, run, NETWORKS);
    const network = settledNetwork(cluster, { profile: SPEC_DEFAULT, datapath: DATAPATHS[datapath] });
    const probes = packetClasses(cluster, { resolution: 'class' });
    const flows = Array.from(
      probes.cells.filter((_cell, index) => index % SHARE === 0),
      (cell) => flowOf(probes, cell),
    );
    return { network, probes, flows };
  });
}

function total(all: readonly Asked[], size: (asked: Asked) => number): number {
  return all.reduce((sum, asked) => sum + size(asked), 0);
}

/** All packet classes of a network at once, against the same hooks asked flow by flow. */
function probesRow(datapath: DatapathName): Row {
  const all = networksOn(datapath);
  const [togetherNs, aloneNs] = mediansNs([
    () => all.map(({ network, probes }) => probeAll(network, probes).length),
    () =>
      all.map(({ network, flows }) => flows.filter((flow) => probeAction(network, flow) === 'allow').length),
  ]) as [number, number];
  const cells = total(all, ({ probes }) => probes.cells.length);
  const flows = total(all, (asked) => asked.flows.length);
  return {
    name: `${datapath}: probes`,
    measured: `all at once ${rate(cells, togetherNs)}`,
    baseline: `one by one ${rate(flows, aloneNs)}`,
    ratio: aloneNs / flows / (togetherNs / cells),
    goal: atLeast((cells / togetherNs) * 1e9, 5e6, 'at least 5 M/s'),
  };
}

/** Connections that go all the way and back, and leave a trace to be told, against those that are only probed. */
function walksRow(datapath: DatapathName): Row {
  const all = networksOn(datapath);
  const [walksNs, probesNs] = mediansNs([
    () =>
      all.map(
        ({ network, flows }) =>
          flows.filter((flow) => walkNew(network, flow).disposition === 'delivered').length,
      ),
    () =>
      all.map(({ network, flows }) => flows.filter((flow) => probeAction(network, flow) === 'allow').length),
  ]) as [number, number];
  const flows = total(all, (asked) => asked.flows.length);
  return {
    name: `${datapath}: walks`,
    measured: `traced ${rate(flows, walksNs)}`,
    baseline: `probed ${rate(flows, probesNs)}`,
    ratio: probesNs / walksNs,
    goal: atLeast((flows / walksNs) * 1e9, 1e6, 'at least 1 M/s'),
  };
}

const CASES = 60;

/** Histories lived through, with all packet classes compared at the end, against the specification of the end alone. */
function historiesRow(datapath: DatapathName): Row {
  const scenarios = Array.from({ length: CASES }, (_, run) => generateScenario(5, run, HISTORIES));
  const matrix = createMatrix();
  const expected = (cluster: Cluster): readonly [ProbeSet, Uint8Array] => {
    // A fresh object: nothing is remembered from the round before.
    const probes = packetClasses({ ...cluster }, { resolution: 'class' });
    return [probes, matrix.of(probes.cluster).judgeAll(probes)];
  };
  const ends = scenarios.map((scenario) => livedThrough(scenario, datapath).cluster());
  const [livedNs, endNs] = mediansNs(
    [
      () =>
        scenarios.map((scenario) => {
          const simulation = livedThrough(scenario, datapath);
          const [probes, verdicts] = expected(simulation.cluster());
          return Buffer.compare(simulation.probeAll(probes), verdicts);
        }),
      () => ends.map((cluster) => expected(cluster)[1].length),
    ],
    5,
  ) as [number, number];
  const perSecond = (CASES / livedNs) * 1e9;
  return {
    name: `${datapath}: histories`,
    measured: `lived ${rate(CASES, livedNs, 'histories')}`,
    baseline: `judged by the matrix at the end ${rate(CASES, endNs, 'clusters')}`,
    ratio: endNs / livedNs,
    goal: atLeast(perSecond, 1_000, 'at least 1 k histories/s'),
  };
}

function livedThrough(scenario: Scenario, datapath: DatapathName): Simulation {
  const { seed = 0, faults = {} } = scenario.simulation ?? {};
  const simulation = createSimulation({
    cluster: scenario.cluster,
    datapath: DATAPATHS[datapath],
    seed,
    faults,
  });
  playHistory(scenario, simulation, {});
  return simulation;
}
