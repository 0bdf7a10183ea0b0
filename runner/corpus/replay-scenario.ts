import type { Engine } from '../../engines/index.ts';
import type { Scenario } from '../../model/index.ts';
import type { ExpectationResult, Outcome, Property } from '../../properties/index.ts';
import { checkScenario, PROPERTIES } from '../../properties/index.ts';

/** What an engine makes of a saved scenario. */
export interface Replayed {
  readonly results: readonly ExpectationResult[];
  /** The property that the scenario is a finding of, if it is one and the engine can be asked. */
  readonly checked?: { readonly property: Property; readonly outcome: Outcome };
}

/**
 * Judges everything that a scenario expects and, where it says which property it was found by, that property as
 * well: a finding of a law, or about the course of a history, has nothing in it that could be expected of a flow.
 */
export async function replayScenario(scenario: Scenario, engine: Engine): Promise<Replayed> {
  const results = await checkScenario(scenario, engine);
  const property = propertyOf(scenario);
  if (property === undefined || !property.appliesTo(engine)) return { results };
  return { results, checked: { property, outcome: await property.check(scenario, engine) } };
}

/** The property that found a scenario; `undefined` for one that a person wrote, or of a property long gone. */
export function propertyOf({ provenance }: Scenario): Property | undefined {
  return PROPERTIES.find(({ name }) => name === provenance?.property);
}

/** Whether a scenario says anything of what must hold. */
export function hasExpectations({ expectations, steps }: Scenario): boolean {
  return expectations.length > 0 || steps.some((step) => step.expectations.length > 0);
}
