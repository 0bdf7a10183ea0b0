/**
 * Labels of an object. Read them with {@link labelOf}: a label key may be `__proto__` or `constructor`, so a
 * plain index would find what nobody wrote.
 */
export type Labels = Readonly<Record<string, string>>;

/** No labels at all. */
export const NO_LABELS: Labels = Object.freeze(Object.create(null) as Record<string, string>);

/** Labels from entries, safe for any key. Later entries win. */
export function labelsFrom(entries: Iterable<readonly [string, string]>): Labels {
  const labels = Object.create(null) as Record<string, string>;
  for (const [key, value] of entries) labels[key] = value;
  return labels;
}

/** The value of a label, `undefined` where the key is missing; "" is a value (SEL-9). */
export function labelOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

/** The label that the control plane keeps on every Namespace (NS-2). */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';
