import { afterEach, describe, expect, test } from 'vitest';
import type { EngineFault } from '../../model/index.ts';
import { EngineFailure } from '../engine-failure.ts';
import { ALLOW, DENY } from '../engine.ts';
import type { ExecEngine, ExecEngineOptions } from './exec-engine.ts';
import { execEngine } from './exec-engine.ts';
import { portProbes } from './testing/fixture.ts';
import { badEngine, isAlive } from './testing/processes.ts';

const opened: ExecEngine[] = [];

async function open(command: string, options?: ExecEngineOptions): Promise<ExecEngine> {
  const engine = await execEngine(command, options);
  opened.push(engine);
  return engine;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((engine) => engine.close()));
});

async function failureOf(promise: unknown): Promise<EngineFailure> {
  const error = await Promise.resolve(promise).then(
    (value) => new Error(`no failure but ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(EngineFailure);
  return error as EngineFailure;
}

/** A signal that was sent takes a moment to end its process. */
async function nobodyLeft(pids: () => readonly number[]): Promise<void> {
  await expect.poll(() => pids().filter(isAlive)).toEqual([]);
}

const PROBES = portProbes([80, 81]);
const QUICK = { requestTimeoutMs: 1_000, maxAnswerBytes: 1024 * 1024 };

const FAILURES: readonly [way: string, fault: EngineFault, message: string][] = [
  ['crash-at-load', 'crash', 'exited with code 3 instead of answering "load" (request 2)'],
  ['crash-at-probe', 'crash', 'exited with code 4 instead of answering "probe" (request 3)'],
  ['crash-by-signal', 'crash', 'was ended by SIGKILL instead of answering "probe" (request 3)'],
  ['close-output', 'crash', 'closed its standard output instead of answering "probe" (request 3)'],
  ['hang-at-load', 'hang', 'gave no answer within 1000 ms to "load" (request 2)'],
  ['hang-at-probe', 'hang', 'gave no answer within 1000 ms to "probe" (request 3)'],
  ['flood-without-newline', 'nonsense', 'wrote a line longer than 1048576 bytes'],
  ['extra-line', 'nonsense', 'wrote a line that answers nothing: '],
  ['too-few', 'wrong-count', 'answered "probe" (request 3) wrongly: 1 verdicts for 2 flows'],
  ['too-many', 'wrong-count', 'answered "probe" (request 3) wrongly: 3 verdicts for 2 flows'],
  ['no-verdicts', 'nonsense', 'answered "probe" (request 3) wrongly: no list of verdicts: {}'],
  ['maybe', 'nonsense', 'answered "probe" (request 3) wrongly: verdicts[0]: "maybe" is not a verdict'],
  ['not-json', 'nonsense', 'answered "probe" (request 3) wrongly: not JSON: "panic: runtime error"'],
  ['not-an-object', 'nonsense', 'answered "probe" (request 3) wrongly: not a JSON object: "[]"'],
  ['wrong-id', 'nonsense', 'answered "probe" (request 3) wrongly: id 4 instead of 3'],
  ['no-result', 'nonsense', 'answered "probe" (request 3) wrongly: neither result nor error'],
  ['other-error', 'nonsense', 'answered "probe" (request 3) wrongly: error {"code":-32603,'],
  ['load-without-object', 'nonsense', 'answered "load" (request 2) wrongly: null instead of {}'],
  ['noisy-crash', 'crash', 'exited with code 6 instead of answering "probe" (request 3)'],
  ['grandchild-and-crash', 'crash', 'exited with code 7 instead of answering "probe" (request 3)'],
];

describe('an engine that fails', () => {
  test.each(FAILURES)('%s: %s, nothing is left, the next process answers', async (way, fault, message) => {
    const { command, pids } = badEngine(way);
    const engine = await open(command, QUICK);
    const failure = await failureOf(engine.judge(PROBES));
    expect(failure.fault).toBe(fault);
    expect(failure.message).toContain(`the engine ${message}`);
    await nobodyLeft(pids);

    expect(await engine.judge(PROBES)).toEqual(Uint8Array.of(ALLOW, DENY));
    expect(pids().filter(isAlive)).toHaveLength(1);
    await engine.close();
    await nobodyLeft(pids);
  });

  test.each([
    ['crash-after-answer', 'crash', /exited with code 5/],
    // The next question may be on its way before the second line is read.
    ['flood-of-lines', 'nonsense', /wrote a line that answers nothing|id 3 instead of 4/],
  ])('%s is told with the next question at the latest', async (way, fault, message) => {
    const { command, pids } = badEngine(way);
    const engine = await open(command, QUICK);
    const failure = await failureOf(engine.judge(PROBES).then(() => engine.judge(PROBES)));
    expect(failure.fault).toBe(fault);
    expect(failure.message).toMatch(message);
    await nobodyLeft(pids);
    expect(await engine.judge(PROBES)).toEqual(Uint8Array.of(ALLOW, DENY));
  });

  test('the log is the end of standard error, within bounds', async () => {
    const engine = await open(badEngine('noisy-crash').command, QUICK);
    const { log = '' } = await failureOf(engine.judge(PROBES));
    expect(log).toMatch(/noise \nthe last words$/);
    expect(Buffer.byteLength(log)).toBe(65_536);
  });

  test('a full standard error does not hold the engine up', async () => {
    const engine = await open(badEngine('noisy').command, QUICK);
    expect(await engine.judge(PROBES)).toEqual(Uint8Array.of(ALLOW, DENY));
  });

  test('every question that was under way gets the failure', async () => {
    const { command } = badEngine('crash-at-probe');
    const engine = await open(command, QUICK);
    const many = portProbes(Array.from({ length: 20_000 }, (_, index) => index + 1));
    const failure = await failureOf(engine.judge(many));
    expect(failure.message).toContain('"probe" (request 3)');
  });
});

describe('an engine that refuses', () => {
  test('a refused load names the object, and the process lives on', async () => {
    const { command, pids } = badEngine('refuse-load');
    const engine = await open(command, QUICK);
    const first = await failureOf(engine.judge(PROBES));
    expect(first.fault).toBe('refused');
    expect(first.message).toBe('the engine refused Pod x/a: too strange');
    const second = await failureOf(engine.judge(PROBES));
    expect(second.fault).toBe('refused');
    expect(pids()).toHaveLength(1);
  });

  test('a refused probe is a refusal too, and the objects are loaded again', async () => {
    const { command } = badEngine('refuse-probe');
    const engine = await open(command, QUICK);
    expect((await failureOf(engine.judge(PROBES))).message).toBe(
      'the engine refused "probe": not these flows',
    );
    const probe = portProbes([]);
    const told = await engine.explain?.(probe, {
      source: { kind: 'external', ip: '203.0.113.7' },
      destination: { kind: 'pod', ip: '10.244.1.10', pod: 'x/a' },
      protocol: 'TCP',
      port: 80,
    });
    expect(JSON.parse(told![0]!).methods).toEqual(['initialize', 'load', 'load', 'explain']);
  });
});

describe('an engine that does not start', () => {
  const STARTS: readonly [way: string, code: string, message: string][] = [
    ['crash-at-initialize', 'engine', 'exited with code 9 instead of answering "initialize" (request 1)'],
    ['version-2', 'usage', 'the engine speaks version 2 of the engine protocol, not 1'],
    ['wrong-capability', 'engine', 'capabilities.maxFlows: must be a positive integer, not "many"'],
  ];
  test.each(STARTS)("%s is the user's to mend: %s", async (way, code, message) => {
    const { command, pids } = badEngine(way);
    await expect(execEngine(command, QUICK)).rejects.toMatchObject({
      name: 'FencepostError',
      code,
      message: expect.stringContaining(message),
    });
    await nobodyLeft(pids);
  });

  test.each([
    ['no-such-command-anywhere --flag', 'not found: no-such-command-anywhere'],
    [`${import.meta.dirname}/index.ts`, 'is not executable'],
    ["'open", 'single quote that is never closed'],
    ['', 'is empty'],
  ])('%j is wrong usage', async (command, message) => {
    await expect(execEngine(command)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(message),
    });
  });
});

describe('close', () => {
  test.each(['ignore-shutdown', 'ignore-shutdown-and-sigterm', 'grandchild-and-shutdown'])(
    '%s leaves nobody behind',
    async (way) => {
      const { command, pids } = badEngine(way);
      const engine = await open(command, QUICK);
      await engine.judge(PROBES);
      expect(pids().filter(isAlive).length).toBeGreaterThan(0);
      await engine.close();
      await nobodyLeft(pids);
      await engine.close();
    },
  );

  test('works while a process is being started again', async () => {
    const { command, pids } = badEngine('crash-at-load');
    const engine = await open(command, QUICK);
    await failureOf(engine.judge(PROBES));
    const [outcome] = await Promise.allSettled([engine.judge(PROBES), engine.close()]);
    expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'engine good is closed' } });
    await nobodyLeft(pids);
  });

  test('works in mid-request, and nothing can be asked afterwards', async () => {
    const { command, pids } = badEngine('hang-at-probe');
    const engine = await open(command);
    const question = engine.judge(PROBES);
    const [outcome] = await Promise.allSettled([question, engine.close()]);
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'engine' } });
    await nobodyLeft(pids);
    await expect(engine.judge(PROBES)).rejects.toMatchObject({ message: 'engine good is closed' });
  });
});
