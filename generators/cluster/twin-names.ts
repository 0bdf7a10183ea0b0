import type { Pod } from '../../model/index.ts';

/** How a namespace and a name are made into one text by those who forget that either may contain what is between. */
const JOINS: readonly ((namespace: string, name: string) => string)[] = [
  (namespace, name) => namespace + name,
  (namespace, name) => `${namespace}-${name}`,
  (namespace, name) => name + namespace,
  (namespace, name) => `${name}-${namespace}`,
];

/** Of a DNS subdomain, which a pod's name is. */
const MOST_LETTERS = 253;
const NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

/**
 * A name with which a pod of the namespace is taken for another pod (ISO-16): both come to one text when somebody
 * joins namespace and name.
 *
 * @returns undefined where there is no such name
 */
export function twinName(namespace: string, other: Pick<Pod, 'namespace' | 'name'>): string | undefined {
  if (other.namespace === namespace) return undefined;
  for (const join of JOINS) {
    const text = join(other.namespace, other.name);
    const [before, after] = join(namespace, '\n').split('\n') as [string, string];
    if (!text.startsWith(before) || !text.endsWith(after)) continue;
    const name = text.slice(before.length, text.length - after.length);
    if (name.length <= MOST_LETTERS && NAME.test(name)) return name;
  }
  return undefined;
}
