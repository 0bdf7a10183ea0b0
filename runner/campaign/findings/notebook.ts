import type { FindingOrigin } from '../../../model/index.ts';
import type { Violation } from '../../../properties/index.ts';
import { sightingKeyOf } from '../../triage/finding-key.ts';
import type { Pair } from '../lanes/tallies.ts';
import type { DraftFinding } from './draft-finding.ts';
import { draftAsFound, draftReduced } from './draft-finding.ts';

/** The first violation of its kind, as it came. What finding it is shows when it is reduced. */
export interface Sighting {
  /** What it is sorted by as it came: see `sightingKeyOf`. */
  readonly key: string;
  readonly run: number;
  /** Which property on which engine, as {@link Pair}s are counted. */
  readonly pair: number;
  readonly draft: DraftFinding;
}

/** What a station has seen since it was last asked. */
export interface NotebookPage {
  /** Keys met for the first time, or in an earlier case than before. */
  readonly sightings: readonly Sighting[];
  /** How often each key was met. */
  readonly counts: readonly (readonly [key: string, count: number])[];
}

/**
 * Keeps the earliest violation of every key that some lanes have met, so that it can be reduced when its turn
 * comes: here, where its engines are. It holds few, since keys are few.
 */
export interface Notebook {
  see(pair: number, violation: Violation, run: number): void;
  /** What is new; the next page begins empty. */
  page(): NotebookPage;
  /** The violation of a key, cut down. Forgets it. */
  reduce(key: string, stop: () => boolean): Promise<DraftFinding>;
}

/** An empty notebook of a campaign. */
export function createNotebook(pairs: readonly Pair[], seed: number, probes: number | undefined): Notebook {
  const earliest = new Map<string, { readonly run: number; readonly pair: number; violation?: Violation }>();
  let fresh = new Map<string, Sighting>();
  let counts = new Map<string, number>();
  const originOf = (run: number): FindingOrigin => ({ kind: 'generated', seed, run });
  return {
    see(pair, violation, run) {
      const { engine, property } = pairs[pair]!;
      const key = sightingKeyOf(property, engine, violation);
      counts.set(key, (counts.get(key) ?? 0) + 1);
      const known = earliest.get(key);
      if (known !== undefined && known.run <= run) return;
      earliest.set(key, { run, pair, violation });
      fresh.set(key, { key, run, pair, draft: draftAsFound(pairs[pair]!, violation, originOf(run)) });
    },
    page() {
      const page = { sightings: [...fresh.values()], counts: [...counts] };
      fresh = new Map();
      counts = new Map();
      return page;
    },
    async reduce(key, stop) {
      const { run, pair, violation } = earliest.get(key)!;
      earliest.set(key, { run, pair });
      return draftReduced(pairs[pair]!, violation!, originOf(run), { probes, stop });
    },
  };
}
