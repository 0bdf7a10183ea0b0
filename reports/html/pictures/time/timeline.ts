import type { Timeline, TimelineEvent, TimelineEventKind } from '../../../../model/index.ts';
import type { Markup } from '../../markup.ts';
import { markup } from '../../markup.ts';
import { label, n, path, picture, rect } from '../svg.ts';
import type { TimeAxis } from './time-axis.ts';
import { timeAxis } from './time-axis.ts';

const LEFT = 132;
const TOP = 14;
const LANE = 60;
const BAR = 15;

/**
 * A history in lanes: what the API server stored, what each node had seen of it and put into effect, what packets
 * met. Where a node is behind the API server its bar is hatched; a line goes down where the finding shows.
 */
export function timelinePicture(id: string, timeline: Timeline): Markup {
  const { events } = timeline;
  const lanes = lanesOf(timeline);
  const axis = timeAxis(events, laneOf);
  const bottom = TOP + lanes.length * LANE;
  const drawn: Drawn = { events, axis, stored: stepsOf(events, axis, isStored) };
  return picture(
    {
      id,
      title: 'What each node knew, and when',
      description: describeTimeline(timeline),
      width: LEFT + axis.width + 12,
      height: bottom + 26,
    },
    ...events.map(
      (event, index) =>
        event.wrong === true && path(`M${n(LEFT + axis.xs[index]!)} ${TOP - 8}V${bottom}`, 'moment wrong'),
    ),
    ...lanes.map((lane, index) => laneMarks(lane, TOP + index * LANE, drawn)),
    ticks(axis, bottom),
  );
}

interface Drawn {
  readonly events: readonly TimelineEvent[];
  readonly axis: TimeAxis;
  /** Revisions of the API server. */
  readonly stored: readonly Step[];
}

/** A revision from some place on. */
interface Step {
  readonly x: number;
  readonly revision: number;
}

/** The lane of an event: a node has one of its own. */
export function laneOf({ place }: TimelineEvent): string {
  return place.kind === 'node' ? `node ${place.node}` : place.kind;
}

function lanesOf({ nodes, events }: Timeline): string[] {
  const used = new Set(events.map(laneOf));
  return ['api-server', 'controller', ...nodes.map((node) => `node ${node}`), 'packet'].filter(
    (lane) => lane.startsWith('node ') || used.has(lane),
  );
}

const LANE_NAMES: Readonly<Record<string, string>> = {
  'api-server': 'API server',
  controller: 'controllers',
  packet: 'packets',
};

function laneMarks(lane: string, y: number, drawn: Drawn): Markup {
  const { events, axis } = drawn;
  const own = events.flatMap((event, index) =>
    laneOf(event) === lane ? [{ event, x: LEFT + axis.xs[index]! }] : [],
  );
  const isNode = lane.startsWith('node ');
  return markup`${path(`M0 ${n(y + LANE - 4)}H${n(LEFT + axis.width)}`, 'grid')}${label(
    0,
    y + 18,
    LANE_NAMES[lane] ?? lane,
    'strong',
    { most: 16 },
  )}${isNode && [label(LEFT - 8, y + 14, 'seen', 'note end'), label(LEFT - 8, y + 31, 'in effect', 'note end')]}${
    isNode && [
      outages(own, axis, y),
      knowledge(lane, (what) => what === 'watch', y + 3, drawn),
      knowledge(lane, (what) => what === 'programmed', y + 20, drawn),
    ]
  }${own.map(({ event, x }) => eventMark(event, x, y + 18))}`;
}

function isStored(event: TimelineEvent): boolean {
  return event.what === 'object' && event.place.kind === 'api-server';
}

function stepsOf(
  events: readonly TimelineEvent[],
  { xs }: TimeAxis,
  counts: (event: TimelineEvent) => boolean,
): Step[] {
  const steps: Step[] = [];
  for (const [index, event] of events.entries()) {
    if (event.revision === undefined || !counts(event)) continue;
    // Of what is seen in one go only the last revision shows.
    if (steps.at(-1)?.x === xs[index]) steps.pop();
    steps.push({ x: xs[index]!, revision: event.revision });
  }
  return steps;
}

