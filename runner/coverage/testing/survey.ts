import { FLOW_WITNESSES } from '../../../engines/index.ts';
import type { GeneratorPreset } from '../../../generators/index.ts';
import { generateScenario, GENERATOR_PRESETS } from '../../../generators/index.ts';
import { binsOfWitness } from '../bins/flow-bins.ts';
import { askFlows } from '../flows/ask-flows.ts';
import { flowQuestions } from '../flows/flow-questions.ts';
import { focusOf } from '../flows/focus.ts';

/** Where each bin was first decided: `CLAUSE/bin` → case number. */
export type Survey = ReadonlyMap<string, number>;

/**
 * Asks every witness that has a bin not decided yet, in case after case. What a campaign samples, a survey goes
 * through: it shows which bins can be decided at all. Takes about a minute for a few hundred cases.
 */
export function surveyFlows(
  cases: number,
  {
    seed = 1,
    first = 0,
    preset = 'default',
    known = new Map<string, number>() as Survey,
  }: {
    readonly seed?: number;
    readonly first?: number;
    readonly preset?: GeneratorPreset;
    /** What an earlier survey found. */
    readonly known?: Survey;
  } = {},
): Survey {
  const found = new Map(known);
  const open = FLOW_WITNESSES.map((witness) => ({
    witness,
    missing: binsOfWitness(witness).filter((bin) => !found.has(`${witness.mutant.clause}/${bin}`)).length,
  }));
  for (let run = first; run < first + cases; run++) {
    const { cluster } = generateScenario(seed, run, GENERATOR_PRESETS[preset]);
    const questions = flowQuestions(cluster, {}, run);
    for (const each of open) {
      if (each.missing === 0) continue;
      const { witness } = each;
      for (const bin of askFlows(witness, questions(focusOf(witness)), {})) {
        const key = `${witness.mutant.clause}/${bin}`;
        if (!found.has(key)) found.set(key, run);
      }
      each.missing = binsOfWitness(witness).filter(
        (bin) => !found.has(`${witness.mutant.clause}/${bin}`),
      ).length;
    }
  }
  return found;
}
