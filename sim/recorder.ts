import type { Timeline, TimelineEvent, Trace } from '../model/index.ts';
import type { WatchEvent } from './apiserver/index.ts';
import type { AgentObserver } from './agent/index.ts';
import type { TraceHash } from './clock/index.ts';

/** Writes down what happens in a simulation: all of it into a hash, and what people want to read into a timeline. */
export interface Recorder extends AgentObserver {
  note(event: Omit<TimelineEvent, 'at'>): void;
  /** Something that only its reader asked about: it is no part of the hash. */
  remark(event: Omit<TimelineEvent, 'at'>): void;
  /** The API server has stored a change. */
  stored(event: WatchEvent): void;
  /** A packet has gone its way. */
  walked(what: string, trace: Trace): void;
  timeline(nodes: readonly string[]): Timeline;
}

/** @param isKept whether a timeline is wanted; without one, nothing but the hash is kept */
export function createRecorder(now: () => number, hash: TraceHash, isKept: boolean): Recorder {
  const events: TimelineEvent[] = [];
  const note = (event: Omit<TimelineEvent, 'at'>): void => {
    const at = now();
    hash.add(`${at} ${event.what} ${event.text}`);
    if (isKept) events.push({ at, ...event });
  };
  const at = (node: string): TimelineEvent['place'] => ({ kind: 'node', node });
  return {
    note,
    stored: ({ type, stored: { object, key, revision } }) => {
      // The whole object, so that the hash knows one change from another.
      hash.add(JSON.stringify(object));
      const text = `${object.kind} ${key} ${WORDS[type]}`;
      note({ place: { kind: 'api-server' }, what: 'object', text, revision });
    },
    walked: (what, { disposition, hops }) => {
      hash.add(
        hops.map(({ place, steps }) => `${place} ${steps.map(({ detail }) => detail).join(';')}`).join('|'),
      );
      note({ place: { kind: 'packet' }, what: 'connection', text: `${what}: ${disposition}` });
    },
    remark: (event) => {
      if (isKept) events.push({ at: now(), ...event });
    },
    timeline: (nodes) => ({ nodes, events: [...events], hash: hash.digest() }),
    seen: (node, { type, stored: { object, key, revision } }) => {
      const text = `sees ${object.kind} ${key} ${WORDS[type]}`;
      note({ place: at(node), what: 'watch', text, revision });
    },
    operation: (node, { describe }, outcome) => {
      const what = outcome === 'made' ? 'programming' : 'fault';
      note({ place: at(node), what, text: outcome === 'made' ? describe : `fails: ${describe}` });
    },
    inEffect: (node, operations, revision) => {
      if (operations > 0)
        note({ place: at(node), what: 'programmed', text: `all up to ${revision} is in effect`, revision });
    },
    life: (node, change) =>
      note({
        place: at(node),
        what: change === 'started' ? 'agent-up' : 'agent-down',
        text: `agent ${change}`,
      }),
    refused: (node, refused) => {
      for (const { policy, reason } of refused)
        note({ place: at(node), what: 'fault', text: `cannot program ${policy}: ${reason}` });
    },
  };
}

const WORDS = { ADDED: 'added', MODIFIED: 'changed', DELETED: 'deleted' } as const;
