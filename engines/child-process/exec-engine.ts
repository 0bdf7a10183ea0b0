import type { Cluster, ClusterEvent, ProbeSet } from '../../model/index.ts';
import { FencepostError } from '../../model/index.ts';
import { EngineFailure } from '../engine-failure.ts';
import type { Engine, Verdicts } from '../engine.ts';
import { UNSUPPORTED } from '../engine.ts';
import type { ConnectionPort, WithSession } from './connection-port.ts';
import { createConnectionPort } from './connection-port.ts';
import type { EngineSession } from './engine-session.ts';
import { startSession } from './engine-session.ts';
import type { RpcClient } from './process/index.ts';
import { splitCommandLine } from './process/index.ts';
import { askableCells, isAskableFlow } from './protocol/index.ts';

export interface ExecEngineOptions {
  /** Longest wait for an answer while one is due. Default: 10,000 ms. */
  readonly requestTimeoutMs?: number;
  /** Longest line that the engine may write. Default: 16 MiB. */
  readonly maxAnswerBytes?: number;
  /** Most cells worth asking in one case. Default: 512. */
  readonly probesPerCase?: number;
}

/** An engine in another process. */
export interface ExecEngine extends Engine {
  judge(probes: ProbeSet): Promise<Verdicts>;
  /** Ends the process and everything it started. */
  close(): Promise<void>;
  /** Present where the engine declares `connections`. */
  readonly connections?: ConnectionPort;
}

/**
 * Starts a command and speaks the engine protocol with it. A process that fails is ended, the failure is thrown,
 * and the next question starts a fresh process.
 *
 * @throws FencepostError `usage` for an unreadable command line, an unknown command or another version of the
 * protocol; `engine` where the engine does not introduce itself as the protocol says
 */
export async function execEngine(commandLine: string, options: ExecEngineOptions = {}): Promise<ExecEngine> {
  const keeper = await createKeeper(commandLine, options);
  const { name, version, capabilities } = keeper.first.identity;
  return {
    name,
    version,
    capabilities: { ...capabilities, probesPerCase: options.probesPerCase ?? 512 },
    async judge(probes) {
      const verdicts: Verdicts = new Uint8Array(probes.cells.length).fill(UNSUPPORTED);
      const positions = askableCells(probes, capabilities);
      if (positions.length === 0) return verdicts;
      return keeper.withSession(async (session) => {
        if (await enter(session, probes)) await session.ask(probes, positions, verdicts);
        return verdicts;
      });
    },
    ...(capabilities.explain
      ? {
          async explain(probes, flow) {
            if (!isAskableFlow(probes, flow, capabilities)) return [];
            return keeper.withSession(async (session) =>
              (await enter(session, probes)) ? session.explain(flow) : [],
            );
          },
        }
      : {}),
    ...(capabilities.connections
      ? { connections: createConnectionPort(keeper.withSession, capabilities) }
      : {}),
    close: keeper.close,
  };
}

function enter(session: EngineSession, { cluster, history }: ProbeSet): Promise<boolean> {
  const remembers = session.identity.capabilities.history && history !== undefined;
  const [initial, events]: [Cluster, readonly ClusterEvent[]] = remembers
    ? [history.initial, history.events]
    : [cluster, []];
  return session.enter(initial, events);
}

/** Keeps a process at hand: starts it again after it failed, ends it in the end. */
interface Keeper {
  readonly first: EngineSession;
  readonly withSession: WithSession;
  readonly close: () => Promise<void>;
}

async function createKeeper(commandLine: string, options: ExecEngineOptions): Promise<Keeper> {
  const words = splitCommandLine(commandLine);
  const settings = {
    requestTimeoutMs: options.requestTimeoutMs ?? 10_000,
    maxAnswerBytes: options.maxAnswerBytes ?? 16 * 1024 * 1024,
  };
  let client: RpcClient | undefined;
  let closed = false;
  const start = (): Promise<EngineSession> =>
    startSession(words, settings, (started) => {
      client = started;
      if (closed) void started.stop();
    });

  const first = await start().catch((error: unknown) => {
    throw startFailure(commandLine, error);
  });
  let session: EngineSession | undefined = first;
  let turn: Promise<unknown> = Promise.resolve();

  const throwIfClosed = (): void => {
    if (closed) throw new FencepostError('engine', `engine ${first.identity.name} is closed`);
  };
  const living = async (): Promise<EngineSession> => {
    throwIfClosed();
    session ??= await restart(start, first).catch((error: unknown) => {
      throwIfClosed();
      throw error;
    });
    return session;
  };
  const run = async <T>(task: (session: EngineSession) => Promise<T>): Promise<T> => {
    const current = await living();
    try {
      // A failure between two questions is told before the next is asked, and never lost.
      await throwFailure(current);
      const result = await task(current);
      await throwFailure(current);
      return result;
    } finally {
      if (current.client.failure() !== undefined) session = undefined;
    }
  };
  return {
    first,
    withSession(task) {
      const result = turn.then(() => run(task));
      turn = result.catch(() => {});
      return result;
    },
    async close() {
      closed = true;
      await client?.stop();
      await turn;
      // A process that was being started when it was closed.
      await client?.stop();
    },
  };
}

async function throwFailure({ client }: EngineSession): Promise<void> {
  const failure = client.failure();
  if (failure !== undefined) throw await failure;
}

/** Starts the engine again; it must introduce itself as it did at first. */
async function restart(start: () => Promise<EngineSession>, first: EngineSession): Promise<EngineSession> {
  const session = await start().catch((error: unknown) => {
    if (!(error instanceof FencepostError) || error.code !== 'engine') throw error;
    throw new EngineFailure('nonsense', error.message);
  });
  if (JSON.stringify(session.identity) === JSON.stringify(first.identity)) return session;
  await session.client.stop();
  throw new EngineFailure('nonsense', 'the engine introduced itself differently when it was started again');
}

const LOG_LINES = 5;

/** At first an engine that fails is the user's to mend, not a finding. */
function startFailure(commandLine: string, error: unknown): unknown {
  if (error instanceof FencepostError) {
    return new FencepostError(
      error.code,
      `${error.message} (engine command: ${commandLine})`,
      undefined,
      error,
    );
  }
  if (!(error instanceof EngineFailure)) return error;
  const log = (error.log ?? '').trimEnd().split('\n').slice(-LOG_LINES).join('\n');
  const message = `${error.message} (engine command: ${commandLine})${log === '' ? '' : `\n${log}`}`;
  return new FencepostError('engine', message, undefined, error);
}
