import { afterAll, describe, expect, it } from 'vitest';
import { folderWith } from '../testing/run-cli.ts';
import { readExpected } from './read-expected.ts';

const GOOD = '{key: v2:a/b/labels, reason: known, link: "#1", expires: 2026-12-31}';
const FILES = {
  none: 'expected: []',
  good: `expected:\n  - ${GOOD}\n`,
  sometimes: `expected: [${GOOD.replace('}', ', sometimes: true}')}]`,
  twice: `expected: [${GOOD}, ${GOOD}]`,
  typo: `expected: [${GOOD.replace('expires', 'expire')}]`,
  more: `expected: [${GOOD.replace('}', ', until: tomorrow}')}]`,
  day: `expected: [${GOOD.replace('12-31', '02-30')}]`,
  key: `expected: [${GOOD.replace('v2:', 'v1:')}]`,
  often: `expected: [${GOOD.replace('}', ', sometimes: often}')}]`,
  list: `[${GOOD}]`,
  bomb: 'expected: &a [*a]',
  yaml: 'expected: [',
  text: 'expected: [text]',
};
const folder = folderWith(FILES);
afterAll(folder.remove);

const KNOWN = { key: 'v2:a/b/labels', reason: 'known', link: '#1', expires: '2026-12-31' };

describe('readExpected', () => {
  it.each<[keyof typeof FILES, unknown]>([
    ['none', []],
    ['good', [KNOWN]],
    ['sometimes', [{ ...KNOWN, sometimes: true }]],
  ])('reads %s', (name, failures) => expect(readExpected(folder.path(name))).toEqual(failures));

  it.each<[name: string, says: string]>([
    ['twice', 'is there twice'],
    ['typo', 'expected[0].expires: must be a text'],
    ['more', 'expected[0].until: there is no such field'],
    ['day', "'2026-02-30' is no day"],
    ['key', 'run once more'],
    ['often', 'sometimes: must be true or false'],
    ['list', "not a list of known failures under 'expected'"],
    ['bomb', 'no aliases here'],
    ['yaml', 'yaml: '],
    ['text', 'expected[0]: must be an object'],
    ['missing', 'cannot read'],
  ])('refuses %s', (name, says) => {
    const read = (): unknown => readExpected(folder.path(name));
    expect(read).toThrow(expect.objectContaining({ code: 'input', message: expect.stringContaining(says) }));
  });
});
