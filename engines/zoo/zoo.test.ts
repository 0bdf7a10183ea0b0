import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Semantics } from '../../evaluator/index.ts';
import { createEvaluator, referenceSemantics } from '../../evaluator/index.ts';
import type { Expectation, Scenario } from '../../model/index.ts';
import { formatFlow, packetClasses } from '../../model/index.ts';
import { KNOWN_BUGS } from '../../spec/index.ts';
import { ORDINARY_CLUSTERS, scenarioOfTrigger, TRIGGERS } from './testing/index.ts';
import { referenceEngine, ZOO, zooEngine } from '../index.ts';

describe('the zoo', () => {
  it('has each bug once, and a trigger for each', () => {
    const ids = ZOO.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(TRIGGERS).sort()).toEqual([...ids].sort());
  });

  it.each(ZOO)('tells of $id what the list of known bugs tells', ({ id, plugin, link, symptom }) => {
    const bug = KNOWN_BUGS.find((known) => known.id === id);
    expect(bug).toMatchObject({ plugin, link, symptom });
  });
});

/** Bugs that close, or open, something almost everywhere: whoever has a policy meets them. */
const BROAD: ReadonlySet<string> = new Set([
  'CALICO-1360',
  'KNP-NILMATCH',
  'KNP-ROOT',
  'KR-183',
  'KUBEOVN-2279',
  'MERMIN-120',
]);

const ORDINARY = ORDINARY_CLUSTERS.map((cluster) => {
  const probes = packetClasses(cluster, {
    resolution: 'class',
    protocols: ['TCP'],
    families: ['IPv4'],
  });
  return { probes, expected: referenceEngine().judge(probes) };
});

describe.each(ZOO)('$id ($symptom)', (entry) => {
  const { id, replaces, semantics } = entry;
  const scenario = scenarioOfTrigger(id, TRIGGERS[id]!);

  it('has a trigger that holds under the reference', () => {
    expect(failures(scenario, referenceSemantics)).toEqual([]);
  });

  it('errs on its trigger', () => {
    expect(failures(scenario, semantics)).not.toEqual([]);
  });

  it('replaces one function', () => {
    const differing = Object.keys(referenceSemantics).filter(
      (name) => semantics[name as keyof Semantics] !== referenceSemantics[name as keyof Semantics],
    );
    expect(differing).toEqual([replaces]);
  });

  it('agrees with the reference on most of what is ordinary', () => {
    const differing = ORDINARY.filter(
      ({ probes, expected }) => !isDeepStrictEqual(zooEngine(entry).judge(probes), expected),
    );
    expect(differing.length).toBeLessThanOrEqual(BROAD.has(id) ? ORDINARY.length - 1 : 1);
  });
});

/** The verdicts of a trigger that come out otherwise. */
function failures({ cluster, expectations }: Scenario, semantics: Semantics): string[] {
  const evaluation = createEvaluator(semantics).of(cluster);
  return expectations.filter(isFlow).flatMap(({ flow, action }) => {
    const observed = evaluation.judge(flow);
    return observed === action ? [] : [`${observed}, not ${action}: ${formatFlow(flow)}`];
  });
}

function isFlow(expectation: Expectation): expectation is Extract<Expectation, { kind: 'flow' }> {
  return expectation.kind === 'flow';
}
