import type { Finding } from '../../../model/index.ts';
import { formatFindingKey } from '../../../model/index.ts';
import type { ResultsStore } from '../../results/results-store.ts';
import type { SightingRecord } from '../record/campaign-record.ts';
import type { DraftFinding } from './draft-finding.ts';
import { finishFinding } from './draft-finding.ts';
import type { NotebookPage, Sighting } from './notebook.ts';

/**
 * Reductions of one engine and property before the rest is only counted: a broken engine fails everywhere. The
 * first in the order of cases have them, so that it makes no difference who finds what when.
 */
export const MOST_REDUCTIONS = 24;

/** The place of a sighting in the order of a campaign: by case, then by engine and property. */
export function bySight(a: Pick<Sighting, 'run' | 'pair'>, b: Pick<Sighting, 'run' | 'pair'>): number {
  return a.run - b.run || a.pair - b.pair;
}

/** What the coordinator knows of violations. */
export interface Ledger {
  /** Enters what a station has seen. Without a station there is nothing that could be reduced. */
  take(page: NotebookPage, station?: number): void;
  /** A key whose reduction is due at the station; it is taken as begun. */
  due(station: number, watermark: number): string | undefined;
  reduced(key: string, draft: DraftFinding): void;
  /** What a dead station would have reduced stays as it was found. */
  abandon(station: number): void;
  /** Makes findings of everything that is settled, in the order of the cases. */
  settle(watermark: number): void;
  /** Distinct findings so far. */
  findings(): number;
  records(): SightingRecord[];
}

interface Entry {
  sighting: Sighting;
  station: number | undefined;
  state: 'found' | 'reducing' | 'ready' | 'settled' | 'only-counted';
  draft: DraftFinding;
}

/** What the ledger needs of a campaign. */
export interface LedgerOptions {
  readonly store?: ResultsStore | undefined;
  readonly onFinding?: ((finding: Finding) => void) | undefined;
  readonly specOf: (pair: number) => string;
  /** Findings made before any case: of the corpus. */
  readonly known: readonly string[];
}

/**
 * An empty ledger.
 *
 * A violation is reduced once for each key as it came, from the earliest case that shows it. A case counts as
 * the earliest when every lane has passed it (the _watermark_), so that the choice is a function of the seed and
 * the cases; nothing is reduced in vain, and the 64 lanes that meet one bug reduce it once between them. Two
 * keys that reduce to one make one finding: that of the earlier case. `merge` decides alike over several shards.
 */
export function createLedger(options: LedgerOptions): Ledger {
  const { store } = options;
  const entries = new Map<string, Entry>();
  const counts = new Map<string, number>();
  const found = new Set(options.known);
  const ranked = (watermark: number): Entry[] => rank([...entries.values()], watermark, store);
  return {
    take({ sightings, counts: met }, station) {
      for (const [key, count] of met) counts.set(key, (counts.get(key) ?? 0) + count);
      for (const sighting of sightings) {
        const before = entries.get(sighting.key);
        if (before !== undefined && before.sighting.run <= sighting.run) continue;
        store?.save(sighting.draft.text);
        if (before !== undefined) store?.discard(before.draft.text);
        const state = station === undefined ? 'ready' : 'found';
        entries.set(sighting.key, { sighting, station, state, draft: sighting.draft });
      }
    },
    due(station, watermark) {
      const entry = ranked(watermark).find((each) => each.station === station && each.state === 'found');
      if (entry === undefined) return undefined;
      entry.state = 'reducing';
      return entry.sighting.key;
    },
    reduced(key, draft) {
      const entry = entries.get(key)!;
      entry.state = 'ready';
      entry.draft = draft;
    },
    abandon(station) {
      for (const entry of entries.values()) {
        if (entry.station === station && isOpen(entry)) entry.state = 'ready';
      }
    },
    settle(watermark) {
      for (const entry of ranked(watermark)) {
        if (isOpen(entry)) return;
        if (entry.state === 'ready') settleOne(entry, found, options);
      }
    },
    findings: () => found.size,
    records: () =>
      [...entries.values()]
        .sort((a, b) => bySight(a.sighting, b.sighting))
        .map((entry) => recordOf(entry, counts.get(entry.sighting.key) ?? 0)),
  };
}

/** Sightings that every lane has passed, in the order of cases; those beyond the limit are marked and left out. */
function rank(entries: readonly Entry[], watermark: number, store: ResultsStore | undefined): Entry[] {
  const spent = new Map<number, number>();
  const passed = entries.filter(({ sighting }) => sighting.run < watermark);
  return passed
    .sort((a, b) => bySight(a.sighting, b.sighting))
    .filter((entry) => {
      const before = spent.get(entry.sighting.pair) ?? 0;
      spent.set(entry.sighting.pair, before + 1);
      if (before < MOST_REDUCTIONS) return true;
      if (entry.state === 'found') {
        entry.state = 'only-counted';
        store?.discard(entry.draft.text);
      }
      return false;
    });
}

function isOpen({ state }: Entry): boolean {
  return state === 'found' || state === 'reducing';
}

/** Makes a finding of what is ready, unless an earlier case has made the same. */
function settleOne(entry: Entry, found: Set<string>, { store, onFinding, specOf }: LedgerOptions): void {
  const { draft, sighting } = entry;
  entry.state = 'settled';
  const key = formatFindingKey(draft.finding.key);
  const isNew = !found.has(key);
  const file = isNew ? store?.save(draft.text) : undefined;
  if (!isNew || draft.text !== sighting.draft.text) store?.discard(sighting.draft.text);
  if (!isNew) return;
  found.add(key);
  onFinding?.(finishFinding(draft, specOf(sighting.pair), file));
}

function recordOf({ sighting: { key, run, pair }, state, draft }: Entry, count: number): SightingRecord {
  return { key, run, pair, count, ...(state === 'only-counted' ? {} : { draft }) };
}
