import { expect, it } from 'vitest';
import { KNOWN_BUGS } from '../../spec/index.ts';
import { bugsByClass, classTitle } from './classes.ts';
import { SAMPLE_MATRIX } from './testing/sample-matrix.ts';

it('has a title of its own for the class of every known bug', () => {
  const names = [...new Set(KNOWN_BUGS.flatMap(({ classes }) => classes.slice(0, 1)))];
  const titles = names.map(classTitle);
  expect(titles.filter((title) => names.includes(title))).toEqual([]);
  expect(new Set(titles).size).toBe(names.length);
});

it('keeps bugs of a class together, in the order in which they come', () => {
  const [first, second, third] = SAMPLE_MATRIX.bugs;
  const other = { ...second!, class: 'icmp' };
  const classes = bugsByClass([first!, other, third!]);
  expect([...classes].map(([name, bugs]) => [name, ...bugs.map(({ id }) => id)])).toEqual([
    ['policytypes-default', 'A-1', 'C-3'],
    ['icmp', 'B-2'],
  ]);
});
