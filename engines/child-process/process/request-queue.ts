import type { Writable } from 'node:stream';
import type { Watchdog } from './watchdog.ts';

/** Most bytes of requests that wait for their answers, but for a single request that is longer by itself. */
const MAX_IN_FLIGHT_BYTES = 4 * 1024 * 1024;

/** What is asked, and how the answer is read. */
export interface RpcRequest<T> {
  readonly method: string;
  /** JSON text: whoever must know its length has it already. */
  readonly params: string;
  /** Throws `WrongAnswer` for a result that the protocol does not know. */
  readonly decode: (result: unknown) => T;
  /** What a person calls the object of a refusal's index. */
  readonly objectName?: (index: number) => string | undefined;
}

/** A request on its way. */
export interface PendingRequest {
  readonly id: number;
  readonly request: RpcRequest<unknown>;
  readonly bytes: number;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Requests that were written and not answered yet, oldest first. */
export interface RequestQueue {
  send<T>(request: RpcRequest<T>): Promise<T>;
  /** Writes a request whose answer nobody waits for. */
  tell(method: string): void;
  /** The request whose answer is due. */
  readonly head: PendingRequest | undefined;
  /** Takes the head off: it was answered. */
  shift(): void;
  /** Resolves when the next request may be written: the pipe has drained and not too much is unanswered. */
  writable(): Promise<void>;
  /** Rejects every request; nobody waits to write any more. */
  rejectAll(error: Error): void;
}

/** An empty queue that writes to a pipe. The watchdog waits while an answer is due. */
export function createRequestQueue(pipe: Writable, watchdog: Watchdog): RequestQueue {
  const pending: PendingRequest[] = [];
  let waiting: (() => void)[] = [];
  let nextId = 1;
  let inFlightBytes = 0;

  const mayWrite = (): boolean => !pipe.writableNeedDrain && inFlightBytes < MAX_IN_FLIGHT_BYTES;
  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const resume of woken) resume();
  };
  const wakeIfWritable = (): void => {
    if (mayWrite()) wake();
  };
  pipe.on('drain', wakeIfWritable);

  return {
    send<T>(request: RpcRequest<T>): Promise<T> {
      const id = nextId++;
      const bytes = writeRequest(pipe, id, request.method, request.params);
      inFlightBytes += bytes;
      const answer = new Promise<T>((resolve, reject) => {
        pending.push({ id, request, bytes, resolve: resolve as (value: unknown) => void, reject });
      });
      if (pending.length === 1) watchdog.feed();
      return answer;
    },
    tell(method) {
      writeRequest(pipe, nextId++, method, '{}');
    },
    get head() {
      return pending[0];
    },
    shift() {
      inFlightBytes -= pending.shift()?.bytes ?? 0;
      if (pending.length === 0) watchdog.rest();
      else watchdog.feed();
      wakeIfWritable();
    },
    writable: () => (mayWrite() ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    rejectAll(error) {
      watchdog.rest();
      for (const { reject } of pending.splice(0)) reject(error);
      inFlightBytes = 0;
      wake();
    },
  };
}

function writeRequest(pipe: Writable, id: number, method: string, params: string): number {
  const line = `{"jsonrpc":"2.0","id":${id},"method":${JSON.stringify(method)},"params":${params}}\n`;
  // A pipe that is closed already shows as the end of its process.
  if (pipe.writable) pipe.write(line);
  return Buffer.byteLength(line);
}
