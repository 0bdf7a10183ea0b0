import type { EngineProcess } from '../process/index.ts';
import { createLineSplitter, startProcess } from '../process/index.ts';
import { excerpt, isJsonObject } from '../protocol/index.ts';
import { RuleBroken } from './rule-broken.ts';

/** What an engine answered to one request. */
export interface RawAnswer {
  readonly id: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** An engine's process with nothing between: whatever is written goes out, whatever comes is handed over. */
export interface RawEngine {
  /** Sends a request under the next id. */
  send(method: string, params: unknown): number;
  /** Writes bytes as they are. */
  write(text: string | Uint8Array): void;
  /**
   * The next line, as an answer.
   *
   * @throws RuleBroken where none comes in time, the process ends, or the line is no answer
   */
  read(): Promise<RawAnswer>;
  /** Sends a request and reads its answer. */
  ask(method: string, params: unknown): Promise<RawAnswer>;
  /** The line that comes within the time although nothing is due; `undefined`: none does. */
  unasked(ms: number): Promise<string | undefined>;
  /** How the process ended, in words; `undefined` where it still runs after the time. */
  endWithin(ms: number): Promise<string | undefined>;
  /** Ends the process and everything it started. */
  kill(): Promise<void>;
  log(): string;
}

/** Longer than any line that a check can ask for. */
const MOST_PENDING = 64 * 1024 * 1024;

/** Starts a command. @param timeoutMs longest wait for an answer */
export async function openRaw(words: readonly [string, ...string[]], timeoutMs: number): Promise<RawEngine> {
  const process = await startProcess(words);
  const lines = lineQueue(process);
  let lastId = 0;
  let lastSent = '';
  const send = (method: string, params: unknown): number => {
    lastId++;
    lastSent = JSON.stringify({ jsonrpc: '2.0', id: lastId, method, params });
    process.stdin.write(`${lastSent}\n`);
    return lastId;
  };
  const read = async (): Promise<RawAnswer> => {
    const line = await lines.next(timeoutMs);
    switch (line.kind) {
      case 'line':
        return readAnswer(lastSent, line.text);
      case 'late':
        throw new RuleBroken(lastSent, `nothing within ${timeoutMs} ms`);
      case 'ended':
        throw new RuleBroken(lastSent, `the engine ${await process.ended}`);
    }
  };
  return {
    send,
    read,
    write: (text) => void process.stdin.write(text),
    ask: async (method, params) => {
      const id = send(method, params);
      const answer = await read();
      if (answer.id !== id) throw new RuleBroken(lastSent, `an answer to ${excerpt(answer.id)}`);
      return answer;
    },
    unasked: async (ms) => {
      const line = await lines.next(ms);
      return line.kind === 'line' ? line.text : undefined;
    },
    endWithin: (ms) => Promise.race([process.ended, after(ms)]),
    kill: async () => {
      process.kill('SIGKILL');
      await process.ended;
    },
    log: process.log,
  };
}

function readAnswer(sent: string, line: string): RawAnswer {
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch {
    throw new RuleBroken(sent, `a line that is not JSON: ${excerpt(line)}`);
  }
  if (Array.isArray(message)) throw new RuleBroken(sent, `a batch: ${excerpt(message)}`);
  if (!isJsonObject(message)) throw new RuleBroken(sent, `a line that is no message: ${excerpt(message)}`);
  if ('method' in message) throw new RuleBroken(sent, `a request or notification: ${excerpt(message)}`);
  if (message['jsonrpc'] !== '2.0') throw new RuleBroken(sent, `not JSON-RPC 2.0: ${excerpt(message)}`);
  if ('result' in message === 'error' in message) {
    throw new RuleBroken(sent, `not one of result and error: ${excerpt(message)}`);
  }
  return { id: message['id'], ...message };
}

async function after(ms: number): Promise<undefined> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  return undefined;
}

/** Lines in the order in which they come. */
interface LineQueue {
  /** `late`: none came in time. `ended`: none will come. */
  next(
    ms: number,
  ): Promise<{ readonly kind: 'line'; readonly text: string } | { readonly kind: 'late' | 'ended' }>;
}

function lineQueue(process: EngineProcess): LineQueue {
  const splitter = createLineSplitter();
  const ready: string[] = [];
  let hasEnded = false;
  let notify: (() => void) | undefined;
  process.stdout.on('data', (chunk: Buffer) => {
    for (const line of splitter.push(chunk)) ready.push(line.toString('utf8'));
    if (splitter.pendingBytes > MOST_PENDING) process.kill('SIGKILL');
    notify?.();
  });
  const noteEnd = async (): Promise<void> => {
    await process.ended;
    hasEnded = true;
    notify?.();
  };
  void noteEnd();
  return {
    next: async (ms) => {
      if (ready.length === 0 && !hasEnded) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          notify = () => {
            if (ready.length === 0 && !hasEnded) return;
            clearTimeout(timer);
            resolve();
          };
        });
        notify = undefined;
      }
      const text = ready.shift();
      return text === undefined ? { kind: hasEnded ? 'ended' : 'late' } : { kind: 'line', text };
    },
  };
}