/** A bar of the revisions that a node has seen, or enforces; hatched for as long as there is a newer one. */
function knowledge(
  lane: string,
  isMeant: (what: TimelineEventKind) => boolean,
  y: number,
  { events, axis, stored }: Drawn,
): Markup[] {
  const steps = stepsOf(events, axis, (event) => laneOf(event) === lane && isMeant(event.what));
  return steps.map(({ x, revision }, index) => {
    const end = steps[index + 1]?.x ?? axis.width;
    const newer = stored.find((step) => step.revision > revision && step.x < end);
    const staleFrom = Math.max(x, newer?.x ?? Infinity);
    const box = { x: LEFT + x, y, width: Math.max(2, end - x - 1), height: BAR };
    return markup`${rect(box, 'knows', 2)}${
      staleFrom < end &&
      rect({ ...box, x: LEFT + staleFrom, width: Math.max(2, end - staleFrom - 1) }, 'behind', 2)
    }${end - x > 18 && label(LEFT + x + 4, y + 11.5, `r${revision}`, 'mono tick')}`;
  });
}

interface PlacedEvent {
  readonly event: TimelineEvent;
  readonly x: number;
}

/** A band from where an agent stops to where it comes back. */
function outages(own: readonly PlacedEvent[], axis: TimeAxis, y: number): Markup[] {
  return own
    .filter(({ event }) => event.what === 'agent-down')
    .map(({ x }) => {
      const back = own.find((other) => other.event.what === 'agent-up' && other.x > x);
      const end = back?.x ?? LEFT + axis.width;
      return markup`${rect({ x, y: y + 38, width: end - x - 1, height: 13 }, 'outage', 3)}${
        end - x > 70 && label(x + 4, y + 48, 'agent down', 'tick')
      }`;
    });
}

function eventMark({ what, revision, wrong, action }: TimelineEvent, x: number, y: number): Markup {
  const tone = wrong === true ? ' wrong' : '';
  switch (what) {
    case 'object':
      return markup`${path(`M${n(x)} ${n(y - 6)}l6 6-6 6-6-6Z`, 'event')}${
        revision !== undefined && label(x, y + 21, `r${revision}`, 'mono tick mid')
      }`;
    case 'fault':
      return path(`M${n(x)} ${n(y - 8)}l8 14h-16Z`, 'event fault');
    case 'connection':
      return markup`<circle class="event connection" cx="${n(x)}" cy="${n(y)}" r="5"/>`;
    case 'verdict': {
      const sign = action === 'deny' ? 'h9' : 'l3 3.2 5.2-6.4';
      return markup`<circle class="sign${tone}" cx="${n(x)}" cy="${n(y)}" r="9"/>${path(
        `M${n(x - 4.2)} ${n(y)}${sign}`,
        `sign-mark${tone}`,
      )}`;
    }
    case 'programming':
      return path(`M${n(x)} ${n(y + 2)}v15`, 'event begun');
    case 'agent-down':
    case 'agent-up':
    case 'watch':
    case 'programmed':
      return { markup: '' };
  }
}

/** Between two written times. */
const TICK_ROOM = 58;

function ticks({ moments }: TimeAxis, y: number): Markup[] {
  let last = -Infinity;
  return moments.flatMap(({ at, x }) => {
    if (x - last < TICK_ROOM) return [];
    last = x;
    return [label(LEFT + x, y + 14, `${at} ms`, 'mono tick mid')];
  });
}

function describeTimeline({ nodes, events }: Timeline): string {
  const wrong = events.filter((event) => event.wrong === true);
  return [
    `${events.length} events on ${nodes.length} nodes, from 0 to ${events.at(-1)?.at ?? 0} ms.`,
    ...wrong.map((event) => {
      const before = events.slice(0, events.indexOf(event));
      const known = nodes.map((node) => {
        const seen = before.findLast((each) => each.what === 'programmed' && laneOf(each) === `node ${node}`);
        return `${node} enforced ${seen?.revision === undefined ? 'nothing yet' : `revision ${seen.revision}`}`;
      });
      return `At ${event.at} ms: ${event.text}; ${known.join(', ')}.`;
    }),
  ].join(' ');
}
