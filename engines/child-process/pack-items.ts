/** Items that travel in one message, and the list of them as JSON text. */
export interface Batch<T> {
  readonly items: readonly T[];
  readonly json: string;
}

export interface BatchLimits {
  readonly maxItems: number;
  /** Of the JSON text in UTF-8. */
  readonly maxBytes: number;
}

/** Deals items out to batches within the limits, in order. An item too long for any batch is left out. */
export function* packItems<T>(
  items: Iterable<T>,
  jsonOf: (item: T) => string,
  { maxItems, maxBytes }: BatchLimits,
): Generator<Batch<T>> {
  let batch: T[] = [];
  let texts: string[] = [];
  let bytes = 1;
  for (const item of items) {
    const text = jsonOf(item);
    // Each item brings a comma or the closing bracket; the opening one is counted from the start.
    const added = Buffer.byteLength(text) + 1;
    if (added + 1 > maxBytes) continue;
    if (batch.length === maxItems || bytes + added > maxBytes) {
      yield { items: batch, json: `[${texts.join(',')}]` };
      [batch, texts, bytes] = [[], [], 1];
    }
    batch.push(item);
    texts.push(text);
    bytes += added;
  }
  if (batch.length > 0) yield { items: batch, json: `[${texts.join(',')}]` };
}
