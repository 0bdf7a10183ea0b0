import type { FlowWitness } from '../../../engines/index.ts';
import { referenceSemantics } from '../../../evaluator/index.ts';
import type { PartialProfile, Scenario } from '../../../model/index.ts';
import { leftoverPolicies } from '../histories/leftover-policies.ts';
import { momentsOf } from '../histories/moments.ts';
import type { LaneTally } from '../lane-tally.ts';
import { askFlows } from './ask-flows.ts';
import { contextOf } from './context-of.ts';
import { couldMatter } from './could-matter.ts';
import type { FlowQuestions } from './flow-questions.ts';
import { flowQuestions } from './flow-questions.ts';
import { createFlowTurns } from './flow-turns.ts';
import { focusOf } from './focus.ts';

/**
 * Asks the mutants of the evaluator whose turn it is about each case of a lane, at one moment of its history.
 *
 * @param start where in the list of witnesses the lane begins
 * @returns what the case decided for the first time, as `CLAUSE/bin`
 */
export function flowRecorder(start: number, tally: LaneTally): (scenario: Scenario, run: number) => string[] {
  const turns = createFlowTurns(start);
  return (scenario, run) => {
    const { profile } = scenario;
    const moments = momentsOf(scenario);
    const { cluster } = moments[run % moments.length]!;
    const questions = flowQuestions(cluster, profile, run);
    const context = contextOf(referenceSemantics, cluster, profile);
    const fresh: string[] = [];
    turns.takeTurns((witness) => {
      const { probes } = questions(focusOf(witness));
      if (probes.cells.length === 0 || !couldMatter(witness, context, probes.endpoints)) return 'passed-over';
      const bins = countFlows(witness, questions, profile, run, tally);
      fresh.push(...bins.fresh);
      return bins.decided > 0 ? 'decided' : 'in-vain';
    });
    const last = moments.at(-1)!;
    const leftover = leftoverPolicies(last);
    if (leftover !== undefined) {
      const afterwards = flowQuestions(last.cluster, profile, run);
      fresh.push(...countFlows(leftover, afterwards, profile, run, tally).fresh);
    }
    return fresh;
  };
}

function countFlows(
  witness: FlowWitness,
  questions: FlowQuestions,
  profile: PartialProfile,
  run: number,
  tally: LaneTally,
): { readonly decided: number; readonly fresh: readonly string[] } {
  const { clause } = witness.mutant;
  const isOpen = (bin: string): boolean => tally.isOpen(clause, bin);
  const bins = [...askFlows(witness, questions(focusOf(witness)), profile, isOpen)];
  return {
    decided: bins.length,
    fresh: bins.filter((bin) => tally.count(clause, bin, run)).map((bin) => `${clause}/${bin}`),
  };
}
