import type { Scenario } from '../../model/index.ts';
import { FencepostError } from '../../model/index.ts';
import type { Outcome, Property } from '../property.ts';

/** What came of sending things there and back. */
export interface Journey {
  /** How many things went. */
  readonly sent: number;
  /** Things that cannot go, by reason. */
  readonly skipped?: Readonly<Record<string, number>>;
  /** The first that did not come back as it was: what it is, and where it differs. */
  readonly lost?: string;
}

/** What a round-trip property needs to be told apart from the others. */
export interface RoundTrip {
  readonly name: string;
  readonly sentence: string;
  /** @throws FencepostError where what went cannot be read back at all */
  readonly travel: (scenario: Scenario) => Journey;
}

/** One case in so many: writing and reading text takes much longer than judging it. */
const EVERY = 8;

/**
 * A property of what Fencepost writes and reads itself, whatever engine is under test. It goes with the matrix,
 * the engine of a campaign that tests nothing else.
 */
export function roundTripProperty({ name, sentence, travel }: RoundTrip): Property {
  return {
    name,
    sentence,
    kind: 'round-trip',
    every: EVERY,
    appliesTo: (engine) => engine.name === 'matrix',
    check(scenario): Outcome {
      const { sent, skipped = {}, lost } = attempt(travel, scenario);
      if (lost === undefined) return { cells: sent, skipped };
      const violation = {
        summary: `${lost}. ${sentence}`,
        direction: 'none' as const,
        expected: 'the same again',
        observed: 'something else',
        scenario,
      };
      return { cells: sent, skipped, violation };
    },
  };
}

/** Text of our own that we refuse to read is the worst way to lose it. */
function attempt(travel: RoundTrip['travel'], scenario: Scenario): Journey {
  try {
    return travel(scenario);
  } catch (error) {
    if (error instanceof FencepostError) return { sent: 1, lost: `refused: ${error.message}` };
    throw error;
  }
}
