import type { Engine } from '../../engines/index.ts';
import { ALLOW } from '../../engines/index.ts';
import type { GeneratorSettings } from '../../generators/index.ts';
import { generateScenario } from '../../generators/index.ts';
import type { Hunt, Kill, Scenario } from '../../model/index.ts';
import { probesOfFlows } from '../../model/index.ts';
import type { Property, Violation } from '../../properties/index.ts';
import { appliesToCase, PROPERTIES } from '../../properties/index.ts';
import type { HuntReport } from './hunt-report.ts';
import { stopwatch } from './hunt-report.ts';
import type { Quarry } from './quarry.ts';
import { showsBug } from './quarry.ts';
import { sizeOf } from './size-of.ts';

/** The suite that is invented. */
export const RANDOM = 'random';

/** How a bug is hunted with generated cases. */
export interface RandomHunt {
  readonly seed: number;
  /** Case after case takes the next of them, then the first again. */
  readonly settings: readonly GeneratorSettings[];
  readonly maxCases: number;
  readonly timeMs: number;
  /** Most time to cut down the case that found it, in milliseconds; 0: it is left as it is. */
  readonly reduceMs: number;
}

/**
 * Relations between an engine's own answers are asked in one case of so many: what compares with an oracle
 * sees all that they see, but for the cases into which they turn a case, at a fifth of their price. The number is odd,
 * so that settings that take turns have their turns here as well.
 */
const CASES_A_RELATION = 31;

/** Hunts a bug with the cases of a seed, as a campaign would ask them, until one shows it. */
export async function huntAtRandom(quarry: Quarry, hunt: RandomHunt): Promise<HuntReport> {
  const { seed, settings, maxCases, timeMs } = hunt;
  const watch = stopwatch();
  let falseAlarms = 0;
  let run = 0;
  for (; run < maxCases && watch.elapsedMs() < timeMs; run++) {
    const scenario = generateScenario(seed, run, settings[run % settings.length]!);
    for (const property of propertiesFor(quarry, run)) {
      const { violation } = await property.check(scenario, quarry.wrong);
      if (violation === undefined || !showsBug(quarry, violation)) continue;
      if (await watch.outside(() => isShared(property, scenario, violation, quarry.right))) {
        falseAlarms++;
        continue;
      }
      const ms = watch.elapsedMs();
      const kill = await killBy(property, violation, quarry, hunt.reduceMs);
      return { hunt: { suite: RANDOM, seed, cases: run + 1, kill, falseAlarms }, ms };
    }
  }
  const survived: Hunt = { suite: RANDOM, seed, cases: run, falseAlarms };
  return { hunt: survived, ms: watch.elapsedMs() };
}

const ORACLES = byKind('differential', 'history');
const RELATIONS = byKind('metamorphic', 'round-trip');

function byKind(...kinds: readonly Property['kind'][]): readonly Property[] {
  return kinds.flatMap((kind) => PROPERTIES.filter((property) => property.kind === kind));
}

function propertiesFor({ wrong }: Quarry, run: number): Property[] {
  const isForRelations = run % CASES_A_RELATION === CASES_A_RELATION - 1;
  const candidates = isForRelations ? [...ORACLES, ...RELATIONS] : ORACLES;
  return candidates.filter((property) => property.appliesTo(wrong) && appliesToCase(property, run));
}

/** Whether the plugin without the bug does the same: a plugin may well have answers that the API does not allow. */
export async function isShared(
  property: Property,
  scenario: Scenario,
  found: Violation,
  right: Engine,
): Promise<boolean> {
  const { flow, observed, fault } = found;
  if (property.kind === 'differential' && flow !== undefined && fault === undefined) {
    const [verdict] = await right.judge(probesOfFlows(found.scenario.cluster, [flow]));
    return (verdict === ALLOW ? 'allow' : 'deny') === observed;
  }
  const { violation } = await property.check(scenario, right, { like: found });
  return violation !== undefined;
}

async function killBy(
  property: Property,
  violation: Violation,
  { wrong }: Quarry,
  reduceMs: number,
): Promise<Kill> {
  const { seed, run, settings } = violation.scenario.provenance ?? {};
  const reproduce = `fencepost replay --seed ${seed}:${run} --settings ${settings} --engine ${wrong.name}`;
  const kill = { property: property.name, summary: violation.summary, reproduce };
  return reduceMs === 0 ? kill : { ...kill, size: await sizeOf(property, wrong, violation, reduceMs) };
}
