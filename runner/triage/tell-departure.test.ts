import { describe, expect, it } from 'vitest';
import type { Engine } from '../../engines/index.ts';
import { createEngine } from '../../engines/index.ts';
import { generateScenario, GENERATOR_PRESETS } from '../../generators/index.ts';
import type { Violation } from '../../properties/index.ts';
import { PROPERTIES } from '../../properties/index.ts';
import type { Pair } from '../campaign/lanes/tallies.ts';
import { tellDeparture } from './tell-departure.ts';

const propertyOf = (name: string): Pair['property'] => PROPERTIES.find((each) => each.name === name)!;
const LAW = propertyOf('order-changes-nothing');
const SPECIFICATION = propertyOf('engine-agrees-with-reference');

const engine: Engine = await createEngine('zoo:AWS-142');
const other: Engine = await createEngine('zoo:AWS-142');
const violation = await firstViolation();

async function firstViolation(): Promise<Violation> {
  for (let run = 0; run < 40; run++) {
    const scenario = generateScenario(1, run, GENERATOR_PRESETS[run % 3 === 0 ? 'default' : 'small']);
    const found = (await LAW.check(scenario, engine)).violation;
    if (found !== undefined) return found;
  }
  throw new Error('no case departs from the law');
}

describe('a departure from a law', () => {
  it('is told as one from the specification, of the case as the law has changed it', async () => {
    const pairs = [
      { engine, property: SPECIFICATION },
      { engine, property: LAW },
    ];
    const told = await tellDeparture(pairs, { pair: 1, violation });
    expect(told.pair).toBe(0);
    expect(told.violation.verdict).toBeDefined();
    const again = await SPECIFICATION.check(told.violation.scenario, engine);
    expect(again.violation).toBeDefined();
    expect(await tellDeparture(pairs, { pair: 1, violation })).toEqual(told);
  });

  it.each<[what: string, pairs: readonly Pair[], pair: number]>([
    ['nobody compares with the specification', [{ engine, property: LAW }], 0],
    [
      'it is of another engine',
      [
        { engine: other, property: SPECIFICATION },
        { engine, property: LAW },
      ],
      1,
    ],
    ['it is no departure from a law', [{ engine, property: SPECIFICATION }], 0],
  ])('stays what it is where %s', async (_, pairs, pair) => {
    expect(await tellDeparture(pairs, { pair, violation })).toEqual({ pair, violation });
  });
});
