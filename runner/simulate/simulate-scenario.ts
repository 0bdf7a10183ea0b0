import type { Engine } from '../../engines/index.ts';
import { ALLOW } from '../../engines/index.ts';
import type { Action, Flow, Scenario, Timeline, Trace } from '../../model/index.ts';
import { FencepostError, formatFlow, probesOfFlows } from '../../model/index.ts';
import type { SimulatingEngine } from '../../properties/index.ts';
import { canSimulate, playHistory, startOf, toldOf } from '../../properties/index.ts';
import type { RuleTable, Simulation } from '../../sim/index.ts';

/** A packet's way at one moment of a history. */
export interface TracedPacket {
  /** Virtual milliseconds. */
  readonly at: number;
  readonly what: string;
  readonly trace: Trace;
}

/** A part of a timeline: the start of a scenario, or one of its steps. */
export interface TimelineChapter {
  readonly title: string;
  /** The index of its first event. */
  readonly first: number;
}

/** A scenario lived through once, for a person to read. */
export interface SimulationReport {
  readonly engine: string;
  readonly timeline: Timeline;
  /** The start, then every step. */
  readonly chapters: readonly TimelineChapter[];
  /** Every packet that the scenario sends, and the flow that was asked for, at the end. */
  readonly packets: readonly TracedPacket[];
  /** The rules of every node at the end. */
  readonly rules: readonly { readonly node: string; readonly tables: readonly RuleTable[] }[];
}

/** What to look at besides the scenario's own packets. */
export interface SimulateOptions {
  /** A flow to follow from moment to moment, and to trace at the end. */
  readonly flow?: Flow;
}

/**
 * Lives through a scenario on a simulated plugin, under the scenario's own profile where it has one, and writes down what
 * happens, node by node. The flow asked for and those that the scenario expects something of are watched: each change of
 * what becomes of them is an event of its own.
 *
 * @throws FencepostError `usage` for an engine that cannot be followed through time
 */
export function simulateScenario(
  scenario: Scenario,
  engine: Engine,
  { flow }: SimulateOptions = {},
): SimulationReport {
  if (!canSimulate(engine)) {
    throw new FencepostError(
      'usage',
      `${engine.name} cannot be followed through time; take sim or sim:PRESET`,
    );
  }
  const told = toldOf(engine, scenario.profile);
  const simulation = startOf(scenario, told, {}, true);
  const look = watchFlows(told, watchedFlows(scenario, flow));
  const packets: TracedPacket[] = [];
  const chapters: TimelineChapter[] = [{ title: 'the start', first: 0 }];
  playHistory(scenario, simulation, {
    programmed: look,
    stepped: (_, step) => {
      look(simulation);
      const next = scenario.steps[step];
      if (next === undefined) return;
      chapters.push({
        title: next.title ?? `step ${step + 1}`,
        first: simulation.timeline().events.length,
      });
    },
    acted: (_, action, trace) => {
      if (action.kind === 'watch') {
        const text = action.change === 'hold' ? 'hears of nothing from now on' : 'hears of everything again';
        simulation.remark({ place: { kind: 'node', node: action.node }, what: 'fault', text });
      }
      if (trace !== undefined && (action.kind === 'open' || action.kind === 'send')) {
        const what = action.kind === 'open' ? 'opened' : action.packet;
        packets.push({ at: simulation.now(), what: `${action.connection} ${what}`, trace });
      }
      look(simulation);
    },
  });
  if (flow !== undefined) {
    packets.push({ at: simulation.now(), what: formatFlow(flow), trace: simulation.walk(flow) });
  }
  return {
    engine: engine.name,
    timeline: simulation.timeline(),
    chapters,
    packets,
    rules: [...simulation.agents.keys()].map((node) => ({ node, tables: simulation.print(node) })),
  };
}

/** More flows than this would bury the rest of a timeline. */
const MOST_WATCHED = 8;

/** The flow asked for, and those that the scenario expects something of, each once. */
function watchedFlows({ expectations, steps }: Scenario, asked: Flow | undefined): readonly Flow[] {
  const all = [...expectations, ...steps.flatMap((step) => step.expectations)];
  const flows = new Map<string, Flow>(asked === undefined ? [] : [[formatFlow(asked), asked]]);
  for (const expectation of all) {
    if (expectation.kind === 'flow') flows.set(formatFlow(expectation.flow), expectation.flow);
  }
  return [...flows.values()].slice(0, MOST_WATCHED);
}

/** Notes whatever becomes of the flows whenever it is another thing than before. */
function watchFlows(engine: SimulatingEngine, flows: readonly Flow[]): (simulation: Simulation) => void {
  const last = new Map<Flow, string>();
  return (simulation) => {
    for (const flow of flows) {
      const action = simulation.probe(flow);
      const settled = settledAction(engine, simulation, flow);
      const note = settled === action ? '' : `, though the newest objects say ${settled}: the window`;
      const text = `${formatFlow(flow)}: ${action}${note}`;
      if (last.get(flow) === text) continue;
      last.set(flow, text);
      simulation.remark({ place: { kind: 'packet' }, what: 'verdict', text, action });
    }
  };
}

/** What would become of a flow if everything that is stored were in effect. */
function settledAction(engine: SimulatingEngine, simulation: Simulation, flow: Flow): Action {
  const verdicts = engine.judge(probesOfFlows(simulation.cluster(), [flow]));
  return verdicts instanceof Promise || verdicts[0] !== ALLOW ? 'deny' : 'allow';
}
