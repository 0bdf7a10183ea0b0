import type { HistoryEntry } from '../../../model/index.ts';

/** A key of an engine called `plugin`. */
export const KEY = 'v2:engine-agrees-with-reference/plugin/except';

/** The night of a day in January: its findings, each met twice. */
export function nightWith(
  day: number,
  keys: readonly string[],
  { version = '1.0', property = 'engine-agrees-with-reference', ...rest }: NightOptions = {},
): HistoryEntry {
  return {
    schema: 'fencepost-history/1',
    date: new Date(Date.UTC(2026, 0, day, 2)).toISOString(),
    fencepost: '0.1.0',
    seed: day,
    settings: 'default',
    generator: 'g1',
    ended: 'cases',
    cases: 100,
    casesPerSecond: 10,
    cellsPerSecond: 1000,
    asked: [{ engine: 'plugin', version, property }],
    findings: Object.fromEntries(keys.map((key) => [key, 2])),
    buckets: Object.fromEntries(
      keys.map((key) => [key, { summary: 'too much is allowed', file: `${day}.yaml`, size: 1000 - day }]),
    ),
    ...rest,
  };
}

interface NightOptions extends Partial<HistoryEntry> {
  /** Of the engine. */
  readonly version?: string;
  /** The one that it was checked by. */
  readonly property?: string;
}
