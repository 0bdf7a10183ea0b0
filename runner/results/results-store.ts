import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CampaignResult } from '../../model/index.ts';
import { FencepostError } from '../../model/index.ts';
import type { CampaignRecord } from '../campaign/record/campaign-record.ts';
import { parseRecord } from '../campaign/record/parse-record.ts';
import { resultOfRecord } from '../campaign/record/result-of-record.ts';
import { contentName } from './content-name.ts';
import { takeLock } from './results-lock.ts';
import { writeAtomically } from './write-atomically.ts';

/** Where a campaign keeps what it finds. Everything written is whole at any moment. */
export interface ResultsStore {
  /** Where the scenario of that text lies, or would. */
  pathOf(text: string): string;
  /** Writes a scenario under its content's hash. @returns its path */
  save(text: string): string;
  /** Removes a scenario that a better one has replaced, if this run wrote it. */
  discard(text: string): void;
  /** Replaces the record of the campaign. */
  record(record: CampaignRecord): void;
  /** Gives the directory free. */
  close(): void;
}

const RECORD = 'campaign.json';

/**
 * Opens a results directory for one campaign: `findings/` with a scenario file each, `campaign.json` with the
 * rest. What earlier runs found there stays.
 *
 * @throws FencepostError `usage` where another run uses it, `io` where it cannot be written
 */
export function openResults(directory: string): ResultsStore {
  const release = takeLock(join(directory, 'lock'));
  /** Files of this run; an earlier night may have saved the very same scenario. */
  const own = new Set<string>();
  const pathOf = (text: string): string => join(directory, 'findings', `${contentName(text)}.yaml`);
  return {
    pathOf,
    save(text) {
      const path = pathOf(text);
      if (own.has(path) || existsSync(path)) return path;
      writeAtomically(path, text);
      own.add(path);
      return path;
    },
    discard(text) {
      const path = pathOf(text);
      if (own.delete(path)) rmSync(path, { force: true });
    },
    record: (record) => writeAtomically(join(directory, RECORD), `${JSON.stringify(record)}\n`),
    close: release,
  };
}

/**
 * The record in a results directory.
 *
 * @throws FencepostError `input` where there is none, or none that this version understands
 */
export function readRecord(directory: string): CampaignRecord {
  const path = join(directory, RECORD);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new FencepostError(
      'input',
      `${directory} holds no campaign: ${(error as Error).message}`,
      undefined,
      error,
    );
  }
  return parseRecord(text, path);
}

/**
 * Puts the record of a campaign that was run elsewhere into a results directory, with the scenarios of its
 * findings, as if it had been run there.
 *
 * @throws FencepostError as {@link openResults}
 */
export function storeRecord(directory: string, record: CampaignRecord): CampaignResult {
  const store = openResults(directory);
  try {
    // Asked for the findings alone: those are what a campaign leaves behind.
    const result = resultOfRecord(record, store.save);
    store.record(record);
    return result;
  } finally {
    store.close();
  }
}
