import type { FieldPath } from '../field-error.ts';

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/** The offset behind the string that begins at `start`; beyond the text where it never ends. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at + 1;
  }
  return text.length + 1;
}

/** The offset behind the object or list that begins at `start`; `undefined` where it never ends. */
export function valueEnd(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = stringEnd(text, at) - 1;
    else if (code === OPEN_LIST || code === OPEN_OBJECT) depth++;
    else if (code === CLOSE_LIST || code === CLOSE_OBJECT) {
      depth--;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

/**
 * Walks over an object or list of valid JSON and names every member and item on the way.
 *
 * @param visit called with the path, which is valid during the call only, and the offset of the key or item
 */
export function scanJson(
  text: string,
  start: number,
  visit: (path: FieldPath, offset: number) => void,
): void {
  const path: (string | number)[] = [];
  const isList: boolean[] = [];
  let depth = 0;
  let expectsName = false;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 32) continue;
    // An item of a list is named by whatever begins it.
    if (expectsName && isList[depth - 1] === true && code !== CLOSE_LIST) {
      visit(path, at);
      expectsName = false;
    }
    if (code === QUOTE) {
      const end = stringEnd(text, at);
      if (expectsName) {
        path[depth - 1] = JSON.parse(text.slice(at, end)) as string;
        visit(path, at);
        expectsName = false;
      }
      at = end - 1;
    } else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      isList[depth++] = code === OPEN_LIST;
      path.push(code === OPEN_LIST ? 0 : '');
      expectsName = true;
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) {
      expectsName = false;
      path.pop();
      if (--depth === 0) return;
    } else if (code === COMMA) {
      if (isList[depth - 1] === true) path[depth - 1] = (path[depth - 1] as number) + 1;
      expectsName = true;
    }
  }
}
