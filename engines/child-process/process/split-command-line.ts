import { FencepostError } from '../../../model/index.ts';

const SPACE = /\s/;

/**
 * The words of a command line. Single quotes keep everything, double quotes keep all but `\"` and `\\`, outside
 * of quotes a backslash keeps the next character. No shell is asked and nothing is expanded.
 *
 * @throws FencepostError `usage` for an open quote, a lone backslash at the end, or no words at all
 */
export function splitCommandLine(text: string): [string, ...string[]] {
  const words: string[] = [];
  let at = 0;
  while (at < text.length) {
    if (SPACE.test(text[at]!)) {
      at++;
    } else {
      const { word, next } = readWord(text, at);
      words.push(word);
      at = next;
    }
  }
  const [command, ...rest] = words;
  if (command === undefined || command === '')
    throw new FencepostError('usage', 'the engine command is empty');
  return [command, ...rest];
}

function readWord(text: string, start: number): { word: string; next: number } {
  let word = '';
  let at = start;
  while (at < text.length && !SPACE.test(text[at]!)) {
    const character = text[at]!;
    if (character === "'" || character === '"') {
      const quoted = readQuoted(text, at);
      word += quoted.word;
      at = quoted.next;
    } else if (character === '\\') {
      if (at + 1 === text.length) throw unreadable('a lone backslash at the end', text);
      word += text[at + 1]!;
      at += 2;
    } else {
      word += character;
      at++;
    }
  }
  return { word, next: at };
}

function readQuoted(text: string, open: number): { word: string; next: number } {
  const quote = text[open]!;
  let word = '';
  for (let at = open + 1; at < text.length; at++) {
    const character = text[at]!;
    const next = text[at + 1];
    if (character === quote) return { word, next: at + 1 };
    if (quote === '"' && character === '\\' && (next === '"' || next === '\\')) {
      word += next;
      at++;
    } else {
      word += character;
    }
  }
  throw unreadable(`a ${quote === '"' ? 'double' : 'single'} quote that is never closed`, text);
}

function unreadable(what: string, text: string): FencepostError {
  return new FencepostError('usage', `engine command with ${what}: ${text}`);
}
