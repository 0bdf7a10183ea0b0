const NEWLINE = 10;

/** Cuts a stream of chunks into lines. */
export interface LineSplitter {
  /** The lines that the chunk completes, without their newlines. */
  push(chunk: Buffer): Buffer[];
  /** Bytes held of a line that has not ended yet. */
  readonly pendingBytes: number;
  /** Hands over what is held and holds nothing more. */
  rest(): Buffer;
}

/** A splitter that keeps at most one unfinished line. Lines are bytes: a character may be cut by a chunk's end. */
export function createLineSplitter(): LineSplitter {
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  const rest = (): Buffer => {
    const line = pending.length === 1 ? pending[0]! : Buffer.concat(pending, pendingBytes);
    pending = [];
    pendingBytes = 0;
    return line;
  };
  const hold = (part: Buffer): void => {
    pending.push(part);
    pendingBytes += part.length;
  };
  return {
    push(chunk) {
      const lines: Buffer[] = [];
      let start = 0;
      for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
        hold(chunk.subarray(start, end));
        lines.push(rest());
        start = end + 1;
      }
      if (start < chunk.length) hold(chunk.subarray(start));
      return lines;
    },
    get pendingBytes() {
      return pendingBytes;
    },
    rest,
  };
}
