import type { Engine } from '../../engines/index.ts';
import type { Expectation, Profile, Scenario } from '../../model/index.ts';
import { SPEC_DEFAULT } from '../../model/index.ts';
import { playHistory } from '../history/play-history.ts';
import type { CheckOptions, Outcome, Property, Violation } from '../property.ts';
import { hasShape } from '../property.ts';
import type { Checker, Checking, Follower, SimulatingEngine } from './checker.ts';
import { canSimulate, startOf, toldOf } from './checker.ts';
import { factsOf } from './facts.ts';
import { restsOf } from './rest.ts';

/**
 * Checkers as properties: they ask whatever lives through histories, about scenarios that have one. Those that can,
 * watch one life together: most of the time goes into living it.
 */
export function checkerProperties(checkers: readonly Checker[]): readonly Property[] {
  const outcomes = new WeakMap<Scenario, WeakMap<Engine, ReadonlyMap<Checker, Outcome>>>();
  const outcomeOf = (checker: Checker, scenario: Scenario, engine: SimulatingEngine): Outcome => {
    const together = checkers.filter((other) => other.limits === checker.limits);
    let byEngine = outcomes.get(scenario);
    if (byEngine === undefined) outcomes.set(scenario, (byEngine = new WeakMap()));
    const known = byEngine.get(engine);
    const found = known?.get(checker);
    if (found !== undefined) return found;
    const fresh = followHistory(together, scenario, engine, {});
    byEngine.set(engine, new Map([...(known ?? []), ...fresh]));
    return fresh.get(checker)!;
  };
  return checkers.map((checker) => ({
    name: checker.name,
    sentence: checker.sentence,
    kind: 'history',
    appliesTo: canSimulate,
    check: (scenario, engine, options = {}) => {
      if (!canSimulate(engine)) return { cells: 0, skipped: {} };
      // What showed at the start of a history is looked for in a case that is nothing but a start.
      const isWholeCase = options.like === undefined && options.watch === undefined;
      if (isWholeCase && scenario.steps.length === 0) return { cells: 0, skipped: {} };
      if (isWholeCase) return outcomeOf(checker, scenario, engine);
      return followHistory([checker], scenario, engine, options).get(checker)!;
    },
  }));
}

/** Lives through a history once, watched by checkers that want the same of the nodes. */
function followHistory(
  checkers: readonly Checker[],
  scenario: Scenario,
  engine: SimulatingEngine,
  options: CheckOptions,
): ReadonlyMap<Checker, Outcome> {
  const told = toldOf(engine, scenario.profile);
  const profile: Profile = { ...SPEC_DEFAULT, ...told.capabilities.profile };
  const records = new Map(
    checkers.map((checker) => [checker, startRecord(scenario, told, profile, options)] as const),
  );
  const followers = [...records].map(([checker, { checking }]) => ({
    checking,
    follower: checker.follow(checking),
  }));
  const rests = restsOf(
    told,
    profile,
    factsOf(scenario, profile),
    (rest) => {
      for (const { checking, follower } of followers) if (!checking.isOver()) follower.atRest?.(rest);
    },
    () => {
      for (const { checking, follower } of followers) {
        if (follower.atRest !== undefined) checking.skip('an agent is down');
      }
    },
  );
  const simulation = startOf(scenario, told, checkers[0]?.limits?.(scenario));
  playHistory(scenario, simulation, listenerOf([...followers.map(({ follower }) => follower), rests]));
  const trace = simulation.hash();
  return new Map([...records].map(([checker, { outcome }]) => [checker, { ...outcome(), trace }]));
}

function listenerOf(followers: readonly Follower[]): Required<Omit<Follower, 'atRest'>> {
  return {
    acted: (...event) => {
      for (const { acted } of followers) acted?.(...event);
    },
    programmed: (...event) => {
      for (const { programmed } of followers) programmed?.(...event);
    },
    stepped: (...event) => {
      for (const { stepped } of followers) stepped?.(...event);
    },
  };
}

/** What one checker finds in one history. */
function startRecord(
  scenario: Scenario,
  engine: SimulatingEngine,
  profile: Profile,
  options: CheckOptions,
): { readonly checking: Checking; readonly outcome: () => Outcome } {
  const skipped: Record<string, number> = {};
  let cells = 0;
  let violation: Violation | undefined;
  return {
    checking: {
      scenario,
      engine,
      profile,
      options,
      count: (more) => {
        cells += more;
      },
      skip: (reason, more = 1) => {
        skipped[reason] = (skipped[reason] ?? 0) + more;
      },
      report: ({ step, expectation, ...found }) => {
        const candidate: Violation = { ...found, scenario: upTo(scenario, step, expectation) };
        if (hasShape(candidate, options.like)) violation ??= candidate;
      },
      isOver: () => violation !== undefined,
    },
    outcome: () => ({ cells, skipped, ...(violation === undefined ? {} : { violation }) }),
  };
}

/** The history up to a step, with what that step should have expected and nothing else. */
function upTo(scenario: Scenario, last: number, expectation: Expectation | undefined): Scenario {
  const wanted = expectation === undefined ? [] : [expectation];
  return {
    ...scenario,
    expectations: last === 0 ? wanted : [],
    steps: scenario.steps
      .slice(0, last)
      .map((step, index) => ({ ...step, expectations: index + 1 === last ? wanted : [] })),
  };
}
