/**
 * Whether two pieces of plain data say the same, whatever the order of their fields. An absent field and one that is
 * `undefined` are not the same.
 */
export function isSameData(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return Array.isArray(a) ? isSameList(a, b) : !Array.isArray(b) && isSameRecord(a, b);
}

function isSameList(a: readonly unknown[], b: object): boolean {
  if (!Array.isArray(b) || a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (!isSameData(a[index], b[index])) return false;
  return true;
}

function isSameRecord(a: object, b: object): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  for (const name of names) {
    if (!Object.hasOwn(b, name)) return false;
    if (!isSameData(a[name as keyof typeof a], b[name as keyof typeof b])) return false;
  }
  return true;
}
