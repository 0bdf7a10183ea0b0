import type { Engine } from '../../engines/index.ts';
import type {
  Action,
  PacketExpectation,
  PartialProfile,
  Profile,
  ProfileOption,
  Scenario,
  StepExpectation,
  Trace,
} from '../../model/index.ts';
import { formatFlow } from '../../model/index.ts';
import type { Simulation } from '../../sim/index.ts';
import type { ExpectationResult } from '../expectation-result.ts';
import { playHistory } from './play-history.ts';

/** A scenario's own profile, or one of the others for which it says what must happen. */
interface Life {
  readonly profile: PartialProfile;
  /** What an expectation wants in this life; `undefined`: it says nothing of it. */
  readonly wanted: (expectation: Wanting) => Action | undefined;
}

/** The expectations that an action can be wanted of. */
type Wanting = Pick<PacketExpectation, 'action' | 'otherwise'>;

/**
 * Asks a simulated plugin everything that a scenario expects while living through it, once for every profile that
 * the scenario speaks of.
 */
export function checkLived(scenario: Scenario, engine: Engine): ExpectationResult[] {
  return livesOf(scenario).flatMap((life) => checkLife(scenario, engine, life));
}

function livesOf(scenario: Scenario): readonly Life[] {
  const own: Life = { profile: scenario.profile, wanted: ({ action }) => action };
  const others = new Map<string, PartialProfile>();
  for (const wanting of wantingsOf(scenario)) {
    for (const { profile } of wanting.otherwise ?? []) others.set(JSON.stringify(profile), profile);
  }
  return [
    own,
    ...[...others].map(([key, profile]): Life => ({
      profile: { ...scenario.profile, ...profile },
      wanted: ({ otherwise = [] }) =>
        otherwise.find((other) => JSON.stringify(other.profile) === key)?.action,
    })),
  ];
}

function wantingsOf({ expectations, steps }: Scenario): readonly Wanting[] {
  const all: readonly StepExpectation[] = [...expectations, ...steps.flatMap((step) => step.expectations)];
  return all.flatMap((expectation): readonly Wanting[] => {
    switch (expectation.kind) {
      case 'flow':
      case 'packet':
        return [expectation];
      case 'connection':
        return expectation.packets;
      case 'admission':
        return [];
    }
  });
}

function checkLife(scenario: Scenario, engine: Engine, life: Life): ExpectationResult[] {
  const told = engine.withProfile?.({ ...engine.capabilities.profile, ...life.profile }) ?? engine;
  const { seed = 0, faults, neighbours } = scenario.simulation ?? {};
  const simulation = told.simulate!({
    cluster: scenario.cluster,
    seed,
    ...(faults === undefined ? {} : { faults }),
    ...(neighbours === undefined ? {} : { neighbours }),
  });
  const results: ExpectationResult[] = [];
  playHistory(scenario, simulation, {
    stepped: (_, step) => {
      const expectations = step === 0 ? scenario.expectations : scenario.steps[step - 1]!.expectations;
      for (const expectation of expectations) {
        results.push(...checkNow(simulation, expectation, life, step));
      }
    },
  });
  return results;
}

function checkNow(
  simulation: Simulation,
  expectation: StepExpectation,
  life: Life,
  step: number,
): ExpectationResult[] {
  const base = { step, expectation, cluster: simulation.cluster() };
  const result = (wanting: Wanting, title: string, observe: () => Action): ExpectationResult[] => {
    const expected = life.wanted(wanting);
    if (expected === undefined) return [];
    const observed = observe();
    const status = observed === expected ? 'held' : 'failed';
    return [{ ...base, title: title + noteOf(life.profile, expectation), expected, observed, status }];
  };
  switch (expectation.kind) {
    case 'admission':
      return [];
    case 'flow':
      return result(expectation, formatFlow(expectation.flow), () => simulation.probe(expectation.flow));
    case 'packet':
      return result(expectation, `${expectation.packet} packet of ${expectation.connection}`, () =>
        actionOf(simulation.send(expectation.connection, expectation.packet)),
      );
    case 'connection': {
      // Nobody answers a connection that did not come about.
      const stands = actionOf(simulation.open(PROBE, expectation.flow)) === 'allow';
      const results = expectation.packets.flatMap((packet) =>
        result(packet, `${packet.packet} of ${formatFlow(expectation.flow)}`, () =>
          stands || packet.packet === 'original' ? actionOf(simulation.send(PROBE, packet.packet)) : 'deny',
        ),
      );
      simulation.close(PROBE);
      return results;
    }
  }
}

/** The name of connections that only an expectation opens: no file can write it. */
const PROBE = '';

function actionOf({ disposition }: Trace): Action {
  return disposition === 'delivered' ? 'allow' : 'deny';
}

function noteOf(profile: PartialProfile, expectation: StepExpectation): string {
  const options: readonly ProfileOption[] =
    expectation.kind === 'flow' || expectation.kind === 'packet' ? (expectation.options ?? []) : [];
  const named = options.filter((option) => Object.hasOwn(profile, option));
  const answers = profile as Partial<Record<keyof Profile, unknown>>;
  return named.length === 0
    ? ''
    : ` (${named.map((option) => `${option}: ${String(answers[option])}`).join(', ')})`;
}
