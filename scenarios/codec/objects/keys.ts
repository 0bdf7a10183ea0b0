import { fail, type Field } from '../document/field.ts';

/** The two halves of `namespace/name`. */
export function splitKey(key: string, field: Field): { namespace: string; name: string } {
  const slash = key.indexOf('/');
  const [namespace, name] = [key.slice(0, Math.max(slash, 0)), key.slice(slash + 1)];
  if (namespace === '' || name === '' || name.includes('/')) {
    return fail(field, `${JSON.stringify(key)} must have the form namespace/name`);
  }
  return { namespace, name };
}
