import { expect, it } from 'vitest';
import { EMPTY_CLUSTER, scenarioOf } from '../../../model/index.ts';
import { createBlackBox, haltIn, setHalt, takeLastWords, witnessIn } from './black-box.ts';

const scenario = scenarioOf('ünusual', EMPTY_CLUSTER);

it('says what was being done', () => {
  const box = createBlackBox();
  const witness = witnessIn(box);
  expect(takeLastWords(box)).toEqual({ doing: 'nothing' });
  witness.check(2 ** 40 + 1, 3);
  witness.check(2 ** 40 + 1, 4);
  expect(takeLastWords(box)).toEqual({ doing: 'check', run: 2 ** 40 + 1, pair: 4 });
  expect(takeLastWords(box)).toEqual({ doing: 'nothing' });
  witness.reduction();
  expect(takeLastWords(box)).toEqual({ doing: 'reduction' });
  witness.check(7, 0);
  witness.rest();
  expect(takeLastWords(box)).toEqual({ doing: 'nothing' });
});

it('keeps a scenario that nobody could make again', () => {
  const box = createBlackBox();
  const witness = witnessIn(box);
  witness.proposal(scenario);
  witness.check(1, 0);
  expect(takeLastWords(box)).toEqual({ doing: 'check', run: 1, pair: 0, scenario });
});

it('does without one that is too long', () => {
  const box = createBlackBox();
  const witness = witnessIn(box);
  witness.proposal({ ...scenario, description: 'é'.repeat(400_000) });
  witness.check(1, 0);
  expect(takeLastWords(box)).toEqual({ doing: 'check', run: 1, pair: 0 });
});

it('a proposal belongs to its case and to no other', () => {
  const box = createBlackBox();
  const witness = witnessIn(box);
  witness.proposal(scenario);
  witness.check(1, 0);
  witness.check(65, 0);
  expect(takeLastWords(box)).toEqual({ doing: 'check', run: 65, pair: 0 });
});

it('halts cases first, then reductions, and never takes it back', () => {
  const box = createBlackBox();
  const halt = haltIn(box);
  const now = (): boolean[] => [halt.cases(), halt.reductions()];
  expect(now()).toEqual([false, false]);
  setHalt(box, 1);
  expect(now()).toEqual([true, false]);
  setHalt(box, 2);
  setHalt(box, 1);
  expect(now()).toEqual([true, true]);
});
