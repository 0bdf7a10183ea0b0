/** Names of one kind of object, in the order in which they are given out. All are distinct. */
export interface NamePool {
  readonly plain: readonly string[];
  /** `a/b-c` and `a-b/c`, `ab/c` and `a/bc`, `a.b/c` and `a/b.c`: equal once somebody leaves a separator out. */
  readonly ambiguous: readonly string[];
  /** How many of the first of these begin or end with the next: a small cluster has few. */
  readonly beginnings: number;
}

const long = (letter: string, end: string, length: number): string =>
  letter.repeat(length - end.length) + end;

/** Namespaces: DNS labels. */
export const NAMESPACE_NAMES: NamePool = {
  plain: ['x', 'y', 'z', 'w', 'v', 'u', 't', 's'],
  ambiguous: ['abc', 'ab', 'a', 'a-b', 'b', 'a-b-c', 'default', 'kube-system'],
  beginnings: 4,
};

/** Pods, policies and nodes: DNS subdomains. Services take those without a dot. */
export const OBJECT_NAMES: NamePool = {
  plain: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p'],
  ambiguous: [
    'c',
    'bc',
    'b-c',
    'a',
    'a-b',
    'ab',
    'a.b',
    'a-b-c',
    'abc',
    'b.c',
    'b',
    '0',
    '10',
    'a0',
    'a-0',
    'x',
  ],
  beginnings: 1,
};

/** Two names of 63 characters that differ in the last one, the longest a namespace or Service may have. */
export const LONG_LABELS: readonly string[] = [long('a', 'b', 63), long('a', 'c', 63)];

/** Two names of 253 characters that differ in the last one, the longest that objects may have. */
export const LONG_SUBDOMAINS: readonly string[] = [long('a', 'b', 253), long('a', 'c', 253)];

/** The name with the given number: from the pool, then the pool again with numbers. */
export function nameAt(names: readonly string[], index: number): string {
  const round = Math.floor(index / names.length);
  const name = names[index % names.length]!;
  // The end of a long name, because that is where long names differ.
  return round === 0 ? name : `${name.slice(-50)}-x${round}`;
}
