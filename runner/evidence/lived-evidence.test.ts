import { describe, expect, it } from 'vitest';
import type { SimEngine } from '../../engines/index.ts';
import { simEngine } from '../../engines/index.ts';
import type { Flow, Scenario } from '../../model/index.ts';
import { scenarioOf } from '../../model/index.ts';
import { policyOf, SMALL } from '../../model/testing/sample-cluster.ts';
import type { Violation } from '../../properties/index.ts';
import { CORRECT_BEHAVIOUR, DATAPATHS } from '../../sim/index.ts';
import { evidenceOf } from './evidence-of.ts';
import { livedEvidence } from './lived-evidence.ts';

/** A plugin whose agents do not take notice when a policy goes. */
const FORGETFUL: SimEngine = simEngine({
  name: 'forgetful',
  datapath: DATAPATHS.nftables,
  behaviour: {
    ...CORRECT_BEHAVIOUR,
    cache: {
      ...CORRECT_BEHAVIOUR.cache,
      forgets: ({ stored }) => stored.object.kind !== 'NetworkPolicy',
    },
  },
});

const FLOW: Flow = {
  source: { kind: 'pod', ip: '10.244.2.11', pod: 'x/b' },
  destination: { kind: 'pod', ip: '10.244.1.10', pod: 'x/a' },
  protocol: 'TCP',
  port: 80,
};

/** Nobody may reach the pods of x; then the policy goes, and everybody may (ISO-11). */
const SEALED = policyOf('sealed', [{ ipBlock: { cidr: '192.0.2.0/24' } }]);
const UNSEALED: Scenario = scenarioOf(
  'unsealed',
  { ...SMALL, policies: [SEALED] },
  {
    steps: [
      {
        settled: true,
        expectations: [],
        actions: [{ kind: 'apply', event: { type: 'DELETED', object: SEALED } }],
      },
    ],
  },
);

const VIOLATION: Violation = {
  summary: 'denies what must be allowed',
  direction: 'ingress',
  expected: 'allow',
  observed: 'deny',
  scenario: UNSEALED,
  flow: FLOW,
};

describe('livedEvidence', () => {
  it('tells what each node knew, and marks where the finding shows (ISO-11)', () => {
    const { timeline } = livedEvidence(VIOLATION, FORGETFUL);
    expect(timeline!.nodes).toEqual(['n1', 'n2']);
    const wrong = timeline!.events.filter((event) => event.wrong === true);
    expect(wrong.map(({ what, action }) => [what, action])).toEqual([['verdict', 'deny']]);
    const after = timeline!.events.slice(timeline!.events.findIndex(({ what }) => what === 'object'));
    expect(after).toContain(wrong[0]);
  });

  it('marks the last time that the flow became what was observed, whatever it became later', () => {
    const correct = simEngine({ name: 'correct', datapath: DATAPATHS.nftables });
    const steps = [
      {
        settled: true,
        expectations: [],
        actions: [{ kind: 'apply' as const, event: { type: 'ADDED' as const, object: SEALED } }],
      },
    ];
    const scenario = scenarioOf('sealed', SMALL, { steps });
    const { timeline } = livedEvidence({ ...VIOLATION, scenario, observed: 'allow' }, correct);
    const verdicts = timeline!.events.filter(({ what }) => what === 'verdict');
    expect(verdicts.at(-1)).toMatchObject({ action: 'deny' });
    expect(verdicts.findLast(({ action }) => action === 'allow')).toMatchObject({ wrong: true });
    expect(verdicts.filter(({ wrong }) => wrong === true)).toHaveLength(1);
  });

  it('follows the packet to where it was dropped', () => {
    const { trace } = livedEvidence(VIOLATION, FORGETFUL);
    expect(trace!.disposition).toBe('dropped');
    expect(trace!.hops.at(-1)!.place).toBe('n1');
    expect(trace!.hops.at(-1)!.steps.at(-1)!.rule).toContain('isolated by x/sealed');
  });

  it('has no timeline for a snapshot, and no trace beside the own of a finding', () => {
    const snapshot = { ...VIOLATION, scenario: { ...UNSEALED, steps: [] } };
    expect(Object.keys(livedEvidence(snapshot, FORGETFUL))).toEqual(['trace']);
    const trace = { flow: FLOW, hops: [], disposition: 'dropped' } as const;
    expect(Object.keys(livedEvidence({ ...VIOLATION, trace }, FORGETFUL))).toEqual(['timeline']);
  });

  it('keeps a long history short, its revisions and verdicts first', () => {
    const actions = Array.from({ length: 200 }, (_, index) => ({
      kind: 'apply' as const,
      event: { type: 'ADDED' as const, object: policyOf(`p${index}`, []) },
    }));
    const steps = [{ settled: true, expectations: [], actions }];
    const { timeline } = livedEvidence({ ...VIOLATION, scenario: { ...UNSEALED, steps } }, FORGETFUL);
    expect(timeline!.events.length).toBeLessThanOrEqual(120);
    expect(timeline!.events.some(({ what }) => what === 'watch' || what === 'programming')).toBe(false);
  });

  it('is part of the evidence of engines that can be followed', async () => {
    const evidence = await evidenceOf(VIOLATION, FORGETFUL, { kind: 'generated', seed: 1, run: 1 });
    expect(Object.keys(evidence!)).toEqual(['matrix', 'timeline', 'trace']);
  });
});
