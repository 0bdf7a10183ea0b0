import { PassThrough, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import type { RequestQueue } from './request-queue.ts';
import { createRequestQueue } from './request-queue.ts';

const NO_WATCHDOG = { feed: () => {}, rest: () => {} };

function send(queue: RequestQueue, bytes: number): Promise<unknown> {
  return queue.send({ method: 'probe', params: `"${'x'.repeat(bytes)}"`, decode: (result) => result });
}

async function isWritable(queue: RequestQueue): Promise<boolean> {
  const later = new Promise<false>((resolve) => void setImmediate(() => resolve(false)));
  return Promise.race([queue.writable().then(() => true), later]);
}

test('a pipe that takes everything still gets no more than a bounded backlog', async () => {
  const pipe = new Writable({ write: (_chunk, _encoding, done) => done(), highWaterMark: 2 ** 30 });
  const queue = createRequestQueue(pipe, NO_WATCHDOG);
  void send(queue, 3_000_000);
  expect(await isWritable(queue)).toBe(true);
  void send(queue, 3_000_000);
  expect(await isWritable(queue)).toBe(false);
  const waiting = queue.writable();
  queue.shift();
  await waiting;
});

test('a pipe that is full gets nothing until it has drained', async () => {
  const pipe = new PassThrough({ highWaterMark: 1_000 });
  const queue = createRequestQueue(pipe, NO_WATCHDOG);
  void send(queue, 5_000);
  expect(await isWritable(queue)).toBe(false);
  const waiting = queue.writable();
  pipe.resume();
  await waiting;
});

test('requests carry ascending ids, one a line', () => {
  const pipe = new PassThrough();
  const queue = createRequestQueue(pipe, NO_WATCHDOG);
  void send(queue, 1);
  queue.tell('shutdown');
  expect(String(pipe.read())).toBe(
    '{"jsonrpc":"2.0","id":1,"method":"probe","params":"x"}\n' +
      '{"jsonrpc":"2.0","id":2,"method":"shutdown","params":{}}\n',
  );
});

test('when all is rejected, whoever waits to write may go on', async () => {
  const pipe = new PassThrough({ highWaterMark: 1_000 });
  const queue = createRequestQueue(pipe, NO_WATCHDOG);
  const answer = send(queue, 5_000);
  const waiting = queue.writable();
  queue.rejectAll(new Error('over'));
  await expect(answer).rejects.toThrow('over');
  await waiting;
  expect(queue.head).toBeUndefined();
});
