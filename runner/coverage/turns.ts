/** Takes turns: who was passed over or has just had a turn comes last. */
export interface Turns {
  /** The next of them that is wanted; `undefined` where none is. */
  readonly next: (isWanted: (index: number) => boolean) => number | undefined;
}

/** Turns among some indices, beginning anywhere. */
export function createTurns(indices: readonly number[], start: number): Turns {
  let cursor = start;
  return {
    next(isWanted) {
      for (let passed = 0; passed < indices.length; passed++) {
        const index = indices[(cursor + passed) % indices.length]!;
        if (!isWanted(index)) continue;
        cursor += passed + 1;
        return index;
      }
      return undefined;
    },
  };
}
