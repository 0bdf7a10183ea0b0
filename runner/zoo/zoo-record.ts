import type { ZooEntry } from '../../engines/index.ts';
import type { KillMatrix } from '../../model/index.ts';
import { FencepostError } from '../../model/index.ts';
import { RANDOM } from './hunt-at-random.ts';

/** After how many generated cases each bug was found, so that a later version can be held to it. */
export interface ZooRecord {
  readonly generator: string;
  readonly settings: readonly string[];
  readonly seeds: readonly number[];
  /** By bug: cases from each of the seeds. */
  readonly cases: ReadonlyMap<string, readonly number[]>;
  /** Bugs that were missed from some seed: a later version need not find them. */
  readonly missed: readonly string[];
}

/** How many times as many cases as recorded a bug may take. */
const ALLOWANCE = 4;

/** No bug is given up before, however lucky the recorded seeds were: other draws are no regression. */
const LEAST_CASES = 256;

/** What a matrix has to put on record. */
export function zooRecordOf({ generator, settings, seeds, bugs }: KillMatrix): ZooRecord {
  const cases = new Map<string, readonly number[]>();
  const missed: string[] = [];
  for (const { id, hunts } of bugs) {
    const random = hunts.filter(({ suite }) => suite === RANDOM);
    const isFound = random.length === seeds.length && random.every(({ kill }) => kill !== undefined);
    if (!isFound) missed.push(id);
    else {
      cases.set(
        id,
        random.map((hunt) => hunt.cases),
      );
    }
  }
  return { generator, settings, seeds, cases, missed };
}

/**
 * How many cases bugs that share a mutation may take: four times the most that are on record for any of them.
 *
 * @returns `undefined` where none is on record
 */
export function casesByRecord({ cases }: ZooRecord, bugs: readonly ZooEntry[]): number | undefined {
  const recorded = bugs.flatMap(({ id }) => cases.get(id) ?? []);
  return recorded.length === 0 ? undefined : Math.max(LEAST_CASES, ALLOWANCE * Math.max(...recorded));
}

/** The text of a record: a line for each bug, so that changes can be read. */
export function formatZooRecord({ generator, settings, seeds, cases, missed }: ZooRecord): string {
  const rows = [...cases].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = rows.map(([id, counts]) => `    ${JSON.stringify(id)}: [${counts.join(', ')}]`);
  return [
    '{',
    `  "generator": ${JSON.stringify(generator)},`,
    listLine('settings', settings),
    `  "seeds": [${seeds.join(', ')}],`,
    listLine('missed', [...missed].sort()),
    `  "cases": {\n${lines.join(',\n')}\n  }`,
    '}\n',
  ].join('\n');
}

/** The longest line that the formatter of this repository leaves as it is. */
const LONGEST_LINE = 110;

/** A field that is a list: in one line, or where that is too long one for each element. */
function listLine(name: string, list: readonly string[]): string {
  const texts = list.map((text) => JSON.stringify(text));
  const line = `  "${name}": [${texts.join(', ')}],`;
  return line.length <= LONGEST_LINE ? line : `  "${name}": [\n    ${texts.join(',\n    ')}\n  ],`;
}

/**
 * Reads a record.
 *
 * @throws FencepostError `input` for anything else
 */
export function parseZooRecord(text: string, file: string): ZooRecord {
  const value = parsed(text, file);
  if (!isRecord(value)) throw notOne(file);
  const { generator, settings, seeds, cases, missed } = value;
  if (typeof generator !== 'string' || !isTexts(settings) || !isTexts(missed)) throw notOne(file);
  if (!isCounts(seeds) || !isRecord(cases)) throw notOne(file);
  const entries = Object.entries(cases).map(([id, counts]): [string, readonly number[]] => {
    if (!isCounts(counts)) throw notOne(file);
    return [id, counts];
  });
  return { generator, settings, seeds, cases: new Map(entries), missed };
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FencepostError('input', 'not JSON', { file }, error);
  }
}

function notOne(file: string): FencepostError {
  return new FencepostError('input', "not a record of 'fencepost zoo --write-record'", { file });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((each) => Number.isSafeInteger(each) && each >= 0);
}
