import { describe, expect, it } from 'vitest';
import type { GeneratorSettings, HistoryFeatureProbabilities } from '../generators/index.ts';
import { generateScenario, GENERATOR_PRESETS, HISTORY_FEATURES } from '../generators/index.ts';
import type { Scenario } from '../model/index.ts';
import { flowOf, formatFlow, packetClasses, scenarioOf } from '../model/index.ts';
import { playHistory } from '../properties/index.ts';
import type { DatapathMaker, DatapathName, Simulation } from './index.ts';
import { createSimulation, DATAPATHS, settledNetwork, probeAll } from './index.ts';

const { default: usual } = GENERATOR_PRESETS;

/** Histories in which everything that can go wrong does, in every one. */
const SETTINGS: GeneratorSettings = {
  ...usual,
  history: {
    share: 1,
    features: Object.fromEntries(
      HISTORY_FEATURES.map((feature) => [feature, 1]),
    ) as unknown as HistoryFeatureProbabilities,
  },
};

const CASES = 12;

function play({ cluster, simulation = { seed: 0 }, steps }: Scenario, datapath: DatapathMaker): Simulation {
  const { seed, faults = {}, neighbours = 'warm' } = simulation;
  const lived = createSimulation({ cluster, datapath, seed, faults, neighbours });
  playHistory(scenarioOf('lived', cluster, { steps }), lived, {});
  return lived;
}

describe.each(Object.entries(DATAPATHS) as [DatapathName, DatapathMaker][])('%s', (_, datapath) => {
  it('comes to rest, whatever went wrong, in what a fresh start on the final objects would be (LIFE-4, LIFE-11)', () => {
    for (let run = 0; run < CASES; run++) {
      const scenario = generateScenario(21, run, SETTINGS);
      const simulation = play(scenario, datapath);
      const cluster = simulation.cluster();
      const probes = packetClasses(cluster, { resolution: 'class' });
      const fresh = probeAll(settledNetwork(cluster, { profile: simulation.profile, datapath }), probes);
      const settled = simulation.probeAll(probes);
      const different = probes.cells.filter((_cell, index) => settled[index] !== fresh[index]);
      const named = Array.from(different.slice(0, 3), (cell) => formatFlow(flowOf(probes, cell)));
      expect(named, `case ${run}`).toEqual([]);
      expect(simulation.isSettled(), `case ${run}`).toBe(true);
    }
  });

  it('does the same again from the same seed', () => {
    for (let run = 0; run < 3; run++) {
      const scenario = generateScenario(22, run, SETTINGS);
      expect(play(scenario, datapath).hash()).toBe(play(scenario, datapath).hash());
    }
  });
});
