import type { Address, AddressRange } from '../../model/index.ts';
import { cidrOf, cidrRange, formatAddress, parseAddress, rangeCovers } from '../../model/index.ts';

/** Gives out addresses that nobody has. */
export interface AddressPool {
  /** The next free address; `undefined` once there is none. */
  next(): string | undefined;
}

type Value = number | bigint;

function step(value: Value): Value {
  return typeof value === 'number' ? value + 1 : value + 1n;
}

/**
 * A pool over a CIDR, its first address left out. Taken addresses are never given out; addresses in the ranges to
 * avoid only once all others are gone. Ranges that cover the whole pool cannot be avoided and are not tried to.
 */
export function addressPool(
  cidr: string,
  taken: ReadonlySet<string>,
  avoided: readonly AddressRange[],
): AddressPool {
  const range = cidrRange(cidrOf(cidr));
  const obstacles = avoided.filter((each) => each.family === range.family && !rangeCovers(each, range));
  const gone = new Set([...taken].map((each) => canonical(each)));
  let isPicky = obstacles.length > 0;
  let cursor: Value = step(range.first);
  // Sorted by their first address, so that one pass over both is enough.
  const sorted = obstacles.toSorted((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  let obstacle = 0;

  const skipObstacles = (): void => {
    while (obstacle < sorted.length && sorted[obstacle]!.first <= cursor) {
      const { last } = sorted[obstacle++]!;
      if (last >= cursor) cursor = step(last);
    }
  };
  const next = (): string | undefined => {
    while (true) {
      if (isPicky) skipObstacles();
      if (cursor > range.last) {
        if (!isPicky) return undefined;
        isPicky = false;
        cursor = step(range.first);
      }
      const address = formatAddress({ family: range.family, value: cursor } as Address);
      cursor = step(cursor);
      if (!gone.has(address)) {
        gone.add(address);
        return address;
      }
    }
  };
  return { next };
}

function canonical(text: string): string {
  const address = parseAddress(text);
  return address === undefined ? text : formatAddress(address);
}
