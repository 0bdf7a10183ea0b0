import type {
  Action,
  Basis,
  Cluster,
  Flow,
  PartialProfile,
  ProbeSet,
  Profile,
  Verdict,
} from '../model/index.ts';
import { flowOf, SPEC_DEFAULT } from '../model/index.ts';
import { alterSemantics } from './alter.ts';
import { basisOf } from './basis.ts';
import { explain } from './explain.ts';
import { referenceSemantics } from './reference-semantics.ts';
import { rememberApplicable } from './remember-applicable.ts';
import type { Context, Semantics } from './semantics.ts';
import type { World } from './world.ts';
import { worldOf } from './world.ts';

/** Judges the flows of one cluster. */
export interface Evaluation {
  /** The action under the evaluation's profile. */
  judge(flow: Flow): Action;
  /** The action of every cell, one byte each: 1 allow, 0 deny. */
  judgeAll(probes: ProbeSet): Uint8Array;
  /**
   * Who decides the action: the API, or the options that are not declared.
   *
   * @param declared answers not to be varied; by default every option is
   */
  basisOf(flow: Flow, declared?: PartialProfile): Basis;
  /** Action, basis and reasons. */
  evaluate(flow: Flow): Verdict;
}

/** Turns a cluster into something that answers questions about it. */
export interface Evaluator {
  readonly semantics: Semantics;
  /** @param profile answers to what the API leaves open; `spec-default` where missing */
  of(cluster: Cluster, profile?: PartialProfile): Evaluation;
}

/**
 * An evaluator that follows the semantics flow by flow, slowly and obviously. The matrix gives the same answers
 * for all flows at once.
 */
export function createEvaluator(semantics: Semantics = referenceSemantics): Evaluator {
  return {
    semantics,
    of(cluster, profile = {}) {
      return evaluationOf(semantics, worldOf(cluster), { ...SPEC_DEFAULT, ...profile });
    },
  };
}

function evaluationOf(semantics: Semantics, world: World, profile: Profile): Evaluation {
  const context: Context = {
    semantics: alterSemantics(semantics, { applicablePolicies: rememberApplicable(semantics) }),
    world,
    option: (name) => profile[name],
  };
  const judge = (flow: Flow): Action => semantics.judge(context, flow);
  const basis = (flow: Flow, declared: PartialProfile = {}): Basis =>
    basisOf((option) => semantics.judge({ semantics, world, option }, flow), declared);
  return {
    judge,
    judgeAll(probes) {
      const verdicts = new Uint8Array(probes.cells.length);
      for (const [index, cell] of probes.cells.entries()) {
        verdicts[index] = judge(flowOf(probes, cell)) === 'allow' ? 1 : 0;
      }
      return verdicts;
    },
    basisOf: basis,
    evaluate(flow) {
      return { action: judge(flow), basis: basis(flow), reasons: explain(context, flow) };
    },
  };
}
