import { decodeScenario, encodeScenario } from '../../scenarios/index.ts';
import { firstDifference } from './first-difference.ts';
import { roundTripProperty } from './round-trip.ts';

/**
 * A scenario that is written to a file and read again is the same scenario, and is written the same way again.
 * Everything found is kept as such a file.
 */
export const theCodecKeepsEverything = roundTripProperty({
  name: 'the-codec-keeps-everything',
  sentence: 'A scenario that is written as YAML and read again is the same scenario.',
  travel(scenario) {
    const text = encodeScenario(scenario);
    const back = decodeScenario(text, 'scenario');
    const difference = firstDifference(scenario, back);
    if (difference !== undefined) return { sent: 1, lost: `the scenario differs at ${difference}` };
    if (encodeScenario(back) !== text)
      return { sent: 1, lost: 'the same scenario is written in another way' };
    return { sent: 1 };
  },
});
