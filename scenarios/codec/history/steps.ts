import type { PartialProfile, ScenarioAction, ScenarioStep } from '../../../model/index.ts';
import { CHANGE_VERBS, readChanges, writeChanges } from './changes.ts';
import { fail, readBoolean, readChoice, readInteger, readList } from '../document/field.ts';
import { readRecord, readString, required, type Field } from '../document/field.ts';
import { mapping, type YamlValue } from '../document/yaml-value.ts';
import { readStepExpectations, writeExpectations } from '../expectations.ts';
import { readFlow, writeFlow } from '../flows.ts';
import type { Timeline } from './timeline.ts';

const AGENT_CHANGES = ['stop', 'start', 'restart'] as const;
const ACTIONS = [...CHANGE_VERBS, 'wait', 'open', 'close', 'agent'] as const;

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
    case 'agent':
      return [readAgent(at)];
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

function readAgent(field: Field): ScenarioAction {
  const { node, change } = readRecord(field, ['node', 'change']);
  return {
    kind: 'agent',
    node: readString(required(field, node, 'node')),
    change: readChoice(required(field, change, 'change'), AGENT_CHANGES),
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
    case 'agent':
      return mapping([
        [
          'agent',
          mapping([
            ['node', action.node],
            ['change', action.change],
          ]),
        ],
      ]);
  }
}
