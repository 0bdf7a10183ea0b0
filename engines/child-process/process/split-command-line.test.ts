import { describe, expect, test } from 'vitest';
import { splitCommandLine } from './split-command-line.ts';

describe('splitCommandLine', () => {
  test.each([
    ['./engine', ['./engine']],
    ['  go run  ./cmd/engine\t-v ', ['go', 'run', './cmd/engine', '-v']],
    [`'/a path/engine' --name="two words"`, ['/a path/engine', '--name=two words']],
    [
      String.raw`a\ b 'c\d' "e\f" "g\"h" "i\\j"`,
      ['a b', String.raw`c\d`, String.raw`e\f`, 'g"h', String.raw`i\j`],
    ],
    [`x '' ""`, ['x', '', '']],
    [`a'b'"c"d`, ['abcd']],
    ['$HOME *.js ~ `ls` a|b;c&d', ['$HOME', '*.js', '~', '`ls`', 'a|b;c&d']],
  ])('%j', (text, words) => {
    expect(splitCommandLine(text)).toEqual(words);
  });

  test.each(['', '   ', `''`, `a 'b`, `a "b`, String.raw`a "b\"`, 'a\\'])('%j is wrong usage', (text) => {
    expect(() => splitCommandLine(text)).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});
