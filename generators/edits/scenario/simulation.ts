import type { FaultSettings, Scenario, SimulationSettings } from '../../../model/index.ts';
import type { Cut, Edit } from '../edit.ts';
import { simplerField, withoutField } from '../edit.ts';

/** The scenario in a simulator where less goes wrong. Its seed stays: another would be another run. */
export function* fewerFaults(scenario: Scenario): Generator<Edit> {
  const { simulation } = scenario;
  if (simulation === undefined) return;
  if (scenario.steps.length === 0) {
    yield { describe: 'drop simulation', apply: () => withoutField(scenario, 'simulation') };
  }
  for (const { describe, to } of simplerSimulation(simulation)) {
    yield { describe, apply: () => ({ ...scenario, simulation: to }) };
  }
}

function* simplerSimulation(simulation: SimulationSettings): Generator<Cut<SimulationSettings>> {
  if (simulation.faults !== undefined) {
    yield { describe: 'drop all faults', to: withoutField(simulation, 'faults') };
  }
  if (simulation.neighbours !== undefined) {
    yield { describe: 'drop neighbours', to: withoutField(simulation, 'neighbours') };
  }
  yield* simplerField(simulation, 'faults', simplerFaults);
}

function* simplerFaults(faults: FaultSettings): Generator<Cut<FaultSettings>> {
  for (const part of ['watch', 'agent', 'controller'] as const) {
    const settings = faults[part];
    if (settings === undefined) continue;
    yield { describe: `drop ${part} faults`, to: withoutField(faults, part) };
    for (const name of Object.keys(settings)) {
      const to = { ...faults, [part]: withoutField(settings, name as keyof typeof settings) };
      yield { describe: `drop ${part} ${name}`, to };
    }
  }
}
