import type { Engine } from '../../engines/index.ts';
import type { GeneratorSettings } from '../../generators/index.ts';
import { generateScenario } from '../../generators/index.ts';
import type { ComparedEngine, Scenario } from '../../model/index.ts';
import { engineAgreesWithReference } from '../../properties/index.ts';
import type { Departure } from './departures/departure.ts';
import type { Patience } from './patience.ts';

/** What one engine made of the generated cases. */
export interface CasesSurvey {
  readonly counts: ComparedEngine['generated'];
  readonly departures: readonly Departure[];
}

/** An engine on its way through the cases. */
export interface CaseTaker {
  take(scenario: Scenario, run: number): void | Promise<void>;
  readonly survey: () => CasesSurvey;
}

/** Sends an engine through generated cases, as long as patience with it lasts. */
export function createCaseTaker(
  engine: Engine,
  seed: number,
  patience: Patience,
  probes: number | undefined,
): CaseTaker {
  const departures: Departure[] = [];
  let [cases, cells, departing] = [0, 0, 0];
  const check = probes === undefined ? {} : { probes };
  return {
    async take(scenario, run) {
      if (engine.name === 'reference' || patience.lost() !== undefined) return;
      const outcome = await engineAgreesWithReference.check(scenario, engine, check);
      cases++;
      cells += outcome.cells;
      const { violation } = outcome;
      patience.note(violation?.fault?.kind);
      if (violation === undefined) return;
      departing++;
      departures.push({
        violation,
        origin: { kind: 'generated', seed, run },
        property: engineAgreesWithReference,
        clauses: [],
      });
    },
    survey: () => ({ counts: { cases, cells, departing }, departures }),
  };
}

/** Which cases there are, and when they end. */
export interface CasesPlan {
  readonly seed: number;
  readonly settings: GeneratorSettings;
  readonly cases: number;
  readonly stopped: () => boolean;
  readonly onCase: (cases: number) => Promise<void>;
}

/**
 * Gives every engine the same cases, one after the other. An engine in another process thinks while those of this
 * process are asked.
 *
 * @returns how many cases there were
 */
export async function takeCases(takers: readonly CaseTaker[], plan: CasesPlan): Promise<number> {
  const { seed, settings, cases, stopped, onCase } = plan;
  let run = 0;
  for (; run < cases && !stopped(); run++) {
    const scenario = generateScenario(seed, run, settings);
    await Promise.all(takers.map((taker) => taker.take(scenario, run)));
    await onCase(run + 1);
  }
  return run;
}
