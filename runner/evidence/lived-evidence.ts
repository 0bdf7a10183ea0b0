import type { Evidence, Flow, Timeline, TimelineEvent, TimelineEventKind } from '../../model/index.ts';
import { formatFlow } from '../../model/index.ts';
import type { SimulatingEngine, Violation } from '../../properties/index.ts';
import { simulateScenario } from '../simulate/simulate-scenario.ts';

/** More events than this make no picture that a person reads. */
const MOST_EVENTS = 120;

/** What goes first where there are too many: steps on the way to what is told anyway. */
const DISPENSABLE: readonly TimelineEventKind[] = ['programming', 'watch', 'fault'];

/**
 * The scenario of a violation lived through once more by a simulated plugin: what each node knew and when, and the
 * way of the flow's packet at the end.
 */
export function livedEvidence(
  { scenario, flow, observed, trace }: Violation,
  engine: SimulatingEngine,
): Pick<Evidence, 'timeline' | 'trace'> {
  const report = simulateScenario(scenario, engine, flow === undefined ? {} : { flow });
  const walked = report.packets.at(-1)?.trace;
  return {
    ...(scenario.steps.length === 0 ? {} : { timeline: shortened(marked(report.timeline, flow, observed)) }),
    ...(trace !== undefined || walked === undefined || flow === undefined ? {} : { trace: walked }),
  };
}

/** The timeline with a mark at the last time that the flow became what it must not be. */
function marked(timeline: Timeline, flow: Flow | undefined, observed: string): Timeline {
  if (flow === undefined) return timeline;
  const name = `${formatFlow(flow)}:`;
  const at = timeline.events.findLastIndex(
    ({ what, text, action }) => what === 'verdict' && action === observed && text.startsWith(name),
  );
  if (at < 0) return timeline;
  return { ...timeline, events: timeline.events.with(at, { ...timeline.events[at]!, wrong: true }) };
}

function shortened(timeline: Timeline): Timeline {
  let events: readonly TimelineEvent[] = timeline.events;
  for (const kind of DISPENSABLE) {
    if (events.length > MOST_EVENTS) events = events.filter(({ what }) => what !== kind);
  }
  return { ...timeline, events: events.slice(-MOST_EVENTS) };
}
