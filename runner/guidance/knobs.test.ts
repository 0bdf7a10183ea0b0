import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../engines/index.ts';
import type { Feature } from '../../generators/index.ts';
import { generateScenario, GENERATOR_PRESETS, KNOB_WITNESSES } from '../../generators/index.ts';
import { engineAgreesWithReference } from '../../properties/index.ts';

/** What a bug must survive with its feature off, and must not survive with it on. */
const CASES = 2000;

const ALL = Object.entries(KNOB_WITNESSES) as [Feature, string][];

/** All of them at night; by day the first few, which the title counts. */
const ROWS = process.env['FENCEPOST_NIGHTLY'] === '1' ? ALL : ALL.slice(0, 2);

/** Machines that run tests may be slow. */
const PATIENCE_MS = 300_000;

/** The first case of tiny clusters that shows a bug; `undefined` where none does. */
async function firstKill(spec: string, off?: Feature): Promise<number | undefined> {
  const engine = await createEngine(spec);
  const { small } = GENERATOR_PRESETS;
  const settings = off === undefined ? small : { ...small, features: { ...small.features, [off]: 0 } };
  for (let run = 0; run < CASES; run++) {
    const outcome = await engineAgreesWithReference.check(generateScenario(1, run, settings), engine);
    if (outcome.violation !== undefined) return run;
  }
  return undefined;
}

describe(`features that alone find a bug (${ROWS.length} of ${ALL.length} asked)`, () => {
  it.each(ROWS)(
    'without %s nothing shows %s',
    async (feature, spec) => {
      expect(await firstKill(spec)).toBeDefined();
      expect(await firstKill(spec, feature)).toBeUndefined();
    },
    PATIENCE_MS,
  );
});
