import process from 'node:process';
import type { Style } from '../reports/index.ts';
import { styleFor } from '../reports/index.ts';

/** The style of standard output. */
export function outStyle(): Style {
  return styleFor(process.stdout, process.env);
}

/** Columns of standard output; `undefined` where it is no terminal. */
export function outWidth(): number | undefined {
  return process.stdout.isTTY ? process.stdout.columns : undefined;
}

/** Prints lines to standard output. */
export function print(lines: readonly string[] | string): void {
  process.stdout.write(typeof lines === 'string' ? lines : `${lines.join('\n')}\n`);
}

/** Prints a line to standard error: progress, notes, warnings; never results. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** How far long work has come: one line of a terminal, written over and over; elsewhere a line a minute. */
export interface StatusLine {
  readonly show: (text: string) => void;
  readonly clear: () => void;
}

/** Between two paintings of the line. */
const REFRESH_MS = 100;

/** Between two lines of a log: enough to see in a CI service that a long run is alive. */
const LOG_MS = 60_000;

export function statusLine(stream: NodeJS.WriteStream = process.stderr): StatusLine {
  return stream.isTTY === true ? paintedLine(stream) : loggedLine(stream);
}

function loggedLine(stream: NodeJS.WriteStream): StatusLine {
  let logged = performance.now();
  return {
    show(text) {
      const now = performance.now();
      if (now - logged < LOG_MS) return;
      logged = now;
      stream.write(`${text}\n`);
    },
    clear() {},
  };
}

function paintedLine(stream: NodeJS.WriteStream): StatusLine {
  let painted = 0;
  return {
    show(text) {
      const now = performance.now();
      if (now - painted < REFRESH_MS) return;
      painted = now;
      stream.write(`\r\u{1b}[2K${text.slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`);
    },
    clear() {
      stream.write('\r\u{1b}[2K');
    },
  };
}

/** A signal that fires on Ctrl-C and SIGTERM; a second one ends the process at once. */
export function interruption(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const onSignal = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) process.exit(name === 'SIGINT' ? 130 : 143);
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    release() {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
