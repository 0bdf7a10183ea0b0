import fc from 'fast-check';
import type { SimulationSettings } from '../../../model/index.ts';

const NOTHING_REQUIRED = { requiredKeys: [] };
const probability = fc.double({ min: 0, max: 1, noNaN: true });
const delay = fc.nat(3_600_000);

/** Simulation settings of every shape that the format has. */
export const simulationArbitrary: fc.Arbitrary<SimulationSettings> = fc.record(
  {
    seed: fc.maxSafeInteger(),
    faults: fc.record(
      {
        watch: fc.record({ maxDelay: delay, duplicate: probability, lose: probability }, NOTHING_REQUIRED),
        agent: fc.record(
          { crash: probability, failAt: fc.nat(1_000_000), restartDelay: delay },
          NOTHING_REQUIRED,
        ),
        controller: fc.record({ workers: fc.nat(64), workDelay: delay }, NOTHING_REQUIRED),
      },
      NOTHING_REQUIRED,
    ),
    neighbours: fc.constantFrom('warm' as const, 'cold' as const),
  },
  { requiredKeys: ['seed'] },
);
