// An engine that breaks the protocol in one way, and only the first time it is started in a directory.
// Arguments: the way, a directory in which every process that was started leaves its id.
import { spawn } from 'node:child_process';
import { appendFileSync, closeSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { goodAnswers } from './good-engine.mjs';
import { lineLoop, writeAll } from './line-loop.mjs';

const [, , way, directory] = process.argv;
const pids = join(directory, 'pids');
const isFirst = !existsSync(pids);
leaveId(process.pid);

const answers = goodAnswers({ history: true, explain: true });
const good = (request) => envelope(request.id, answers(request));

/** Each takes a request and returns the line to write, or does its damage itself. */
const WAYS = {
  'crash-at-initialize': at('initialize', () => exit(9)),
  'version-2': at('initialize', ({ id }) =>
    envelope(id, { protocolVersion: 2, engine: {}, capabilities: {} }),
  ),
  'wrong-capability': at('initialize', ({ id }) =>
    envelope(id, {
      protocolVersion: 1,
      engine: { name: 'bad', version: '1' },
      capabilities: { maxFlows: 'many' },
    }),
  ),
  'crash-at-load': at('load', () => exit(3)),
  'crash-at-probe': at('probe', () => exit(4)),
  'crash-by-signal': at('probe', () => {
    process.kill(process.pid, 'SIGKILL');
    sleepForever();
  }),
  'crash-after-answer': at('probe', (request) => {
    writeAll(1, `${good(request)}\n`);
    exit(5);
  }),
  'close-output': at('probe', () => {
    closeSync(1);
    sleepForever();
  }),
  'hang-at-load': at('load', () => sleepForever()),
  'hang-at-probe': at('probe', () => sleepForever()),
  'flood-without-newline': at('probe', () => {
    for (;;) writeAll(1, 'x'.repeat(65_536));
  }),
  'flood-of-lines': at('probe', (request) => {
    for (;;) writeAll(1, `${good(request)}\n`);
  }),
  'extra-line': at('probe', (request) => `${good(request)}\n{"jsonrpc":"2.0","method":"hello"}`),
  'too-few': at('probe', ({ id, params }) =>
    envelope(id, { verdicts: params.flows.slice(1).map(() => 'allow') }),
  ),
  'too-many': at('probe', ({ id, params }) =>
    envelope(id, { verdicts: [...params.flows, 1].map(() => 'allow') }),
  ),
  'no-verdicts': at('probe', ({ id }) => envelope(id, {})),
  maybe: at('probe', ({ id, params }) => envelope(id, { verdicts: params.flows.map(() => 'maybe') })),
  'not-json': at('probe', () => 'panic: runtime error'),
  'not-an-object': at('probe', () => '[]'),
  'wrong-id': at('probe', ({ id, params }) =>
    envelope(id + 1, { verdicts: params.flows.map(() => 'allow') }),
  ),
  'no-result': at('probe', ({ id }) => JSON.stringify({ jsonrpc: '2.0', id })),
  'other-error': at('probe', ({ id }) => errorEnvelope(id, { code: -32603, message: 'nil pointer' })),
  'load-without-object': at('load', ({ id }) => envelope(id, null)),
  'refuse-load': at('load', ({ id }) =>
    errorEnvelope(id, { code: -32000, message: 'no', data: { object: 1, reason: 'too strange' } }),
  ),
  'refuse-probe': at('probe', ({ id }) => errorEnvelope(id, { code: -32000, message: 'not these flows' })),
  'noisy-crash': at('probe', () => {
    writeAll(2, `${'noise '.repeat(700_000)}\nthe last words`);
    exit(6);
  }),
  noisy: at('probe', (request) => {
    writeAll(2, 'noise '.repeat(700_000));
    return good(request);
  }),
  'ignore-shutdown': at('shutdown', () => sleepForever()),
  'ignore-shutdown-and-sigterm': at('shutdown', () => {
    // A handler never runs in a loop that never ends, and without one the signal would end the process.
    process.on('SIGTERM', () => {});
    sleepForever();
  }),
  'grandchild-and-crash': at('probe', () => {
    startGrandchild();
    exit(7);
  }),
  'grandchild-and-shutdown': at('probe', (request) => {
    startGrandchild();
    return good(request);
  }),
};

function at(method, misbehave) {
  return (request) => (request.method === method ? misbehave(request) : good(request));
}

function exit(code) {
  process.exit(code);
}

function envelope(id, result) {
  return JSON.stringify({ jsonrpc: '2.0', id, result });
}

function errorEnvelope(id, error) {
  return JSON.stringify({ jsonrpc: '2.0', id, error });
}

function sleepForever() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** It inherits the pipes, as the helpers of real engines do. */
function startGrandchild() {
  const script = 'setInterval(() => {}, 1000)';
  leaveId(spawn(process.execPath, ['-e', script], { stdio: 'inherit' }).pid);
}

function leaveId(pid) {
  appendFileSync(pids, `${pid}\n`);
}

lineLoop(isFirst ? WAYS[way] : good);
