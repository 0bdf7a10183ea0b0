import type { Scenario } from '../../../model/index.ts';
import type { Halt } from './station.ts';

/** Is told what is being done, so that somebody knows when the doing ends everything. */
export interface Witness {
  /** A scenario that nobody else could make again. */
  proposal(scenario: Scenario): void;
  /** From now on a case is asked of a pair. */
  check(run: number, pair: number): void;
  reduction(): void;
  rest(): void;
}

/** For a thread whose death nobody survives. */
export const NO_WITNESS: Witness = { proposal() {}, check() {}, reduction() {}, rest() {} };

/** A worker ended without an answer. The next request is answered by a fresh one, which has forgotten all. */
export class WorkerDeath extends Error {
  override readonly name = 'WorkerDeath';
  readonly lastWords: LastWords;

  constructor(message: string, lastWords: LastWords) {
    super(message);
    this.lastWords = lastWords;
  }
}

/** What a worker was doing when it died. */
export type LastWords =
  | { readonly doing: 'nothing' | 'reduction' }
  | {
      readonly doing: 'check';
      readonly run: number;
      readonly pair: number;
      /** Set where the case cannot be made from the seed. */
      readonly scenario?: Scenario;
    };

/** Where words, numbers and text lie in the shared memory. */
const HALT = 0;
const DOING = 1;
const PAIR = 2;
const TEXT_BYTES = 3;
const RUN_OFFSET = 16;
const TEXT_OFFSET = 24;

/** Room for a proposed scenario; one that is longer is run all the same, but dies with its worker. */
const MOST_TEXT_BYTES = 512 * 1024;

const NOTHING = 0;
const CHECK = 1;
const REDUCTION = 2;

/** How far a campaign is to go on: everything, reductions only, or not at all. */
export type HaltLevel = 0 | 1 | 2;

/** Memory that a worker and its coordinator share: it outlives the worker. */
export function createBlackBox(): SharedArrayBuffer {
  return new SharedArrayBuffer(TEXT_OFFSET + MOST_TEXT_BYTES);
}

/** The worker's side: it writes what it does. */
export function witnessIn(box: SharedArrayBuffer): Witness {
  const words = new Int32Array(box, 0, 4);
  const run = new Float64Array(box, RUN_OFFSET, 1);
  const text = Buffer.from(box, TEXT_OFFSET);
  let isProposed = false;
  return {
    proposal(scenario) {
      const json = JSON.stringify(scenario);
      const fits = Buffer.byteLength(json) <= MOST_TEXT_BYTES;
      words[TEXT_BYTES] = fits ? text.write(json) : 0;
      isProposed = true;
    },
    check(number, pair) {
      if (words[DOING] !== CHECK || run[0] !== number) {
        if (!isProposed) words[TEXT_BYTES] = 0;
        isProposed = false;
        run[0] = number;
        words[DOING] = CHECK;
      }
      words[PAIR] = pair;
    },
    reduction() {
      words[DOING] = REDUCTION;
    },
    rest() {
      words[DOING] = NOTHING;
      words[TEXT_BYTES] = 0;
    },
  };
}

/** The worker's side: whether the coordinator wants it to end. */
export function haltIn(box: SharedArrayBuffer): Halt {
  const words = new Int32Array(box, 0, 4);
  return { cases: () => Atomics.load(words, HALT) >= 1, reductions: () => Atomics.load(words, HALT) >= 2 };
}

/** The coordinator's side: tells the worker how far to go on. What was halted stays halted. */
export function setHalt(box: SharedArrayBuffer, level: HaltLevel): void {
  const words = new Int32Array(box, 0, 4);
  Atomics.store(words, HALT, Math.max(level, Atomics.load(words, HALT)));
}

/** The coordinator's side: reads what a dead worker was doing, and makes the memory fit for the next one. */
export function takeLastWords(box: SharedArrayBuffer): LastWords {
  const words = new Int32Array(box, 0, 4);
  const [doing, pair, bytes] = [words[DOING], words[PAIR]!, words[TEXT_BYTES]!];
  const run = new Float64Array(box, RUN_OFFSET, 1)[0]!;
  words[DOING] = NOTHING;
  words[TEXT_BYTES] = 0;
  if (doing !== CHECK) return { doing: doing === REDUCTION ? 'reduction' : 'nothing' };
  if (bytes === 0) return { doing: 'check', run, pair };
  const scenario = JSON.parse(Buffer.from(box, TEXT_OFFSET, bytes).toString()) as Scenario;
  return { doing: 'check', run, pair, scenario };
}
