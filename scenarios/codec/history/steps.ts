import type { PartialProfile, ScenarioAction, ScenarioStep } from '../../../model/index.ts';
import { CHANGE_VERBS, readChanges, writeChanges } from './changes.ts';
import { fail, oneOf, readBoolean, readChoice, readInteger, readList } from '../document/field.ts';
import { readRecord, readString, readTwoWords, required, type Field } from '../document/field.ts';
import { mapping, type YamlValue } from '../document/yaml-value.ts';
import { PACKETS, readStepExpectations, writeExpectations } from '../expectations.ts';
import { readFlow, writeFlow } from '../flows.ts';
import type { Timeline } from './timeline.ts';

/** What can happen to the agent of a node. */
export const AGENT_CHANGES = ['stop', 'start', 'restart'] as const;
/** What can happen to the watch of a node. */
export const WATCH_CHANGES = ['hold', 'release'] as const;
/** A packet that a step sends: that of an open connection, or its opening one again. */
export const SENT_PACKETS = [...PACKETS, 'open'] as const;
const ACTIONS = [...CHANGE_VERBS, 'wait', 'open', 'send', 'close', 'agent', 'watch'] as const;

/** One step; flows mean the cluster as it is at their moment. */
export function readStep(field: Field, timeline: Timeline, profile: PartialProfile): ScenarioStep {
  const step = readRecord(field, ['title', 'do', 'settled', 'expect']);
  const actions =
    step.do === undefined ? [] : readList(step.do).flatMap((item) => readAction(item, timeline, profile));
  return {
    ...(step.title === undefined ? {} : { title: readString(step.title) }),
    actions,
    settled: step.settled === undefined || readBoolean(step.settled),
    expectations: step.expect === undefined ? [] : readStepExpectations(step.expect, timeline.cluster()),
  };
}

function readAction(field: Field, timeline: Timeline, profile: PartialProfile): ScenarioAction[] {
  const item = readRecord(field, ACTIONS);
  const [verb, ...more] = Object.keys(item) as (typeof ACTIONS)[number][];
  if (verb === undefined || more.length > 0) {
    return fail(field, `must have exactly one of the keys ${ACTIONS.join(', ')}`);
  }
  const at = item[verb]!;
  switch (verb) {
    case 'add':
    case 'change':
    case 'remove':
      return readChanges(verb, at, timeline, profile).map((event) => ({ kind: 'apply', event }));
    case 'wait':
      return [{ kind: 'wait', ticks: readInteger(at, 0, Number.MAX_SAFE_INTEGER) }];
    case 'open':
      return [readOpen(at, timeline)];
    case 'close':
      return [{ kind: 'close', connection: readString(at) }];
    case 'send':
      return [readSend(at)];
    case 'agent':
      return [{ kind: 'agent', ...readNodeChange(at, AGENT_CHANGES) }];
    case 'watch':
      return [{ kind: 'watch', ...readNodeChange(at, WATCH_CHANGES) }];
  }
}

function readOpen(field: Field, timeline: Timeline): ScenarioAction {
  const open = readRecord(field, ['connection', 'flow', 'sourcePort']);
  return {
    kind: 'open',
    connection: readString(required(field, open.connection, 'connection')),
    flow: readFlow(required(field, open.flow, 'flow'), timeline.cluster(), open.sourcePort),
  };
}

/** `c1 reply`: a packet of a connection that was opened before. */
function readSend(field: Field): ScenarioAction {
  const [connection, packet] = readTwoWords(field, 'such as "c1 original"');
  return { kind: 'send', connection, packet: oneOf(field, packet, SENT_PACKETS) };
}

function readNodeChange<Change extends string>(
  field: Field,
  changes: readonly Change[],
): { readonly node: string; readonly change: Change } {
  const { node, change } = readRecord(field, ['node', 'change']);
  return {
    node: readString(required(field, node, 'node')),
    change: readChoice(required(field, change, 'change'), changes),
  };
}

/** The entry from which {@link readStep} makes the step. */
export function writeStep(step: ScenarioStep, timeline: Timeline, profile: PartialProfile): YamlValue {
  const actions = writeActions(step.actions, timeline, profile);
  return mapping([
    ['title', step.title],
    ['do', actions.length === 0 ? undefined : actions],
    ['settled', step.settled ? undefined : false],
    ['expect', writeExpectations(step.expectations, timeline.cluster())],
  ]);
}

function writeActions(
  actions: readonly ScenarioAction[],
  timeline: Timeline,
  profile: PartialProfile,
): YamlValue[] {
  const items: YamlValue[] = [];
  for (let index = 0; index < actions.length; index++) {
    const action = actions[index]!;
    if (action.kind !== 'apply') {
      items.push(writeAction(action, timeline));
      continue;
    }
    const events = [action.event];
    for (let next = actions[index + 1]; next?.kind === 'apply'; next = actions[++index + 1]) {
      events.push(next.event);
    }
    items.push(...writeChanges(events, timeline, profile));
  }
  return items;
}

function writeAction(action: Exclude<ScenarioAction, { kind: 'apply' }>, timeline: Timeline): YamlValue {
  switch (action.kind) {
    case 'wait':
      return mapping([['wait', action.ticks]]);
    case 'open':
      return mapping([
        [
          'open',
          mapping([
            ['connection', action.connection],
            ['flow', writeFlow(action.flow, timeline.cluster())],
            ['sourcePort', action.flow.sourcePort],
          ]),
        ],
      ]);
    case 'close':
      return mapping([['close', action.connection]]);
    case 'send':
      return mapping([['send', `${action.connection} ${action.packet}`]]);
    case 'agent':
    case 'watch':
      return mapping([
        [
          action.kind,
          mapping([
            ['node', action.node],
            ['change', action.change],
          ]),
        ],
      ]);
  }
}
