import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../engines/index.ts';
import { execEngine } from '../../engines/index.ts';
import { GENERATOR_PRESETS } from '../../generators/index.ts';
import type { EngineFault } from '../../model/index.ts';
import { PROPERTIES } from '../../properties/index.ts';
import { runCampaign } from './run-campaign.ts';

const script = fileURLToPath(new URL('./testing/rude-engine.mjs', import.meta.url));
const agree = PROPERTIES.filter(({ name }) => name === 'engine-agrees-with-reference');

const CASES = 2;

/** Reducing a hang waits for every candidate that still hangs. */
const PATIENCE_MS = 120_000;

let engine: Engine | undefined;
afterEach(() => engine?.close?.());

async function campaignWith(way: string): ReturnType<typeof runCampaign> {
  const command = `'${process.execPath}' '${script}' ${way}`;
  // Only the engine that hangs is waited for; the others must not be taken for it on a busy machine.
  const requestTimeoutMs = way === 'hang' ? 1_000 : 20_000;
  engine = await execEngine(command, { requestTimeoutMs, maxAnswerBytes: 1024 * 1024 });
  return runCampaign({
    seed: 3,
    cases: CASES,
    engines: [engine],
    properties: agree,
    settings: GENERATOR_PRESETS.small,
    corpus: [],
    probes: 16,
  });
}

describe('an engine in another process', () => {
  it.each<[way: string, fault: EngineFault]>([
    ['hang', 'hang'],
    ['crash', 'crash'],
    ['flood', 'nonsense'],
    ['too-few', 'wrong-count'],
    ['no-json', 'nonsense'],
  ])(
    'that is rude by %s is a finding, and the campaign goes on',
    async (way, fault) => {
      const result = await campaignWith(way);
      expect(result.cases).toBe(CASES);
      expect(result.findings).toHaveLength(1);
      expect(result.findings[0]).toMatchObject({
        key: { engine: `rude-${way}`, observed: fault },
        fault: { kind: fault },
      });
      // Met in every case: the first answer of a fresh process is as rude as the last one.
      expect(Object.values(result.occurrences)).toEqual([CASES]);
    },
    PATIENCE_MS,
  );

  it('that is polite and wrong has findings about verdicts', async () => {
    const { findings } = await campaignWith('polite');
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.every(({ key }) => key.expected === 'deny' && key.observed === 'allow')).toBe(true);
  });
});
