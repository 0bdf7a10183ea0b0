import type { Engine } from '../../engines/index.ts';
import type { Kill, Scenario } from '../../model/index.ts';
import type { ExpectationResult } from '../../properties/index.ts';
import { checkScenario, scenarioHolds, violationOfResult } from '../../properties/index.ts';
import type { HuntReport } from './hunt-report.ts';
import { stopwatch } from './hunt-report.ts';
import type { Quarry } from './quarry.ts';
import type { Suite } from './suites/load-suite.ts';

/** Hunts a bug with scenarios that somebody wrote, judged by their own expectations and by nothing else. */
export async function huntWithSuite(quarry: Quarry, { name, cases }: Suite): Promise<HuntReport> {
  const watch = stopwatch();
  let falseAlarms = 0;
  for (const [index, scenario] of cases.entries()) {
    const failed = await failuresOf(scenario, quarry);
    if (failed.length === 0) continue;
    const right = await watch.outside(() => resultsOf(scenario, quarry.right));
    const shown = failed.find(({ at }) => right[at]?.status === 'held');
    if (shown === undefined) {
      falseAlarms++;
      continue;
    }
    const { summary } = violationOfResult(scenario, quarry.wrong, shown.result);
    const kill: Kill = { property: scenarioHolds.name, summary, scenario: scenario.name };
    return { hunt: { suite: name, cases: index + 1, kill, falseAlarms }, ms: watch.elapsedMs() };
  }
  return { hunt: { suite: name, cases: cases.length, falseAlarms }, ms: watch.elapsedMs() };
}

/** A failed expectation, and its place among all results of the scenario. */
interface Failed {
  readonly result: ExpectationResult;
  readonly at: number;
}

async function failuresOf(scenario: Scenario, quarry: Quarry): Promise<readonly Failed[]> {
  const results = await resultsOf(scenario, quarry.wrong);
  return results.flatMap((result, at) =>
    result.status === 'failed' && (quarry.crashes || isVerdict(result)) ? [{ result, at }] : [],
  );
}

/** Whether the engine answered at all. */
function isVerdict({ observed }: ExpectationResult): boolean {
  return observed === 'allow' || observed === 'deny';
}

/** What came of each expectation; the order is that of the scenario, whoever was asked. */
async function resultsOf(scenario: Scenario, engine: Engine): Promise<readonly ExpectationResult[]> {
  return checkScenario(scenario, keepingItsAnswers(engine));
}

/** The same engine; what a scenario asks of its profile does not make it forget the rest of its own. */
function keepingItsAnswers(engine: Engine): Engine {
  const { withProfile, capabilities } = engine;
  if (withProfile === undefined) return engine;
  return { ...engine, withProfile: (told) => withProfile({ ...capabilities.profile, ...told }) };
}
