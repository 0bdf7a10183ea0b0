import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { DEADLY } from '../testing/mortal-worker.ts';
import { runSmall, SMALL_PLAN } from '../testing/small-campaign.ts';

const file = fileURLToPath(new URL('../testing/mortal-worker.ts', import.meta.url));

const CASES = 200;

/** Machines that run tests may be slow. */
const PATIENCE_MS = 300_000;

it(
  'a worker that dies is replaced, its case is a finding, and no other case is lost',
  async () => {
    const plan = { ...SMALL_PLAN, engines: ['zoo:OVN-845B'], coverage: false };
    const unharmed = await runSmall({ cases: CASES }, plan);
    const { result } = await runSmall({ cases: CASES, workers: { count: 2, plan, file } }, plan);

    const crashes = result.findings.filter(({ key }) => key.observed === 'crash');
    expect(crashes).toHaveLength(1);
    expect(crashes[0]).toMatchObject({
      key: { engine: 'zoo:OVN-845B', property: 'engine-agrees-with-reference', expected: 'an answer' },
      fault: { kind: 'crash', detail: 'worker exited with code: 7' },
      origin: { kind: 'generated', seed: plan.seed, run: 70 },
    });
    expect(crashes[0]!.scenario.cluster.pods.length).toBeGreaterThan(0);
    expect(result.occurrences['v2:engine-agrees-with-reference/zoo:OVN-845B/crash']).toBe(2);

    const deaths = Object.keys(DEADLY).map(Number);
    expect(deaths.every((run) => result.notes.some((note) => note.includes(`over case ${run}:`)))).toBe(true);
    expect(result.notes).toHaveLength(deaths.length);
    expect(result.ended).toBe('cases');
    expect(result.cases).toBe(CASES);
    expect(result.tallies[0]!.cases).toBe(unharmed.result.tallies[0]!.cases - deaths.length);
  },
  PATIENCE_MS,
);

it(
  'a worker that cannot start ends the campaign with the reason',
  async () => {
    const plan = { ...SMALL_PLAN, engines: ['zoo:NO-SUCH-BUG'] };
    const run = runSmall({ cases: CASES, workers: { count: 2, plan } }, SMALL_PLAN);
    await expect(run).rejects.toMatchObject({
      name: 'FencepostError',
      code: 'usage',
      message: expect.stringContaining("there is no zoo 'NO-SUCH-BUG'"),
    });
  },
  PATIENCE_MS,
);

it(
  'a worker whose module is missing ends the campaign, too',
  async () => {
    const workers = { count: 2, plan: SMALL_PLAN, file: '/no/such/module.js' };
    await expect(runSmall({ cases: CASES, workers })).rejects.toMatchObject({
      message: expect.stringContaining('/no/such/module.js'),
    });
  },
  PATIENCE_MS,
);

it(
  'workers end after the cases in hand when they are interrupted',
  async () => {
    const stop = new AbortController();
    const { result } = await runSmall({
      signal: stop.signal,
      workers: { count: 2, plan: SMALL_PLAN },
      onProgress: ({ cases }) => cases > 20 && stop.abort(),
    });
    expect(result.ended).toBe('interrupted');
    expect(result.cases).toBeGreaterThan(20);
    expect(result.timing.lanes!.reduce((a, b) => a + b)).toBe(result.cases);
  },
  PATIENCE_MS,
);
