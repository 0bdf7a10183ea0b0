import { expect, it } from 'vitest';
import type { Engine, ZooEntry } from '../index.ts';
import { ALLOW, EngineFailure, referenceEngine, ZOO, zooEngine } from '../index.ts';
import type { Question } from './testing/index.ts';
import { BROAD, questionsOf } from './testing/index.ts';

const QUESTIONS = questionsOf('conformance');
const ASKED = QUESTIONS.reduce((sum, { expected }) => sum + expected.length, 0);
const MUTATIONS = ZOO.filter(({ id, mutation }) => id === mutation);

/** A bug of which every user hears at once would have been found without us. */
const MOST = 0.1;

it('the corpus asks a lot, and the reference gives every answer', () => {
  expect(ASKED).toBeGreaterThan(600);
  expect(shareOf(referenceEngine())).toBe(0);
});

it('breadth is explained for bugs that there are', () => {
  const ids = new Set(ZOO.map(({ id }) => id));
  expect(Object.keys(BROAD).filter((id) => !ids.has(id))).toEqual([]);
});

it.each(MUTATIONS)(
  '$id departs from little of the conformance corpus, or is explained',
  (entry: ZooEntry) => {
    expect(shareOf(zooEngine(entry)) > MOST).toBe(BROAD[entry.id] !== undefined);
  },
);

/** The share of the flows of which the corpus says something that an engine judges otherwise. */
function shareOf(engine: Engine): number {
  return QUESTIONS.reduce((sum, question) => sum + departures(engine, question), 0) / ASKED;
}

function departures(engine: Engine, { probes, profile, expected }: Question): number {
  const told = engine.withProfile?.({ ...engine.capabilities.profile, ...profile }) ?? engine;
  try {
    const verdicts = told.judge(probes) as Uint8Array;
    return expected.filter((action, index) => (verdicts[index] === ALLOW ? 'allow' : 'deny') !== action)
      .length;
  } catch (error) {
    if (error instanceof EngineFailure) return expected.length;
    throw error;
  }
}
