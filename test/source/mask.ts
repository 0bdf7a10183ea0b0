/** What the scanner is in the middle of: code, or a template's `${`, which ends at its own brace. */
interface Frame {
  readonly kind: 'code' | 'expression';
  braces: number;
}

/** After these, a slash starts a regular expression; after anything else it divides. */
const BEFORE_REGEX =
  /(?:^|[=(,:;[!&|?{}+\-*%~^<>]|\b(?:return|typeof|case|in|of|do|else|void|throw|yield|await))\s*$/;

/**
 * The same text with comments, and what stands inside quotes, templates and regular expressions, turned into
 * spaces. Offsets and line breaks stay, so that a place found in the one can be read in the other.
 */
export function maskSource(text: string): string {
  const out = text.split('');
  const frames: Frame[] = [{ kind: 'code', braces: 0 }];
  const blank = (from: number, to: number): void => {
    for (let at = from; at < to; at++) if (out[at] !== '\n') out[at] = ' ';
  };
  let at = 0;
  while (at < text.length) {
    const frame = frames.at(-1)!;
    const char = text[at]!;
    const end = skipped(text, at, out);
    if (end !== undefined) {
      const quoted = char === '"' || char === "'";
      blank(quoted ? at + 1 : at, quoted ? end - 1 : end);
      at = end;
    } else if (char === '`' || (char === '}' && frame.kind === 'expression' && frame.braces === 0)) {
      if (char === '}') frames.pop();
      const stop = templateEnd(text, at + 1);
      blank(at + 1, stop);
      if (text.startsWith('${', stop)) frames.push({ kind: 'expression', braces: 0 });
      at = stop + (text[stop] === '`' ? 1 : 2);
    } else {
      if (char === '{') frame.braces++;
      if (char === '}') frame.braces--;
      at++;
    }
  }
  return out.join('');
}

/** The end of the comment, string or regular expression that starts here; `undefined` where none does. */
function skipped(text: string, at: number, masked: readonly string[]): number | undefined {
  const char = text[at]!;
  if (text.startsWith('//', at)) return endOr(text, text.indexOf('\n', at));
  if (text.startsWith('/*', at)) return endOr(text, text.indexOf('*/', at + 2), 2);
  if (char === "'" || char === '"') return quoteEnd(text, at, char);
  if (char === '/' && BEFORE_REGEX.test(masked.slice(Math.max(0, at - 200), at).join(''))) {
    return regexEnd(text, at);
  }
  return undefined;
}

function endOr(text: string, found: number, length = 0): number {
  return found < 0 ? text.length : found + length;
}

function quoteEnd(text: string, at: number, quote: string): number {
  let end = at + 1;
  while (end < text.length && text[end] !== quote && text[end] !== '\n') end += text[end] === '\\' ? 2 : 1;
  return end + 1;
}

function regexEnd(text: string, at: number): number {
  let inClass = false;
  let end = at + 1;
  while (end < text.length && text[end] !== '\n' && (inClass || text[end] !== '/')) {
    if (text[end] === '[') inClass = true;
    if (text[end] === ']') inClass = false;
    end += text[end] === '\\' ? 2 : 1;
  }
  return end + 1;
}

/** Where the template's text stops: at its backtick or at `${`. */
function templateEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && text[end] !== '`' && !text.startsWith('${', end)) {
    end += text[end] === '\\' ? 2 : 1;
  }
  return end;
}
