/** A document as plain data: what a YAML file holds. */
export type DocumentValue =
  string | number | boolean | null | readonly DocumentValue[] | { readonly [key: string]: DocumentValue };

/** Where in a document something stands. */
export type DocumentPath = readonly (string | number)[];

/**
 * Deletes array elements and map keys of a document, one at a time, as long as `keeps` holds, until none can go.
 * It knows nothing of Kubernetes: what is left is minimal whatever the format takes for granted.
 *
 * @param fixed whether what stands at a path is not to be touched: titles, provenance
 * @param stop asked between deletions; `true` ends with what there is
 */
export async function reduceDocument(
  document: DocumentValue,
  keeps: (candidate: DocumentValue) => boolean | Promise<boolean>,
  fixed: (path: DocumentPath) => boolean,
  stop: () => boolean = () => false,
): Promise<{ readonly document: DocumentValue; readonly evaluations: number }> {
  let current = document;
  let evaluations = 0;
  for (let progress = true; progress;) {
    progress = false;
    for (const path of deletablePaths(current, fixed)) {
      if (stop()) return { document: current, evaluations };
      const candidate = without(current, path);
      evaluations++;
      if (!(await keeps(candidate))) continue;
      current = candidate;
      progress = true;
      break;
    }
  }
  return { document: current, evaluations };
}

/** Every array element and map key, outer ones before what they hold, later elements before earlier ones. */
export function deletablePaths(
  document: DocumentValue,
  fixed: (path: DocumentPath) => boolean = () => false,
): DocumentPath[] {
  const paths: DocumentPath[] = [];
  const visit = (value: DocumentValue, path: DocumentPath): void => {
    if (typeof value !== 'object' || value === null) return;
    const keys = Array.isArray(value) ? [...value.keys()].reverse() : Object.keys(value);
    for (const key of keys) {
      const inner = [...path, key];
      if (fixed(inner)) continue;
      paths.push(inner);
      visit((value as Record<string | number, DocumentValue>)[key]!, inner);
    }
  };
  visit(document, []);
  return paths.sort((a, b) => a.length - b.length);
}

/** The document without what stands at the path. */
export function without(document: DocumentValue, path: DocumentPath): DocumentValue {
  const [key, ...rest] = path;
  if (key === undefined || typeof document !== 'object' || document === null) return document;
  if (Array.isArray(document)) {
    const index = key as number;
    return rest.length === 0
      ? document.toSpliced(index, 1)
      : document.with(index, without(document[index] as DocumentValue, rest));
  }
  const entries = Object.entries(document as Record<string, DocumentValue>).flatMap(([name, value]) => {
    if (name !== key) return [[name, value] as const];
    return rest.length === 0 ? [] : [[name, without(value, rest)] as const];
  });
  return Object.fromEntries(entries);
}
