import type { Timeline, TimelineEvent } from '../../model/index.ts';
import type { Style } from './style.ts';
import { PLAIN } from './style.ts';
import type { Cell } from './table.ts';
import { counted, table } from './table.ts';

/** A part of a timeline. */
interface Chapter {
  readonly title: string;
  /** The index of its first event. */
  readonly first: number;
}

/**
 * A history as a table: when, where, what. A time and a place that have just been named are not named again.
 *
 * @param chapters what comes under a title of its own; in the first, which nobody waits for, rules are only counted
 */
export function timelineLines(
  { events, hash }: Timeline,
  style: Style = PLAIN,
  chapters: readonly Chapter[] = [],
): string[] {
  const untitled = chapters.length === 0 ? events : [];
  const titled = chapters.flatMap(({ title, first }, index): Row[] => {
    const own = events.slice(first, chapters[index + 1]?.first);
    const heading: Row = ['', '', { text: title, paint: style.bold }];
    return index === 0
      ? [heading, ...rowsOf(withoutRules(own), style)]
      : [[], heading, ...rowsOf(own, style)];
  });
  const rows = [...rowsOf(untitled, style), ...titled];
  const columns = [{ title: 'ms', align: 'right' as const }, { title: 'where' }, { title: 'what' }];
  return [...table(columns, rows, style.bold), style.dim(`trace hash ${hash}`)];
}

type Row = readonly Cell[];

function rowsOf(events: readonly TimelineEvent[], style: Style): Row[] {
  let time = '';
  let where = '';
  return listsInOneLine(events).map((event) => {
    const at = String(event.at);
    const place = placeOf(event);
    const row = [at === time ? '' : at, at === time && place === where ? '' : place, cellOf(event, style)];
    time = at;
    where = place;
    return row;
  });
}

/** The rules that nodes make are told by their number. */
function withoutRules(events: readonly TimelineEvent[]): readonly TimelineEvent[] {
  const counts = new Map<string, number>();
  return events.flatMap((event): readonly TimelineEvent[] => {
    const place = placeOf(event);
    const count = counts.get(place) ?? 0;
    if (event.what === 'programming') counts.set(place, count + 1);
    else if (event.what === 'programmed') counts.delete(place);
    if (event.what === 'programming') return [];
    return event.what === 'programmed'
      ? [{ ...event, text: `${event.text}, after ${counted(count, 'change')} of rules` }]
      : [event];
  });
}

/** More objects than this at a time are a list, which nobody wants to read object by object. */
const FEW = 4;

/** What a node sees at once is told in one line where it is much: the list with which its agent begins. */
function listsInOneLine(events: readonly TimelineEvent[]): readonly TimelineEvent[] {
  const told: TimelineEvent[] = [];
  for (let first = 0; first < events.length;) {
    let end = first + 1;
    while (end < events.length && belongTogether(events[first]!, events[end]!)) end++;
    const together = events.slice(first, end);
    told.push(...(together.length > FEW ? [listOf(together)] : together));
    first = end;
  }
  return told;
}

function belongTogether(a: TimelineEvent, b: TimelineEvent): boolean {
  return a.what === 'watch' && b.what === 'watch' && a.at === b.at && placeOf(a) === placeOf(b);
}

function listOf(events: readonly TimelineEvent[]): TimelineEvent {
  const counts = new Map<string, number>();
  for (const { text } of events) {
    // `sees Pod x/a added`
    const kind = text.split(' ')[1] ?? 'object';
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const kinds = [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ');
  return { ...events.at(-1)!, text: `sees ${events.length} objects: ${kinds}` };
}

function placeOf({ place }: TimelineEvent): string {
  switch (place.kind) {
    case 'api-server':
      return 'API server';
    case 'controller':
      return 'controller';
    case 'packet':
      return 'packet';
    case 'node':
      return place.node;
  }
}

function cellOf({ what, text, revision }: TimelineEvent, style: Style) {
  const suffix = what === 'object' && revision !== undefined ? ` (revision ${revision})` : '';
  const paint = {
    object: style.bold,
    watch: style.dim,
    programming: style.dim,
    programmed: style.accent,
    'agent-down': style.bad,
    'agent-up': style.good,
    fault: style.bad,
    connection: style.accent,
    verdict: style.bold,
  }[what];
  return { text: text + suffix, paint };
}
