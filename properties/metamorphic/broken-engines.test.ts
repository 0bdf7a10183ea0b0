import { describe, expect, it } from 'vitest';
import type { Engine } from '../../engines/index.ts';
import { createEngine, matrixEngine } from '../../engines/index.ts';
import type { Semantics } from '../../evaluator/index.ts';
import { referenceSemantics } from '../../evaluator/index.ts';
import { GENERATOR_PRESETS, generateScenario } from '../../generators/index.ts';
import { METAMORPHIC } from './index.ts';

const altered = (changes: Partial<Semantics>): Engine => matrixEngine({ ...referenceSemantics, ...changes });

/** Matches IPv6 text as it stands, so that only the canonical one is ever found. */
const readsBlocksAsText = altered({
  matchesBlock: (context, block, end) =>
    block.cidr === block.cidr.toLowerCase() && referenceSemantics.matchesBlock(context, block, end),
});

/** Looks port names up in a list like /etc/services before it looks at the pod. */
const knowsPortNames = altered({
  resolvePortName: (context, name, protocol, end) => {
    const number = new Map([
      ['web', 80],
      ['dns', 53],
      ['metrics', 8080],
    ]).get(name);
    return number === undefined ? referenceSemantics.resolvePortName(context, name, protocol, end) : [number];
  },
});

/** What each property finds at least, within the first cases of a campaign. */
const FINDS: Readonly<Record<string, readonly (string | Engine)[]>> = {
  'order-changes-nothing': ['zoo:AWS-142', 'zoo:ANTREA-161', 'zoo:OVN-2POD', 'mutant:ISO-5/last'],
  'duplicating-changes-nothing': ['mutant:TYPE-7/exact', 'mutant:IPB-13', 'mutant:ISO-4'],
  'splitting-a-rule-changes-nothing': ['zoo:AWS-142', 'zoo:NPC-81', 'mutant:PEER-2'],
  'merging-rules-changes-nothing': ['zoo:AWS-142', 'mutant:PEER-2', 'mutant:PEER-6'],
  'splitting-a-policy-changes-nothing': ['zoo:ANTREA-161', 'zoo:ANTREA-131', 'mutant:ISO-5'],
  'merging-policies-changes-nothing': ['zoo:ANTREA-161', 'mutant:RULE-5'],
  'adding-a-rule-only-allows': ['zoo:OVN-EMPTYNS', 'zoo:ANTREA-131', 'mutant:RULE-2/all'],
  'an-ignored-direction-means-nothing': ['zoo:CALICO-1360', 'zoo:KR-883', 'mutant:TYPE-5'],
  'absent-lists-are-empty-lists': ['mutant:IPB-2/inverted'],
  'splitting-a-selector-changes-nothing': ['zoo:AKS-2006'],
  'selectors-said-otherwise-mean-the-same': ['zoo:KR-614', 'mutant:SEL-2/missing', 'mutant:SEL-13'],
  'ports-cut-in-two-cover-the-same': ['zoo:CILIUM-28684', 'zoo:AKS-2857', 'zoo:CILIUM-21184'],
  'canonical-blocks-mean-the-same': [readsBlocksAsText],
  'halves-of-a-block-mean-the-block': ['zoo:AZURE-599', 'zoo:CILIUM-39693', 'mutant:IPB-7/usable'],
  'excepts-expand-into-prefixes': ['zoo:ANTREA-71', 'mutant:IPB-2'],
  'mirroring-into-ipv6-changes-nothing': ['zoo:AZURE-599', 'zoo:ANTREA-71'],
  'names-mean-nothing': ['zoo:CILIUM-39347', 'mutant:ISO-13'],
  'labels-mean-nothing': ['zoo:CILIUM-39347', 'mutant:SEL-11', 'mutant:SEL-12'],
  'port-names-mean-nothing': ['zoo:AZURE-734', knowsPortNames],
  'an-unrelated-namespace-changes-nothing': ['zoo:AZURE-4587', 'mutant:ISO-7', 'mutant:ISO-13'],
  'a-synthesised-policy-admits-its-flow': ['zoo:CILIUM-12277', 'zoo:CILIUM-28684', 'mutant:PEER-11'],
};

const CASES = Array.from({ length: 96 }, (_, run) =>
  generateScenario(1, run, GENERATOR_PRESETS[run % 3 === 0 ? 'default' : 'small']),
);

it('every property finds something', () => {
  expect(Object.keys(FINDS)).toEqual(METAMORPHIC.map(({ name }) => name));
});

describe.each(METAMORPHIC)('$name', (property) => {
  it.each(
    FINDS[property.name]!.map((engine) => ({
      engine,
      name: typeof engine === 'string' ? engine : 'an altered one',
    })),
  )('finds $name', async ({ engine: spec }) => {
    const engine = typeof spec === 'string' ? await createEngine(spec) : spec;
    for (const scenario of CASES) {
      const { violation } = await property.check(scenario, engine);
      if (violation === undefined) continue;
      // What the reducer needs: the same again, of the same shape, from what was kept.
      const again = await property.check(violation.scenario, engine, {
        like: violation,
        watch: violation.flow!,
      });
      expect(again.violation).toMatchObject({ expected: violation.expected, observed: violation.observed });
      expect(violation.summary).toContain(' after ');
      return;
    }
    expect.unreachable(`nothing in ${CASES.length} cases`);
  });
});
