/** A running hash of all that happened: two runs with one digest did the same things in the same order. */
export interface TraceHash {
  /** Where a text ends counts: "a", "bc" is not "ab", "c". */
  add(text: string): void;
  /** 16 hexadecimal digits, of the texts so far. */
  digest(): string;
}

/** Stands between texts. No UTF-16 unit has this value. */
const END = 0x1_0000;

/**
 * A hash of no texts: FNV-1a of 32 bits over UTF-16 units, and beside it another that also takes in the upper bits of
 * the first. One unit more or another unit always changes both; halves of 32 bits keep to the integers of the machine.
 */
export function createTraceHash(): TraceHash {
  let first = 0x811c_9dc5 | 0;
  let second = 0xcbf2_9ce4 | 0;
  const add = (text: string): void => {
    let [one, two] = [first, second];
    for (let index = 0; index <= text.length; index++) {
      const unit = index < text.length ? text.charCodeAt(index) : END;
      one = Math.imul(one ^ unit, 0x0100_0193);
      two = Math.imul(two ^ unit ^ (one >>> 15), 0x85eb_ca6b);
    }
    first = one;
    second = two;
  };
  return { add, digest: () => hex(first) + hex(second) };
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
