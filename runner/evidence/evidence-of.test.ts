import { describe, expect, it } from 'vitest';
import type { Engine } from '../../engines/index.ts';
import { ALLOW, DENY, EngineFailure, referenceEngine, UNSUPPORTED } from '../../engines/index.ts';
import { createEvaluator } from '../../evaluator/index.ts';
import type { Cluster, Flow, NetworkPolicy, Scenario } from '../../model/index.ts';
import { matrixCell, scenarioOf } from '../../model/index.ts';
import { policyOf, SMALL } from '../../model/testing/sample-cluster.ts';
import type { Violation } from '../../properties/index.ts';
import { evidenceOf } from './evidence-of.ts';

const POLICY = policyOf('p', [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }], [{ port: 80 }]);
const CLUSTER: Cluster = { ...SMALL, policies: [POLICY] };
const EXCEPTED: Flow = {
  source: { kind: 'external', ip: '10.1.2.3' },
  destination: { kind: 'pod', ip: '10.244.1.10', pod: 'x/a' },
  protocol: 'TCP',
  port: 80,
};
/** Isolates every pod of x for egress and lets nothing out. */
const SEALED: NetworkPolicy = { ...POLICY, spec: { podSelector: {}, policyTypes: ['Egress'] } };

const NO_VERDICT = undefined as never;
const GENERATED = { kind: 'generated', seed: 1, run: 2 } as const;
const CORPUS = { kind: 'corpus', file: 's.yaml' } as const;

function violationOf(parts: Partial<Violation> = {}, scenario: Partial<Scenario> = {}): Violation {
  const made = scenarioOf('s', CLUSTER, scenario);
  return {
    summary: 'allows what must be denied',
    direction: 'ingress',
    expected: 'deny',
    observed: 'allow',
    scenario: made,
    flow: EXCEPTED,
    verdict: createEvaluator().of(made.cluster, made.profile).evaluate(EXCEPTED),
    ...parts,
  };
}

/** Answers everything alike. */
function stubborn(answer: number, parts: Partial<Engine> = {}): Engine {
  return {
    ...referenceEngine(),
    name: 'stubborn',
    judge: ({ cells }) => new Uint8Array(cells.length).fill(answer),
    ...parts,
  };
}

describe('evidenceOf', () => {
  it('shows who reaches whom, the outside cut where the blocks cut it (IPB-2, IPB-5)', async () => {
    const evidence = await evidenceOf(violationOf(), stubborn(ALLOW), GENERATED);
    const matrix = evidence!.matrix!;
    expect(matrix.title).toBe('TCP 80');
    expect(matrix.ends.map(({ label }) => label)).toEqual([
      'x/a',
      'x/b',
      'node n1',
      'node n2',
      '10.1.0.0/16',
      '0.0.0.0-9.255.255.255',
      '10.0.0.0/16',
      '10.2.0.0-10.255.255.255',
      '11.0.0.0-255.255.255.255',
    ]);
    // Pods lie in the block (IPB-10); a pod reaches itself (SELF-2), its own node reaches it (NODE-1).
    expect(matrix.expected).toEqual([
      'AAAAAAAAA',
      'AAAAAAAAA',
      'ADAAAAAAA',
      'DAAAAAAAA',
      'DDAA-----',
      'DDAA-----',
      'AAAA-----',
      'AAAA-----',
      'DDAA-----',
    ]);
    expect(new Set(matrix.observed.join(''))).toEqual(new Set('A-'));
    expect(matrix.flow).toEqual({ source: 4, destination: 0 });
    expect(matrix.ends[4]!.ip).toBe('10.1.2.3');
  });

  it('has no differing pair where the engine reads as the specification does', async () => {
    const { matrix } = (await evidenceOf(
      violationOf({ verdict: NO_VERDICT }),
      referenceEngine(),
      GENERATED,
    ))!;
    expect(matrix!.observed).toEqual(matrix!.expected);
  });

  it('marks what the plugin may choose and did not declare (NODE-2)', async () => {
    const open = stubborn(ALLOW, { capabilities: { ...referenceEngine().capabilities, profile: {} } });
    const scenario = scenarioOf('s', { ...SMALL, policies: [SEALED] });
    const { matrix } = (await evidenceOf(violationOf({ scenario, verdict: NO_VERDICT }), open, GENERATED))!;
    const [pod, node] = ['x/a', 'node n1'].map((name) =>
      matrix!.ends.findIndex(({ label }) => label === name),
    );
    expect(matrix!.expected[pod!]![node!]).toBe('?');
    expect(matrixCell(matrix!, pod!, node!)).toMatchObject({ expected: 'open', differs: false });
  });

  it('never compares what the engine does not support', async () => {
    const evidence = await evidenceOf(violationOf({ verdict: NO_VERDICT }), stubborn(UNSUPPORTED), GENERATED);
    expect(new Set(evidence!.matrix!.observed.join(''))).toEqual(new Set('U-'));
  });

  it('asks no more than the engine takes in one case', async () => {
    const capabilities = { ...referenceEngine().capabilities, probesPerCase: 10 };
    const evidence = await evidenceOf(violationOf(), stubborn(ALLOW, { capabilities }), GENERATED);
    expect(evidence!.matrix!.ends.map(({ label }) => label)).toEqual(['x/a', 'x/b', '10.1.0.0/16']);
  });

  it('tells an engine the choices of a scenario of the corpus, and of no other (NODE-2)', async () => {
    const profile = { ownNodeEgress: 'always-allow' } as const;
    const scenario = scenarioOf('s', { ...SMALL, policies: [SEALED] }, { profile });
    const violation = violationOf({ scenario, verdict: NO_VERDICT });
    const letters = [CORPUS, GENERATED].map(async (origin) => {
      const { matrix } = (await evidenceOf(violation, referenceEngine(), origin))!;
      return matrix!.expected[0]![matrix!.ends.findIndex(({ label }) => label === 'node n1')];
    });
    expect(await Promise.all(letters)).toEqual(['A', 'D']);
  });

  it('shows the end of a history, and how it came to be (LIFE-1)', async () => {
    const asked: unknown[] = [];
    const engine = stubborn(ALLOW, {
      judge: ({ cells, history }) => {
        asked.push(history?.events.length);
        return new Uint8Array(cells.length).fill(ALLOW);
      },
    });
    const step = {
      actions: [{ kind: 'apply' as const, event: { type: 'DELETED' as const, object: POLICY } }],
      settled: true,
      expectations: [],
    };
    const violation = violationOf({ verdict: NO_VERDICT }, { steps: [step] });
    const evidence = await evidenceOf(violation, engine, GENERATED);
    expect(asked).toEqual([1]);
    expect(evidence!.matrix!.ends.at(-1)!.label).toBe('anywhere outside');
    expect(new Set(evidence!.matrix!.expected.join(''))).toEqual(new Set('A-'));
  });

  it.each<[string, Partial<Violation>, Engine]>([
    ['there is no flow', { flow: undefined as never }, stubborn(ALLOW)],
    ['the engine failed', { fault: { kind: 'crash', detail: 'gone' } }, stubborn(ALLOW)],
    [
      'the engine fails now',
      {},
      stubborn(ALLOW, {
        judge: () => {
          throw new EngineFailure('crash', 'gone');
        },
      }),
    ],
    ['the engine now answers otherwise', {}, stubborn(DENY)],
  ])('has nothing to show where %s', async (_title, parts, engine) => {
    expect(await evidenceOf(violationOf(parts), engine, GENERATED)).toBeUndefined();
  });
});
