import { GENERATOR_ID, generateScenario } from '../../generators/index.ts';
import type { CampaignResult, Scenario } from '../../model/index.ts';
import { VERSION } from '../../model/index.ts';
import type { CheckOptions } from '../../properties/index.ts';

import type { CampaignClock } from './campaign-clock.ts';
import { campaignClock } from './campaign-clock.ts';
import type { CampaignOptions, CampaignProgress } from './campaign-options.ts';
import type { Collector } from './collect-findings.ts';
import { collectFindings } from './collect-findings.ts';
import { replayCorpus } from './replay-corpus.ts';
import type { Tallies } from './tallies.ts';
import { createTallies } from './tallies.ts';

/**
 * Runs a campaign: the corpus first, then generated cases, every property on every engine it applies to. The
 * result is the same for the same seed, cases and version, but for `timing`; an interrupted campaign still ends
 * with a valid one.
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const startedAt = new Date();
  const clock = campaignClock(options);
  const tallies = createTallies(options.engines, options.properties);
  const collector = collectFindings({ ...options, overdue: clock.overdue });
  const progress = (phase: CampaignProgress['phase'], cases: number): void =>
    options.onProgress?.({
      phase,
      cases,
      cells: tallies.cells(),
      findings: collector.findings().length,
      elapsedMs: clock.elapsedMs(),
    });

  const corpus = await replayCorpus(options, collector, clock, () => progress('corpus', 0));
  const cases = await runCases(options, tallies, collector, clock, (done) => progress('cases', done));
  progress('cases', cases);

  const elapsedMs = clock.elapsedMs();
  return {
    schema: 'fencepost-result/1',
    fencepost: VERSION,
    seed: options.seed,
    settings: options.settings.name,
    generator: GENERATOR_ID,
    ended: endOf(options, cases),
    corpus,
    cases,
    tallies: tallies.rows(collector),
    findings: collector.findings(),
    occurrences: collector.occurrences(),
    notes: [],
    timing: {
      startedAt: startedAt.toISOString(),
      elapsedMs: Math.round(elapsedMs),
      casesPerSecond: perSecond(cases, clock.caseMs()),
      cellsPerSecond: perSecond(tallies.cells(), clock.caseMs()),
    },
  };
}

function endOf({ signal, cases: limit }: CampaignOptions, cases: number): CampaignResult['ended'] {
  if (signal?.aborted === true) return 'interrupted';
  return limit !== undefined && cases >= limit ? 'cases' : 'time';
}

function perSecond(count: number, ms: number): number {
  return ms > 0 ? Math.round((count * 1000) / ms) : 0;
}

/** @returns how many cases were run to their end */
async function runCases(
  options: CampaignOptions,
  tallies: Tallies,
  collector: Collector,
  clock: CampaignClock,
  progress: (cases: number) => void,
): Promise<number> {
  const { seed, cases: limit = Infinity, settings } = options;
  const check: CheckOptions = options.probes === undefined ? {} : { probes: options.probes };
  const pairs = options.engines.flatMap((engine) =>
    options.properties
      .filter((property) => property.appliesTo(engine))
      .map((property) => ({ engine, property })),
  );
  clock.startCases();
  let run = 0;
  for (; run < limit && !clock.stopped(); run++) {
    const scenario: Scenario = generateScenario(seed, run, settings);
    for (const { engine, property } of pairs) {
      const checked = property.check(scenario, engine, check);
      const outcome = checked instanceof Promise ? await checked : checked;
      tallies.add(engine, property, outcome);
      if (outcome.violation !== undefined) {
        await collector.take(property, engine, outcome.violation, { kind: 'generated', seed, run });
      }
    }
    const breath = clock.breathe();
    if (breath !== undefined) {
      await breath;
      progress(run + 1);
    }
  }
  return run;
}
