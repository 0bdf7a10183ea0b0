import type { Engine } from '../../../engines/index.ts';
import type { GeneratorSettings } from '../../../generators/index.ts';
import { GENERATOR_ID, generateScenario, LANES } from '../../../generators/index.ts';
import type { CoverageRow, Scenario } from '../../../model/index.ts';
import type { CheckOptions } from '../../../properties/index.ts';
import { appliesToCase } from '../../../properties/index.ts';
import type { Witness } from '../crew/black-box.ts';
import type { Halt, RoundOrder } from '../crew/station.ts';
import type { Notebook } from '../findings/notebook.ts';
import { tellDeparture } from '../../triage/tell-departure.ts';
import type { CoverageRecorder } from '../../coverage/coverage-recorder.ts';
import type { LaneGuide } from '../../guidance/lane-guide.ts';
import type { Pair, PairCounts } from './tallies.ts';
import { addCounts, countsOf, NO_COUNTS } from './tallies.ts';

/** What the lanes of one station share. */
export interface LaneSurroundings {
  readonly seed: number;
  readonly settings: GeneratorSettings;
  readonly check: CheckOptions;
  readonly pairs: readonly Pair[];
  readonly notebook: Notebook;
  readonly halt: Halt;
  readonly witness: Witness;
  readonly recorder?: ((lane: number) => CoverageRecorder) | undefined;
  readonly guide?: ((lane: number) => LaneGuide | undefined) | undefined;
}

/** One of the {@link LANES} of a campaign. What it has learnt depends on its own earlier steps and nothing else. */
export interface Lane {
  /** Runs steps; violations go to the notebook. @returns where to go on, and what was compared, by pair */
  round(order: RoundOrder): Promise<{ readonly next: number; readonly tallies: readonly PairCounts[] }>;
  coverage(): readonly CoverageRow[];
}

/** A lane before its first step. */
export function createLane(lane: number, surroundings: LaneSurroundings): Lane {
  const { seed, settings, pairs, halt, witness } = surroundings;
  const recorder = surroundings.recorder?.(lane);
  const guide = surroundings.guide?.(lane);
  const scenarioOf = (step: number, run: number): Scenario => {
    const proposal = guide?.propose(step);
    if (proposal === undefined) return generateScenario(seed, run, settings);
    const origin = proposal.provenance?.settings ?? settings.name;
    const provenance = { seed, run, settings: origin, generator: GENERATOR_ID };
    const scenario = { ...proposal, provenance: { ...proposal.provenance, ...provenance } };
    witness.proposal(scenario);
    return scenario;
  };
  return {
    async round({ from, to, skip }) {
      const tallies = pairs.map(() => NO_COUNTS);
      let step = from;
      for (; step < to && !halt.cases(); step++) {
        const run = runOf(lane, step);
        if (skip.includes(run)) continue;
        const scenario = scenarioOf(step, run);
        await checkCase(scenario, run, surroundings, tallies);
        const decided = recorder?.record(scenario, run) ?? [];
        guide?.learn(scenario, run, decided);
      }
      witness.rest();
      return { next: step, tallies };
    },
    coverage: () => recorder?.rows() ?? [],
  };
}

/** The number of the case that is a step of a lane. */
export function runOf(lane: number, step: number): number {
  return step * LANES + lane;
}

async function checkCase(
  scenario: Scenario,
  run: number,
  { pairs, check, notebook, witness }: LaneSurroundings,
  tallies: PairCounts[],
): Promise<void> {
  // One bug is one finding: once an engine has departed, what else is wrong with the case is most likely the same.
  const departed = new Set<Engine>();
  for (const [index, { engine, property }] of pairs.entries()) {
    if (departed.has(engine) || !appliesToCase(property, run)) continue;
    witness.check(run, index);
    const checked = property.check(scenario, engine, check);
    const outcome = checked instanceof Promise ? await checked : checked;
    tallies[index] = addCounts(tallies[index]!, countsOf(outcome));
    if (outcome.violation === undefined) continue;
    departed.add(engine);
    const told = await tellDeparture(pairs, { pair: index, violation: outcome.violation }, check);
    notebook.see(told.pair, told.violation, run);
  }
}
