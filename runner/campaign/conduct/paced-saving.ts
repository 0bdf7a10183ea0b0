/** Between two savings, at least. */
const SAVING_MS = 1_000;

/** Saving may take this share of the time, no more. */
const SAVING_SHARE = 0.05;

/** Tables of coverage are large and grow slowly. */
const COVERAGE_MS = 10_000;

/** Saves a campaign's record now and then: what a power cut may cost is what was done since. */
export interface PacedSaving {
  /** @param findings how many there are; a new one is saved at once */
  readonly saveNowAndThen: (findings: number) => void;
  /** Whether a station has not told what it decided for a while. */
  readonly wantsCoverage: (station: number) => boolean;
}

/** Saves at once, so that a disk that cannot be written is known before any work is done, then at a pace. */
export function pacedSaving(save: () => void): PacedSaving {
  let due = 0;
  let known = 0;
  const asked = new Map<number, number>();
  const saveNow = (): void => {
    const start = performance.now();
    save();
    const now = performance.now();
    due = now + Math.max(SAVING_MS, (now - start) / SAVING_SHARE);
  };
  saveNow();
  const started = performance.now();
  return {
    saveNowAndThen(findings) {
      if (findings === known && performance.now() < due) return;
      known = findings;
      saveNow();
    },
    wantsCoverage(station) {
      const now = performance.now();
      if (now - (asked.get(station) ?? started) < COVERAGE_MS) return false;
      asked.set(station, now);
      return true;
    },
  };
}
