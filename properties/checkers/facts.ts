import type { Profile, Scenario } from '../../model/index.ts';

/** What follows from a scenario and a profile alone, whichever plugin lives through it. */
export interface Facts {
  /** The value of that name, made when it is first asked for. */
  once<T>(name: string, make: () => T): T;
}

const factsByScenario = new WeakMap<Scenario, Map<string, Facts>>();

/** The facts of a scenario under a profile. Several plugins live through each case: its facts are worked out once. */
export function factsOf(scenario: Scenario, profile: Profile): Facts {
  let byProfile = factsByScenario.get(scenario);
  if (byProfile === undefined) factsByScenario.set(scenario, (byProfile = new Map()));
  const key = JSON.stringify(profile);
  let facts = byProfile.get(key);
  if (facts === undefined) byProfile.set(key, (facts = createFacts()));
  return facts;
}

function createFacts(): Facts {
  const values = new Map<string, unknown>();
  return {
    once: <T>(name: string, make: () => T): T => {
      if (!values.has(name)) values.set(name, make());
      return values.get(name) as T;
    },
  };
}
