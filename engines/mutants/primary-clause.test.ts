import { describe, expect, it } from 'vitest';
import type { Semantics } from '../../evaluator/index.ts';
import { createEvaluator } from '../../evaluator/index.ts';
import type { Action, Cluster, Flow } from '../../model/index.ts';
import { triggerOf } from '../zoo/testing/index.ts';
import { ZOO } from '../zoo/index.ts';
import { primaryClause } from './index.ts';

/** Bugs whose trigger no mutant of a lower clause explains as well. */
const CLAUSES_OF_BUGS = [
  ['ANTREA-71', 'IPB-2'],
  ['AZURE-599', 'IPB-7'],
  ['CALICO-1360', 'ISO-3'],
  ['CALICO-6949', 'SELF-3'],
  ['CALICO-OR', 'PEER-5'],
  ['CILIUM-22610', 'IPB-8'],
  ['CILIUM-46996', 'PEER-9'],
  ['CILIUM-9209', 'IPB-6'],
  ['KNP-NILMATCH', 'PEER-9'],
  ['KUBEOVN-2279', 'NODE-1'],
  ['KR-883', 'ISO-2'],
  ['MERMIN-120', 'PEER-3'],
  ['NETPOLAN-405', 'PORT-10'],
  // Two clauses would do; the lower one it is.
  ['CILIUM-28684', 'PEER-1'],
  ['KUBEOVN-854', 'ISO-5'],
] as const;

describe('primaryClause', () => {
  it.each(CLAUSES_OF_BUGS)('finds in the trigger of %s that %s is misread', (id, clause) => {
    const semantics = semanticsOf(id);
    const clauses = flowsOf(id).flatMap(({ cluster, flow, action }) => {
      const observed = createEvaluator(semantics).of(cluster).judge(flow);
      return observed === action ? [] : [primaryClause(flow, cluster, observed)];
    });
    expect(new Set(clauses)).toEqual(new Set([clause]));
  });

  it('finds nothing where the reference answers the same', () => {
    const clauses = flowsOf('ANTREA-71').map(({ cluster, flow, action }) =>
      primaryClause(flow, cluster, action),
    );
    expect(clauses).toEqual([undefined, undefined]);
  });

  it('goes by the profile', () => {
    const [{ cluster, flow }] = flowsOf('CALICO-6949') as [TriggerFlow];
    const profile = { selfViaService: 'policed-as-self' } as const;
    expect(primaryClause(flow, cluster, 'deny')).toBe('SELF-3');
    expect(primaryClause(flow, cluster, 'deny', profile)).toBeUndefined();
  });
});

interface TriggerFlow {
  readonly cluster: Cluster;
  readonly flow: Flow;
  readonly action: Action;
}

function semanticsOf(id: string): Semantics {
  const entry = ZOO.find((candidate) => candidate.id === id);
  if (entry?.kind !== 'semantics') throw new Error(`not of the specification: ${id}`);
  return entry.semantics;
}

function flowsOf(id: string): TriggerFlow[] {
  const { cluster, expectations } = triggerOf(id);
  return expectations.flatMap((expectation) =>
    expectation.kind === 'flow' ? [{ cluster, flow: expectation.flow, action: expectation.action }] : [],
  );
}
