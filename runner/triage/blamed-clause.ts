import type { Engine, Mutant } from '../../engines/index.ts';
import { differingCells, MUTANTS } from '../../engines/index.ts';
import { conformingProfile, createEvaluator, createMatrix } from '../../evaluator/index.ts';
import type { ClauseId, ProbeSet } from '../../model/index.ts';
import { packetClasses } from '../../model/index.ts';
import type { Violation } from '../../properties/index.ts';
import { ask } from '../../properties/index.ts';

/** Most cells that are asked about for the sake of an explanation; a reduced case has a few hundred. */
const MOST_CELLS = 16_384;

/**
 * The clause that an engine probably misreads: of the misreadings that give the observed verdict on the flow of a
 * reduced case, the one that agrees best with everything else that the engine answers about it. Broad misreadings
 * ("no policy counts") reproduce nearly everything, and claim much more than the engine gets wrong.
 *
 * @returns the clause that decided where no misreading reproduces it; `undefined` for what is not about a verdict
 */
export async function blamedClause(engine: Engine, violation: Violation): Promise<ClauseId | undefined> {
  const { flow, verdict, observed, scenario } = violation;
  if (flow === undefined || verdict === undefined || (observed !== 'allow' && observed !== 'deny')) {
    return undefined;
  }
  const { cluster, profile } = scenario;
  const candidates = MUTANTS.filter(
    ({ semantics }) => createEvaluator(semantics).of(cluster, profile).judge(flow) === observed,
  );
  const ranked = candidates.length > 1 ? await byAgreement(engine, violation, candidates) : candidates;
  return ranked[0]?.clause ?? verdict.reasons.clauses[0];
}

/** The best first; of equals the lowest clause. */
async function byAgreement(
  engine: Engine,
  { scenario }: Violation,
  candidates: readonly Mutant[],
): Promise<readonly Mutant[]> {
  const probes = questionsFor(engine, scenario.cluster);
  // An engine that learns from a history answers otherwise without it.
  if (scenario.steps.length > 0 || probes === undefined) return candidates;
  const answer = await ask(engine, probes);
  if (!answer.ok) return candidates;
  const profile = conformingProfile(engine.capabilities.profile);
  const right = createMatrix().of(probes.cluster, profile).judgeAll(probes);
  const wrong = new Set<number>();
  for (const [index, verdict] of answer.verdicts.entries()) if (verdict !== right[index]) wrong.add(index);
  const ranked = candidates.map((mutant) => ({
    mutant,
    agreement: agreementOf(differingCells(mutant, probes, right, profile), wrong),
  }));
  return ranked.toSorted((a, b) => b.agreement - a.agreement).map(({ mutant }) => mutant);
}

function questionsFor(engine: Engine, cluster: ProbeSet['cluster']): ProbeSet | undefined {
  const { protocols, ipFamilies, endpoints, probesPerCase = MOST_CELLS } = engine.capabilities;
  const probes = packetClasses(cluster, { protocols, families: ipFamilies, endpoints, resolution: 'class' });
  return probes.cells.length <= Math.min(probesPerCase, MOST_CELLS) ? probes : undefined;
}

/** What both have of what either has, from 0 to 1. */
function agreementOf(claimed: readonly number[], wrong: ReadonlySet<number>): number {
  const shared = claimed.filter((index) => wrong.has(index)).length;
  const either = claimed.length + wrong.size - shared;
  return either === 0 ? 0 : shared / either;
}
