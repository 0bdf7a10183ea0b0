import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../../model/index.ts';
import { SPEC_DEFAULT } from '../../../../model/index.ts';
import type { Datapath, Operation } from '../../datapath.ts';
import type { DatapathProfile } from '../datapath-profile.ts';
import { allQuestions, sampleQuestions, walkPlan, wrongAnswers } from './datapath-checks.ts';
import { editIntent, randomIntent, seededDraw } from './random-intent.ts';

const PROFILES: readonly (readonly [name: string, change: Partial<Profile>])[] = [
  ['spec-default', {}],
  [
    'rejecting, strict about nodes',
    { deniedAction: 'reject', ownNodeIngress: 'policed', selfDirect: 'policed' },
  ],
  ['other protocols pass', { otherProtocolsWhenIsolated: 'allow', ownNodeEgress: 'always-allow' }],
  [
    'other protocols follow rules',
    { otherProtocolsWhenIsolated: 'follow-portless-rules', relatedIcmp: 'deny' },
  ],
  [
    'little support',
    { otherProtocolsWhenIsolated: 'allow-icmp-control', sctp: 'rules-inert', endPort: 'single-port' },
  ],
];

/** What every datapath must show, whatever it is made of. */
export function describeDatapath<State, Op extends Operation>(
  name: string,
  create: (profile: DatapathProfile) => Datapath<State, Op>,
): void {
  const questions = allQuestions();
  describe(`${name} datapath`, () => {
    it.each(PROFILES)('says what the clauses say at every boundary: %s', (_, change) => {
      const profile = { ...SPEC_DEFAULT, ...change };
      const datapath = create(profile);
      for (let seed = 0; seed < 12; seed++) {
        const intent = randomIntent(seededDraw(seed));
        const wrong = wrongAnswers(datapath, datapath.compile(intent), intent, questions, profile);
        expect(wrong.slice(0, 3), `seed ${seed}`).toStrictEqual([]);
      }
    });

    it('arrives where it was sent, and keeps the window on the way', () => {
      const datapath = create(SPEC_DEFAULT);
      for (let seed = 0; seed < 120; seed++) {
        const draw = seededDraw(1_000 + seed);
        const first = randomIntent(draw);
        const second = seed % 2 === 0 ? editIntent(first, draw) : randomIntent(draw);
        const states = [datapath.empty(), datapath.compile(first), datapath.compile(second)];
        for (const [from, to] of [
          [0, 1],
          [1, 2],
          [2, 0],
        ] as const) {
          const sample = sampleQuestions(questions, 80, draw);
          const walk = walkPlan(datapath, states[from]!, states[to]!, sample);
          expect(walk.violations.slice(0, 3), `seed ${seed}, ${from} to ${to}`).toStrictEqual([]);
          expect(walk.state, `seed ${seed}, ${from} to ${to}`).toStrictEqual(states[to]);
        }
      }
    });

    it('starts anew from wherever a plan was cut off', () => {
      const datapath = create(SPEC_DEFAULT);
      for (let seed = 0; seed < 120; seed++) {
        const draw = seededDraw(2_000 + seed);
        const first = randomIntent(draw);
        const second = editIntent(first, draw);
        const from = datapath.compile(first);
        const through = datapath.compile(second);
        const to = datapath.compile(seed % 2 === 0 ? editIntent(second, draw) : randomIntent(draw));
        const operations = datapath.plan(from, through);
        const done = operations.slice(0, draw(operations.length + 1));
        let leftover = from;
        for (const operation of done) leftover = datapath.apply(leftover, operation);
        const walk = walkPlan(datapath, leftover, to, sampleQuestions(questions, 80, draw));
        expect(walk.violations.slice(0, 3), `seed ${seed}`).toStrictEqual([]);
        expect(walk.state, `seed ${seed}`).toStrictEqual(to);
      }
    });

    it('has nothing to do where nothing changed', () => {
      const datapath = create(SPEC_DEFAULT);
      const intent = randomIntent(seededDraw(3));
      expect(datapath.plan(datapath.compile(intent), datapath.compile(intent))).toStrictEqual([]);
    });
  });
}
