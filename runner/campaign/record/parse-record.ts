import { FencepostError } from '../../../model/index.ts';
import type { CampaignRecord } from './campaign-record.ts';

type Check = (value: unknown) => boolean;

const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isText: Check = (value) => typeof value === 'string';
const isTrace: Check = (value) => typeof value === 'string' && /^[\da-f]{16}$/.test(value);
const isBoolean: Check = (value) => typeof value === 'boolean';
const isObject: Check = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) &&
    Object.entries(fields).every(([name, check]) => check((value as Record<string, unknown>)[name]));

const isDraft = shape({
  text: isText,
  finding: shape({ key: isObject, summary: isText, scenario: isObject, origin: isObject }),
});

/** What joining and telling records rely on. */
const FIELDS: Readonly<Record<keyof CampaignRecord, Check>> = {
  schema: (value) => value === 'fencepost-campaign/1',
  fencepost: isText,
  generator: isText,
  seed: isNumber,
  cases: optional(isNumber),
  probes: optional(isNumber),
  settings: shape({ name: isText }),
  exhaustive: optional(isNumber),
  guided: optional(isBoolean),
  shards: shape({ of: isNumber, present: listOf(isNumber) }),
  ended: (value) => ['cases', 'time', 'interrupted', 'unfinished'].includes(value as string),
  corpus: shape({ files: isNumber, expectations: isNumber, failures: isNumber }),
  corpusFailures: listOf(shape({ key: isText, spec: isText, count: isNumber, draft: isDraft })),
  pairs: listOf(
    shape({
      engine: isText,
      version: isText,
      spec: isText,
      property: isText,
      cases: isNumber,
      cells: isNumber,
      skipped: isObject,
      trace: optional(isTrace),
    }),
  ),
  sightings: listOf(
    shape({ key: isText, run: isNumber, pair: isNumber, count: isNumber, draft: optional(isDraft) }),
  ),
  coverage: optional(listOf(shape({ clause: isText, bin: isText, decided: isNumber, firstCase: isNumber }))),
  canaries: optional(listOf(shape({ engine: isText, caught: isBoolean, cases: isNumber }))),
  notes: listOf(isText),
  timing: shape({
    startedAt: isText,
    elapsedMs: isNumber,
    caseMs: isNumber,
    workers: isNumber,
    lanes: listOf(isNumber),
  }),
};

/**
 * Reads a record.
 *
 * @param file where it came from, for messages
 * @throws FencepostError `input` for anything that is none, naming the first field that is wrong
 */
export function parseRecord(text: string, file: string): CampaignRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new FencepostError('input', `not JSON: ${(error as Error).message}`, { file });
  }
  if (!isObject(value)) throw new FencepostError('input', 'no record of a campaign', { file });
  for (const [name, check] of Object.entries(FIELDS)) {
    if (check((value as Record<string, unknown>)[name])) continue;
    throw new FencepostError('input', `not a campaign record of this version: ${name}`, { file });
  }
  return value as CampaignRecord;
}
