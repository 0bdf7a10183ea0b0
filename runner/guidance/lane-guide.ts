import type { Scenario } from '../../model/index.ts';

/** Makes a lane's cases from what its earlier ones came to. Looks at nothing but the lane itself. */
export interface LaneGuide {
  /** The scenario of a step, with the settings of its provenance where the lane's alone do not make it; `undefined`: generate it from the seed alone. */
  propose(step: number): Scenario | undefined;
  /** @param decided what the lane had not decided before, as `CLAUSE/bin` */
  learn(scenario: Scenario, run: number, decided: readonly string[]): void;
}
