/** Calls out when nothing happened for a while. */
export interface Watchdog {
  /** Starts the wait anew. */
  feed(): void;
  /** Waits for nothing. */
  rest(): void;
}

const SLICES = 4;

/**
 * A watchdog of the given patience, at rest. The time is counted in slices: while this process itself is held
 * up, at most one slice runs out, so a busy harness does not mistake its own delay for an engine that hangs.
 */
export function createWatchdog(patienceMs: number, onHang: () => void): Watchdog {
  let timer: NodeJS.Timeout | undefined;
  const wait = (slices: number): void => {
    timer = setTimeout(() => (slices === 1 ? onHang() : wait(slices - 1)), patienceMs / SLICES);
  };
  const rest = (): void => clearTimeout(timer);
  return {
    feed() {
      rest();
      wait(SLICES);
    },
    rest,
  };
}
