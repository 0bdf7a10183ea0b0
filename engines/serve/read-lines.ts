import type { Readable } from 'node:stream';
import { createLineSplitter } from '../child-process/process/index.ts';

/** The lines of a stream, of any length; a last line needs no newline. The stream waits while a line is used. */
export async function* readLines(input: Readable): AsyncGenerator<Buffer> {
  const splitter = createLineSplitter();
  for await (const chunk of input as AsyncIterable<Buffer | string>) {
    yield* splitter.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  }
  if (splitter.pendingBytes > 0) yield splitter.rest();
}
