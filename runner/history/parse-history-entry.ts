import type { HistoryEntry } from '../../model/index.ts';
import { staleKeyProblem } from '../../model/index.ts';

type Check = (value: unknown) => boolean;

const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isText: Check = (value) => typeof value === 'string';
const isObject: Check = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isTime: Check = (value) => isText(value) && !Number.isNaN(Date.parse(value as string));
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const recordOf =
  (check: Check): Check =>
  (value) =>
    isObject(value) && Object.values(value as object).every(check);
const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) &&
    Object.entries(fields).every(([name, check]) => check((value as Record<string, unknown>)[name]));

const FIELDS: Readonly<Record<keyof HistoryEntry, Check>> = {
  schema: (value) => value === 'fencepost-history/1',
  date: isTime,
  fencepost: isText,
  commit: optional(isText),
  seed: isNumber,
  settings: isText,
  generator: isText,
  ended: isText,
  cases: isNumber,
  casesPerSecond: isNumber,
  cellsPerSecond: isNumber,
  clausesDecided: optional(isNumber),
  asked: (value) =>
    Array.isArray(value) && value.every(shape({ engine: isText, version: isText, property: isText })),
  findings: recordOf(isNumber),
  buckets: recordOf(shape({ summary: isText, file: optional(isText), size: isNumber })),
};

/** The entry that a line of a history holds, or in a few words why it holds none. */
export function parseHistoryEntry(line: string): HistoryEntry | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'it is not whole, or no JSON';
  }
  if (!isObject(value)) return 'it is no object';
  for (const [name, check] of Object.entries(FIELDS)) {
    if (!check((value as Record<string, unknown>)[name])) return `its '${name}' is not one of this version`;
  }
  const entry = value as HistoryEntry;
  return problemOfKeys(Object.keys(entry.findings)) ?? entry;
}

/** A history goes by keys: with keys of another form in it everything would be new on one night and fixed on the next. */
function problemOfKeys(keys: readonly string[]): string | undefined {
  const stale = keys.find((key) => /^v\d+:/.test(key) && staleKeyProblem(key) !== undefined);
  if (stale === undefined) return undefined;
  return `its findings have keys such as '${stale}', and this version makes them otherwise: it no longer counts`;
}
