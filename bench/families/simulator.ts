import { ALLOW } from '../../engines/index.ts';
import { createEvaluator, createMatrix } from '../../evaluator/index.ts';
import type { GeneratorSettings, Size } from '../../generators/index.ts';
import { generateScenario, GENERATOR_PRESETS } from '../../generators/index.ts';
import type { Flow, ProbeSet, Scenario } from '../../model/index.ts';
import { flowOf, packetClasses, SPEC_DEFAULT } from '../../model/index.ts';
import { playHistory } from '../../properties/index.ts';
import type { DatapathName, Simulation } from '../../sim/index.ts';
import { createEventQueue, createSimulation, DATAPATHS, judgeCells, settledNetwork, walkFlow } from '../../sim/index.ts';
import type { Family, Row } from '../measure.ts';
import { atLeast, mediansNs, rate } from '../measure.ts';

const DEFAULT = GENERATOR_PRESETS.default;

const exactly = (count: number): Size => ({ min: count, usual: count, max: count });

/** Three nodes and sixteen pods, of which some of each kind are isolated. */
const NETWORK: GeneratorSettings = {
  ...DEFAULT,
  name: 'network',
  sizes: { ...DEFAULT.sizes, nodes: exactly(3), pods: exactly(16), policies: exactly(5) },
  history: { ...DEFAULT.history, share: 0 },
};

/** Histories of the size that the goal is about. */
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
  about: 'the simulator: events of its clock, packets traced and probed, whole histories',
  measure: () => [
    queueRow(),
    ...(Object.keys(DATAPATHS) as DatapathName[]).flatMap((datapath) => [
      walksRow(datapath),
      probesRow(datapath),
      historiesRow(datapath),
    ]),
  ],
};

const EVENTS = 300_000;

/** Tasks that schedule each other, a thousand at a time, against an array that is sorted. */
function queueRow(): Row {
  const [queueNs, arrayNs] = mediansNs([runQueue, runSortedArray]) as [number, number];
  return {
    name: 'queue',
    measured: `queue ${rate(EVENTS, queueNs, 'events')}`,
    baseline: `sorted array ${rate(EVENTS, arrayNs, 'events')}`,
    ratio: arrayNs / queueNs,
    goal: atLeast((EVENTS / queueNs) * 1e9, 5e6, 'at least 5 M/s'),
  };
}
