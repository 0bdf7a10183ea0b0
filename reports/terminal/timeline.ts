import type { Timeline, TimelineEvent } from '../../model/index.ts';
import type { Style } from './style.ts';
import { PLAIN } from './style.ts';
import { table } from './table.ts';

/** A history as a table: when, where, what. A time and a place that have just been named are not named again. */
export function timelineLines({ events, hash }: Timeline, style: Style = PLAIN): string[] {
  let time = '';
  let where = '';
  const rows = events.map((event) => {
    const at = String(event.at);
    const place = placeOf(event);
    const row = [at === time ? '' : at, at === time && place === where ? '' : place, cellOf(event, style)];
    time = at;
    where = place;
    return row;
  });
  const columns = [{ title: 'ms', align: 'right' as const }, { title: 'where' }, { title: 'what' }];
  return [...table(columns, rows, style.bold), style.dim(`trace hash ${hash}`)];
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
