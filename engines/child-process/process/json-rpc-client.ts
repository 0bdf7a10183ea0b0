import { EngineFailure } from '../../engine-failure.ts';
import { FencepostError } from '../../../model/index.ts';
import type { EngineFault } from '../../../model/index.ts';
import { excerpt, WrongAnswer } from '../protocol/index.ts';
import type { EngineProcess } from './engine-process.ts';
import { createLineSplitter } from './line-splitter.ts';
import { readAnswer } from './read-answer.ts';
import type { RefusalAnswer } from './read-answer.ts';
import type { PendingRequest, RpcRequest } from './request-queue.ts';
import { createRequestQueue } from './request-queue.ts';
import { createWatchdog } from './watchdog.ts';

/** How long the process has to leave: after `shutdown` (the protocol's two seconds), then after SIGTERM. */
const SHUTDOWN_MS = 2_000;
const TERMINATE_MS = 500;

export interface RpcClientLimits {
  /** Longest wait for the next answer while one is due. */
  readonly requestTimeoutMs: number;
  /** Longest line that the engine may write. */
  readonly maxAnswerBytes: number;
}

/** The asking side of JSON-RPC over a process; answers come in order. */
export interface RpcClient {
  /** Rejects with an EngineFailure; unless its fault is `refused`, the process has ended by then. */
  request<T>(request: RpcRequest<T>): Promise<T>;
  /** Resolves when another request may be written without more than a bounded backlog. */
  writable(): Promise<void>;
  /** Set once the process failed, in a request or between two. */
  failure(): Promise<EngineFailure> | undefined;
  /** Ends the process, gently at first. Open requests are rejected. Idempotent. */
  stop(): Promise<void>;
}

/** A client of the process. It reads the process's output from now on, whether or not anything is asked. */
export function createRpcClient(engine: EngineProcess, limits: RpcClientLimits): RpcClient {
  let failure: Promise<EngineFailure> | undefined;
  let stopped: Promise<void> | undefined;
  const watchdog = createWatchdog(limits.requestTimeoutMs, () => {
    fail('hang', `gave no answer within ${limits.requestTimeoutMs} ms to ${describe(queue.head)}`);
  });
  const queue = createRequestQueue(engine.stdin, watchdog);
  const isOver = (): boolean => failure !== undefined || stopped !== undefined;

  function fail(fault: EngineFault, message: string): void {
    if (isOver()) return;
    watchdog.rest();
    engine.kill('SIGKILL');
    failure = engine.ended.then(() => {
      const error = new EngineFailure(fault, `the engine ${message}`, engine.log());
      queue.rejectAll(error);
      return error;
    });
  }

  readLines(engine, limits.maxAnswerBytes, isOver, (line) => {
    const fault = line === 'too long' ? tooLong(limits.maxAnswerBytes) : takeAnswer(queue.head, line, engine);
    if (fault === undefined) queue.shift();
    else fail(fault.fault, fault.message);
  });
  void engine.ended.then((end) =>
    fail(
      'crash',
      queue.head === undefined
        ? `${end} between requests`
        : `${end} instead of answering ${describe(queue.head)}`,
    ),
  );

  const ask = async <T>(request: RpcRequest<T>): Promise<T> => {
    if (failure !== undefined) throw await failure;
    if (stopped !== undefined) throw closedError();
    return queue.send(request);
  };
  return {
    request(request) {
      const answer = ask(request);
      // Many requests are under way before the first is awaited: a rejection is never unhandled.
      answer.catch(() => {});
      return answer;
    },
    writable: () => (isOver() ? Promise.resolve() : queue.writable()),
    failure: () => failure,
    stop() {
      stopped ??= (async () => {
        if (failure !== undefined) {
          await failure;
          return;
        }
        queue.rejectAll(closedError());
        queue.tell('shutdown');
        await leave(engine);
      })();
      return stopped;
    },
  };
}

/** Hands over each line until it is over; what comes after that is read and dropped. */
function readLines(
  { stdout }: EngineProcess,
  maxBytes: number,
  isOver: () => boolean,
  onLine: (line: Buffer | 'too long') => void,
): void {
  const splitter = createLineSplitter();
  stdout.on('data', (chunk: Buffer) => {
    if (isOver()) return;
    for (const line of splitter.push(chunk)) {
      if (isOver()) return;
      onLine(line.length > maxBytes ? 'too long' : line);
    }
    if (splitter.pendingBytes > maxBytes) {
      splitter.rest();
      onLine('too long');
    }
  });
}

/** Settles the request that the line answers; returns what is wrong with the line. */
function takeAnswer(
  head: PendingRequest | undefined,
  line: Buffer,
  engine: EngineProcess,
): WrongAnswer | undefined {
  if (head === undefined) {
    return new WrongAnswer('nonsense', `wrote a line that answers nothing: ${excerpt(line)}`);
  }
  try {
    const answer = readAnswer(line, head.id);
    if (answer.kind === 'refusal') head.reject(refusal(answer, head, engine.log()));
    else head.resolve(head.request.decode(answer.value));
    return undefined;
  } catch (error) {
    if (error instanceof WrongAnswer) {
      return new WrongAnswer(error.fault, `answered ${describe(head)} wrongly: ${error.message}`);
    }
    head.reject(error as Error);
    return undefined;
  }
}

function tooLong(maxBytes: number): WrongAnswer {
  return new WrongAnswer('nonsense', `wrote a line longer than ${maxBytes} bytes`);
}

function refusal(answer: RefusalAnswer, { request }: PendingRequest, log: string): EngineFailure {
  const { object, reason } = answer;
  const name = object === undefined ? undefined : (request.objectName?.(object) ?? `object ${object}`);
  return new EngineFailure('refused', `the engine refused ${name ?? `"${request.method}"`}: ${reason}`, log);
}

function describe(pending: PendingRequest | undefined): string {
  return pending === undefined ? 'nothing' : `"${pending.request.method}" (request ${pending.id})`;
}

function closedError(): FencepostError {
  return new FencepostError('engine', 'the engine was closed while it was being asked');
}

/** Waits for the process to leave, and insists. Its input has been told `shutdown`. */
async function leave(engine: EngineProcess): Promise<void> {
  engine.stdin.end();
  if (await endsWithin(engine, SHUTDOWN_MS)) return;
  engine.kill('SIGTERM');
  if (await endsWithin(engine, TERMINATE_MS)) return;
  engine.kill('SIGKILL');
  await engine.ended;
}

async function endsWithin(engine: EngineProcess, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  const inTime = await Promise.race([engine.ended.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
}
