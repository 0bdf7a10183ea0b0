import { describe, expect, it } from 'vitest';
import type { SimulationSettings } from '../../model/index.ts';
import { decodeScenario } from './decode-scenario.ts';
import { encodeScenario } from './encode-scenario.ts';

const HEAD = 'fencepost: 1\nname: test\n';
const decoded = (simulation: string): SimulationSettings | undefined =>
  decodeScenario(`${HEAD}simulation: ${simulation}\n`, 'test.yaml').simulation;

/** Everything that can be set, in the form in which it is written. */
const EVERYTHING = `${HEAD}simulation:
  seed: -7
  faults:
    watch: {minDelay: 1, maxDelay: 200, reorderKinds: 0.25, duplicate: 0.1, lose: 0.05, relistDelay: 1000}
    agent: {operationFailure: 1, retryDelay: 50, crash: 0.01, restartDelay: 3600000, operationDelay: 0}
    controller: {workers: 4, workDelay: 10}
  neighbours: cold
`;

it('is read', () => {
  expect(decodeScenario(EVERYTHING, 'test.yaml').simulation).toEqual({
    seed: -7,
    faults: {
      watch: {
        minDelay: 1,
        maxDelay: 200,
        reorderKinds: 0.25,
        duplicate: 0.1,
        lose: 0.05,
        relistDelay: 1000,
      },
      agent: { operationFailure: 1, retryDelay: 50, crash: 0.01, restartDelay: 3_600_000, operationDelay: 0 },
      controller: { workers: 4, workDelay: 10 },
    },
    neighbours: 'cold',
  });
});

it.each([EVERYTHING, `${HEAD}simulation: {seed: 0}\n`, HEAD])('is written as it was read: %j', (text) => {
  expect(encodeScenario(decodeScenario(text, 'test.yaml'))).toBe(text);
});

it.each([
  ['{seed: 1}', { seed: 1 }],
  ['{seed: 1, faults: }', { seed: 1, faults: {} }],
  ['{seed: 1, faults: {agent: }}', { seed: 1, faults: { agent: {} } }],
  ['{seed: 1, faults: {watch: {minDelay: 5}}}', { seed: 1, faults: { watch: { minDelay: 5 } } }],
  ['{seed: 1, faults: {agent: {failAt: 3}}}', { seed: 1, faults: { agent: { failAt: 3 } } }],
  ['{seed: 1, neighbours: warm}', { seed: 1, neighbours: 'warm' }],
])('%s', (text, expected) => {
  expect(decoded(text)).toEqual(expected);
});

describe('what is wrong is named by its field', () => {
  it.each([
    ['{}', 'simulation: "seed" is missing'],
    ['{seed: 0.5}', 'simulation.seed: must be a whole number'],
    ['{seed: 9007199254740992}', 'simulation.seed: must be a whole number'],
    ['{seed: 1, speed: 2}', 'simulation: unknown key "speed" (did you mean "seed"?)'],
    ['{seed: 1, faults: {agents: {}}}', 'simulation.faults: unknown key "agents" (did you mean "agent"?)'],
    ['{seed: 1, faults: {__proto__: {}}}', 'simulation.faults: unknown key "__proto__"'],
    ['{seed: 1, faults: {agent: {__proto__: 1}}}', 'simulation.faults.agent: unknown key "__proto__"'],
    ['{seed: 1, faults: {agent: {constructor: 1}}}', 'simulation.faults.agent: unknown key "constructor"'],
    [
      '{seed: 1, faults: {watch: {lose: 1.5}}}',
      'simulation.faults.watch.lose: must be a number from 0 to 1, not 1.5',
    ],
    ['{seed: 1, faults: {watch: {lose: -0.1}}}', 'simulation.faults.watch.lose: must be a number'],
    ['{seed: 1, faults: {watch: {lose: .nan}}}', 'simulation.faults.watch.lose: must be a number'],
    ['{seed: 1, faults: {watch: {duplicate: often}}}', 'simulation.faults.watch.duplicate: must be a number'],
    [
      '{seed: 1, faults: {watch: {relistDelay: 2.5}}}',
      'simulation.faults.watch.relistDelay: must be a whole number',
    ],
    [
      '{seed: 1, faults: {agent: {retryDelay: 1e300}}}',
      'simulation.faults.agent.retryDelay: must be a whole number from 0 to 3600000',
    ],
    [
      '{seed: 1, faults: {watch: {minDelay: 5, maxDelay: 4}}}',
      'simulation.faults: watch.maxDelay must not be below watch.minDelay',
    ],
    [
      '{seed: 1, faults: {controller: {workers: 65}}}',
      'simulation.faults.controller.workers: must be a whole number from 0 to 64',
    ],
    ['{seed: 1, neighbours: hot}', 'simulation.neighbours: "hot" is none of warm, cold'],
    ['[]', 'simulation: must be a mapping'],
  ])('%s', (text, message) => {
    expect(() => decoded(text)).toThrow(message);
    expect(() => decoded(text)).toThrow('test.yaml:3:');
  });
});
