import { readSync, writeSync } from 'node:fs';

/**
 * Reads a line, answers it, and reads the next, with blocking calls only: the plainest engine there can be.
 * While it answers it reads nothing, so a harness that stopped reading would bring both to a standstill.
 *
 * @param {(request: { id: number, method: string, params: object }) => string | undefined} answer the line to
 * write, or nothing
 */
export function lineLoop(answer) {
  for (let line = readLine(); line !== undefined; line = readLine()) {
    const request = JSON.parse(line);
    const text = answer(request);
    if (text !== undefined) writeAll(1, `${text}\n`);
    if (request.method === 'shutdown' && text !== undefined) return;
  }
}

/** Writes everything, however small the pipe. */
export function writeAll(fd, text) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
}

let held = Buffer.alloc(0);

function readLine() {
  const parts = [];
  for (;;) {
    const end = held.indexOf(10);
    if (end >= 0) {
      parts.push(held.subarray(0, end));
      held = held.subarray(end + 1);
      return Buffer.concat(parts).toString('utf8');
    }
    parts.push(held);
    held = Buffer.alloc(65_536);
    const count = readSync(0, held);
    if (count === 0) return undefined;
    held = held.subarray(0, count);
  }
}
