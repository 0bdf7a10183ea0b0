import type { Cluster, PartialProfile, ProbeAxes, ProbeSet, Profile } from '../../model/index.ts';
import { SPEC_DEFAULT } from '../../model/index.ts';
import { alterSemantics } from '../alter.ts';
import { translate } from '../clauses/translation.ts';
import { referenceSemantics } from '../reference-semantics.ts';
import type { Context, Semantics } from '../semantics.ts';
import { LEAVES } from '../semantics.ts';
import { worldOf } from '../world.ts';
import type { Grid } from './grid/grid.ts';
import { compileGrid } from './grid/grid.ts';
import { judgeAlone, judgeEach } from './judging/judge-alone.ts';
import { judgeCells } from './judging/judge-cells.ts';
import type { ReachabilityTable } from './table/reachability-table.ts';
import { tableOf, tableOneByOne } from './table/reachability-table.ts';

/** Judges all flows of one cluster at once. */
export interface MatrixEvaluation {
  /** The action of every cell, one byte each: 1 allow, 0 deny. */
  judgeAll(probes: ProbeSet): Uint8Array;
  /** Who reaches whom on which ports, for more combinations than can be listed. */
  table(axes: ProbeAxes): ReachabilityTable;
}

/** Turns a cluster into something that answers all questions about it. */
export interface MatrixEvaluator {
  readonly semantics: Semantics;
  /** @param profile answers to what the API leaves open; `spec-default` where missing */
  of(cluster: Cluster, profile?: PartialProfile): MatrixEvaluation;
}

/**
 * An evaluator that gives the verdicts of `createEvaluator` to all flows at once. It calls each of `LEAVES` once
 * per distinct argument and combines the answers as bitsets; of the other functions, it has the reference's
 * meaning built in and ignores replacements.
 */
export function createMatrix(semantics: Semantics = referenceSemantics): MatrixEvaluator {
  const leaves = Object.fromEntries(LEAVES.map((leaf) => [leaf, semantics[leaf]]));
  const effective = alterSemantics(referenceSemantics, leaves);
  return {
    semantics,
    of(cluster, profile) {
      const answers: Profile = profile === undefined ? SPEC_DEFAULT : { ...SPEC_DEFAULT, ...profile };
      return evaluationOf({
        semantics: effective,
        world: worldOf(cluster),
        option: (name) => answers[name],
      });
    },
  };
}

function evaluationOf(context: Context): MatrixEvaluation {
  // Callers often ask about the same ends and ports again, only other cells.
  let compiled: { readonly axes: ProbeAxes; readonly grid: Grid | undefined } | undefined;
  const gridOf = (axes: ProbeAxes): Grid | undefined => {
    if (compiled?.axes.endpoints !== axes.endpoints || compiled.axes.ports !== axes.ports) {
      compiled = { axes, grid: compileGrid(context, axes) };
    }
    return compiled.grid;
  };
  const isEnforced = (): boolean => context.semantics.isEnforced(context);
  return {
    judgeAll(probes) {
      if (!isEnforced()) return new Uint8Array(probes.cells.length).fill(1);
      const grid = gridOf(probes);
      const alone = judgeAlone(context, probes, grid);
      return grid === undefined || context.semantics.translate !== translate
        ? judgeEach(probes, alone)
        : judgeCells(grid, probes.cells, alone);
    },
    table(axes) {
      if (!isEnforced()) return tableOneByOne(axes, () => 1);
      const grid = gridOf(axes);
      const alone = judgeAlone(context, axes, grid);
      return grid === undefined || context.semantics.translate !== translate
        ? tableOneByOne(axes, alone)
        : tableOf(grid, alone);
    },
  };
}
