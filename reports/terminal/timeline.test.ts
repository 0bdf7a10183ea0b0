import { expect, test } from 'vitest';
import type { Timeline, TimelineEvent } from '../../model/index.ts';
import { timelineLines } from './timeline.ts';

const n1 = { kind: 'node', node: 'n1' } as const;

function seen(kind: string, name: string, at = 0): TimelineEvent {
  return { at, place: n1, what: 'watch', text: `sees ${kind} ${name} added` };
}

function timelineOf(...events: TimelineEvent[]): Timeline {
  return { nodes: ['n1'], events, hash: 'abc' };
}

test('a time and a place are named once, as long as they stay', () => {
  const lines = timelineLines(
    timelineOf(
      { at: 0, place: { kind: 'api-server' }, what: 'object', text: 'Pod x/a added', revision: 7 },
      seen('Pod', 'x/a'),
      { at: 0, place: n1, what: 'programming', text: 'ipset add' },
      { at: 12, place: n1, what: 'programmed', text: 'all in effect' },
    ),
  );
  expect(lines).toEqual([
    'ms  where       what',
    ' 0  API server  Pod x/a added (revision 7)',
    '    n1          sees Pod x/a added',
    '                ipset add',
    '12  n1          all in effect',
    'trace hash abc',
  ]);
});

test('what a node sees at once is one line where it is much', () => {
  const list = [...'abcd'].map((name) => seen('Pod', `x/${name}`));
  expect(timelineLines(timelineOf(...list))).toHaveLength(6);
  const [, line, ...rest] = timelineLines(timelineOf(...list, seen('Node', 'n1'), seen('Pod', 'x/e', 5)));
  expect(line).toContain('sees 5 objects: 4 Pod, 1 Node');
  expect(rest).toHaveLength(2);
});

test('chapters have titles, and the first only counts the rules that each node makes', () => {
  const n2 = { kind: 'node', node: 'n2' } as const;
  const rule = (place: typeof n1 | typeof n2, text: string): TimelineEvent => ({
    at: 0,
    place,
    what: 'programming',
    text,
  });
  const done = (place: typeof n1 | typeof n2): TimelineEvent => ({
    at: 0,
    place,
    what: 'programmed',
    text: 'all in effect',
  });
  const timeline = timelineOf(
    rule(n1, 'one'),
    rule(n2, 'two'),
    rule(n1, 'three'),
    done(n1),
    done(n2),
    rule(n1, 'four'),
  );
  const chapters = [
    { title: 'the start', first: 0 },
    { title: 'a change', first: 5 },
  ];
  expect(timelineLines(timeline, undefined, chapters)).toEqual([
    'ms  where  what',
    '           the start',
    ' 0  n1     all in effect, after 2 changes of rules',
    '    n2     all in effect, after 1 change of rules',
    '',
    '           a change',
    ' 0  n1     four',
    'trace hash abc',
  ]);
});
