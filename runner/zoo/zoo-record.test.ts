import { describe, expect, it } from 'vitest';
import { ZOO } from '../../engines/index.ts';
import type { HuntedBug, KillMatrix } from '../../model/index.ts';
import { casesByRecord, formatZooRecord, parseZooRecord, zooRecordOf } from './zoo-record.ts';
import type { ZooRecord } from './zoo-record.ts';

const [first, second] = ZOO as [(typeof ZOO)[number], (typeof ZOO)[number]];

const RECORD: ZooRecord = {
  generator: 'g9',
  settings: ['default'],
  seeds: [1, 2],
  cases: new Map([
    [first.id, [3, 140]],
    [second.id, [1, 2]],
  ]),
  missed: ['Z'],
};

function bug(id: string, cases: readonly (number | undefined)[]): HuntedBug {
  const hunts = cases.map((count, index) => ({
    suite: 'random',
    seed: index + 1,
    cases: count ?? 500,
    falseAlarms: 0,
    ...(count === undefined ? {} : { kill: { property: 'p', summary: 's' } }),
  }));
  const known = { plugin: 'p', link: 'l', symptom: 's', class: 'c', kind: 'agent', needs: [] };
  return { ...known, id, mutation: id, hunts };
}

describe('the record of the zoo', () => {
  it('is read as it was written, a line for each bug', () => {
    const text = formatZooRecord(RECORD);
    expect(text.split('\n').filter((line) => line.startsWith('    '))).toHaveLength(2);
    const read = parseZooRecord(text, 'r.json');
    expect(read).toEqual({ ...RECORD, cases: new Map([...RECORD.cases].sort()) });
  });

  it('keeps what every seed found, and what some seed missed', () => {
    const matrix = {
      generator: 'g9',
      settings: ['default'],
      seeds: [1, 2],
      bugs: [bug('A', [3, 5]), bug('B', [3, undefined])],
    } as unknown as KillMatrix;
    const { cases, missed } = zooRecordOf(matrix);
    expect([...cases]).toEqual([['A', [3, 5]]]);
    expect(missed).toEqual(['B']);
  });

  it.each([
    // Four times the most, and never less than 256: few cases may have been luck.
    ['one bug', [first], 560],
    ['bugs that were found at once', [second], 256],
    ['the slower of two', [first, second], 560],
    ['none on record', [], undefined],
  ])('allows %s its cases', (_, bugs, allowed) => {
    expect(casesByRecord(RECORD, bugs)).toBe(allowed);
  });

  it.each([
    '',
    '[]',
    '{}',
    '{"generator":"g","settings":["s"],"seeds":[1],"missed":[],"cases":{"A":["x"]}}',
    '{"generator":"g","settings":["s"],"seeds":[-1],"missed":[],"cases":{}}',
    '{"generator":"g","settings":["s"],"seeds":[1],"cases":{}}',
  ])('refuses %j', (text) => {
    expect(() => parseZooRecord(text, 'r.json')).toThrow(expect.objectContaining({ code: 'input' }));
  });
});
