import { describe, expect, it } from 'vitest';
import type { FlowWitness } from '../../../engines/index.ts';
import { differingCells, FLOW_WITNESSES } from '../../../engines/index.ts';
import { referenceSemantics } from '../../../evaluator/index.ts';
import { generateScenario, GENERATOR_PRESETS } from '../../../generators/index.ts';
import type { Cluster, NetworkPolicy } from '../../../model/index.ts';
import { labelsFrom } from '../../../model/index.ts';
import { policyOf, SMALL } from '../../../model/testing/sample-cluster.ts';
import { askFlows } from './ask-flows.ts';
import { contextOf } from './context-of.ts';
import { couldMatter } from './could-matter.ts';
import { flowQuestions } from './flow-questions.ts';
import type { NarrowFocus } from './focus.ts';
import { cellsInFocus, focusOf } from './focus.ts';

const witness = (id: string, aspect?: string): FlowWitness =>
  FLOW_WITNESSES.find((each) => each.mutant.id === id && each.aspect === aspect)!;

const withPolicies = (...policies: NetworkPolicy[]): Cluster => ({ ...SMALL, policies });

function binsIn(cluster: Cluster, each: FlowWitness): string[] {
  return [...askFlows(each, flowQuestions(cluster, {}, 0)(focusOf(each)), {})].toSorted();
}

const CLUSTERS = Array.from(
  { length: 24 },
  (_, run) => generateScenario(8, run, GENERATOR_PRESETS.small).cluster,
);

describe('what a witness decides', () => {
  const tcp = policyOf('p', [{ podSelector: {} }], [{ protocol: 'TCP', port: 80 }]);

  it('is told by side, polarity, protocol and family', () => {
    // The subject listens on TCP only, so that taking no ports for TCP would show on the other protocols.
    const open = policyOf('p', [{ podSelector: {} }]);
    expect(binsIn(withPolicies(open), witness('PORT-1'))).toEqual([
      'ingress/allow→deny/SCTP/IPv4',
      'ingress/allow→deny/SCTP/IPv6',
      'ingress/allow→deny/UDP/IPv4',
      'ingress/allow→deny/UDP/IPv6',
    ]);
  });

  it('may be about the flow as a whole', () => {
    expect(binsIn(SMALL, witness('ISO-1'))).toContain('flow/allow→deny/TCP/IPv4');
  });

  it('may be about protocols that no policy names', () => {
    expect(binsIn(withPolicies(policyOf('p', [{ podSelector: {} }])), witness('PROTO-2'))).toEqual([
      'ingress/deny→allow/ICMP/IPv4',
      'ingress/deny→allow/ICMP/IPv6',
    ]);
  });

  it('is nothing where its mistake changes nothing', () => {
    expect(binsIn(withPolicies(tcp), witness('PORT-1'))).toEqual([]);
    expect(binsIn(withPolicies(tcp), witness('IPB-2'))).toEqual([]);
  });

  it('leaves out what nobody wants to know any more', () => {
    const open = policyOf('p', [{ podSelector: {} }]);
    const question = flowQuestions(withPolicies(open), {}, 0)('all');
    const bins = askFlows(witness('PORT-1'), question, {}, (bin) => bin.includes('IPv6'));
    expect([...bins].every((bin) => bin.endsWith('IPv6'))).toBe(true);
    expect(bins.size).toBe(2);
  });

  it('goes by the profile', () => {
    const sctp = policyOf('p', [{ podSelector: {} }], [{ protocol: 'SCTP', port: 80 }]);
    const bins = (profile: object): number =>
      askFlows(witness('PROTO-5'), flowQuestions(withPolicies(sctp), profile, 0)('all'), profile).size;
    expect(bins({})).toBeGreaterThan(0);
    expect(bins({ sctp: 'rules-inert' })).toBe(0);
  });
});

describe('a witness of one position', () => {
  const none = { matchExpressions: [{ key: 'pod', operator: 'NotIn' as const, values: ['a', 'b'] }] };
  const policies = {
    subject: {
      ...policyOf('p', []),
      spec: { podSelector: none, policyTypes: ['Ingress' as const] },
    },
    pod: policyOf('p', [{ podSelector: none }]),
    namespace: policyOf('p', [
      { namespaceSelector: { matchExpressions: [{ key: 'n', operator: 'NotIn', values: ['1', '2'] }] } },
    ]),
  };
  const namespace = { kind: 'Namespace' as const, name: 'x', labels: labelsFrom([['n', '1']]) };

  it.each(['subject', 'pod', 'namespace'] as const)(
    'sees mistakes about the %s, and no others',
    (position) => {
      const cluster = { ...withPolicies(policies[position]), namespaces: [namespace] };
      for (const other of ['subject', 'pod', 'namespace']) {
        expect(binsIn(cluster, witness('SEL-8', other)).length > 0, other).toBe(other === position);
      }
    },
  );
});

describe('a witness of one length', () => {
  const items = (...ports: number[]) => ports.map((port) => ({ protocol: 'TCP' as const, port }));

  it.each([
    ['two', items(80, 81), true, false],
    ['more', items(80, 81, 82), false, true],
    ['neither', items(80), false, false],
  ])('sees lists of %s', (_name, ports, two, more) => {
    const cluster = withPolicies(policyOf('p', [{ podSelector: {} }], ports));
    expect(binsIn(cluster, witness('PORT-2', 'two')).length > 0).toBe(two);
    expect(binsIn(cluster, witness('PORT-2', 'more')).length > 0).toBe(more);
  });
});

describe('shortcuts leave nothing out:', () => {
  it('whoever could not matter decides nothing', () => {
    let passedOver = 0;
    for (const [run, cluster] of CLUSTERS.entries()) {
      const questions = flowQuestions(cluster, {}, run);
      const { probes, expected } = questions('all');
      const context = contextOf(referenceSemantics, cluster, {});
      for (const each of FLOW_WITNESSES) {
        if (couldMatter(each, context, probes.endpoints)) continue;
        passedOver++;
        expect(differingCells(each.mutant, probes, expected), each.mutant.id).toEqual([]);
      }
    }
    expect(passedOver).toBeGreaterThan(500);
  });

  it('whoever looks at few cells decides in no other', () => {
    for (const [run, cluster] of CLUSTERS.entries()) {
      const { probes, expected } = flowQuestions(cluster, {}, run)('all');
      for (const each of FLOW_WITNESSES) {
        const focus = focusOf(each);
        if (['all', 'boundaries', 'other-protocols', 'sample'].includes(focus)) continue;
        const inFocus = new Set(cellsInFocus(probes, focus as NarrowFocus));
        const outside = differingCells(each.mutant, probes, expected).filter((index) => !inFocus.has(index));
        expect(outside, `${each.mutant.id} in case ${run}`).toEqual([]);
      }
    }
  });

  it('a sample is another one in another case, and never too large', () => {
    const { cluster } = generateScenario(8, 3, GENERATOR_PRESETS.default);
    const cells = (run: number): Uint32Array => flowQuestions(cluster, {}, run)('sample').probes.cells;
    expect(cells(0).length).toBeLessThanOrEqual(257);
    expect(cells(0)).not.toEqual(cells(1));
    expect(cells(0)).toEqual(cells(0));
    expect(new Set(cells(0)).size).toBe(cells(0).length);
  });
});
