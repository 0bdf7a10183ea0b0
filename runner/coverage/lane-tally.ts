import type { ClauseId, CoverageRow } from '../../model/index.ts';

/** A bin decided this often in one lane is not asked again. */
export const MOST_IN_A_LANE = 16;

/** What one lane of a campaign decided. */
export interface LaneTally {
  /** @returns whether this is the first time in the lane */
  readonly count: (clause: ClauseId, bin: string, run: number) => boolean;
  /** Whether the bin has not been decided yet. */
  readonly isNew: (clause: ClauseId, bin: string) => boolean;
  /** Whether it is worth asking for the bin. */
  readonly isOpen: (clause: ClauseId, bin: string) => boolean;
  /** In the order in which they were first decided. */
  readonly rows: () => readonly CoverageRow[];
}

interface Count {
  readonly clause: ClauseId;
  readonly bin: string;
  decided: number;
  firstCase: number;
}

/** A tally with nothing in it. */
export function createLaneTally(): LaneTally {
  const counts = new Map<string, Count>();
  return {
    count(clause, bin, run) {
      const known = counts.get(`${clause}/${bin}`);
      if (known === undefined) {
        counts.set(`${clause}/${bin}`, { clause, bin, decided: 1, firstCase: run });
        return true;
      }
      known.decided = Math.min(MOST_IN_A_LANE, known.decided + 1);
      known.firstCase = Math.min(known.firstCase, run);
      return false;
    },
    isNew: (clause, bin) => !counts.has(`${clause}/${bin}`),
    isOpen: (clause, bin) => (counts.get(`${clause}/${bin}`)?.decided ?? 0) < MOST_IN_A_LANE,
    rows: () => [...counts.values()].map((count) => ({ ...count })),
  };
}
