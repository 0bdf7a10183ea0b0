import { ALLOW } from '../../../engines/index.ts';
import type { Cluster, Flow, Scenario } from '../../../model/index.ts';
import { formatFlow, probesOfFlows } from '../../../model/index.ts';
import type { SideProbe, Simulation } from '../../../sim/index.ts';
import type { Checker, Checking, Departure, SimulatingEngine } from '../checker.ts';
import type { Facts } from '../facts.ts';
import { factsOf } from '../facts.ts';
import { verdictOf } from '../rest.ts';
import { knownSides } from './known-sides.ts';
import { seenSides } from './seen-sides.ts';
import { flowInView, identityIn } from './view-ends.ts';
import { windowFlows } from './window-flows.ts';

/** More flows than this are not asked about at every operation. */
const MOST_FLOWS = 64;

/**
 * LIFE-1..5: in the window between a change and its effect each node may go by any state of each kind of object that
 * it may have seen since its rules last stood, and by nothing else: not by a mixture in which an allow rule of one
 * policy has gone in before another policy isolates, nor by no rules at all.
 */
export const windowsShowKnownStates: Checker = {
  name: 'windows-show-known-states',
  sentence: 'While a change takes effect, every node filters by a state that it may have seen.',
  follow: (checking) => {
    const { scenario, profile, options } = checking;
    const facts = factsOf(scenario, profile);
    const watched: readonly Flow[] = options.watch === undefined ? [] : [options.watch];
    const findDeparture = departureFinder(checking);
    let before: Cluster = scenario.cluster;
    let flows = watched;
    let found: Departure | undefined;
    let actions = 0;

    const look = (simulation: Simulation, step: number, node?: string): void => {
      if (found !== undefined || checking.isOver()) return;
      const departure = findDeparture(simulation, flows, node);
      if (departure !== undefined) found = { ...departure, step };
    };
    let step = 1;
    return {
      acted: (simulation) => {
        actions++;
        const cluster = simulation.cluster();
        if (cluster !== before) {
          const changed = facts.once(`window ${actions}`, () => windowFlows(before, cluster, profile));
          // What changed a moment ago may not have taken effect yet.
          flows = [...watched, ...changed, ...flows].slice(0, MOST_FLOWS);
          before = cluster;
        }
        look(simulation, step);
      },
      programmed: (simulation, node) => look(simulation, step, node),
      stepped: (simulation, at, settled) => {
        look(simulation, at);
        if (settled) {
          // What is still wrong at rest is no matter of the window.
          if (found?.flow !== undefined && isRightAtRest(checking, simulation, found.flow))
            checking.report(found);
          found = undefined;
          flows = [
            ...watched,
            ...flowsForAgents(scenario, at, facts, () => windowFlows(before, before, profile)),
          ];
          look(simulation, at);
        }
        step = at + 1;
      },
    };
  },
};

/** What to ask in a step in which agents stop and start, which may leave a node without rules although nothing changes. */
function flowsForAgents(
  { steps }: Scenario,
  at: number,
  facts: Facts,
  flows: () => readonly Flow[],
): readonly Flow[] {
  const next = steps[at];
  const hasAgents = next?.actions.some(({ kind }) => kind === 'agent') === true;
  return hasAgents ? facts.once(`agents ${at}`, flows) : [];
}

/** Looks for sides that have come to filter by no state that their node may have seen. `node`: only those of this one. */
type DepartureFinder = (
  simulation: Simulation,
  flows: readonly Flow[],
  node: string | undefined,
) => Omit<Departure, 'step'> | undefined;

function departureFinder(checking: Checking): DepartureFinder {
  const { engine, profile, count } = checking;
  const known = knownSides(checking);
  const { goesWrong } = seenSides();
  return (simulation, flows, node) => {
    for (const flow of flows) {
      for (const side of simulation.probeSides(flow, node)) {
        count(1);
        const { pod, direction, action: observed } = side;
        const wanted = known(simulation, flow, side);
        const isWrong = wanted !== 'open' && wanted !== observed && !isPermitted(checking, simulation, side);
        const isOpen = isWrong && observed === 'allow' && isNewTo(simulation, side);
        if (!goesWrong(flow, direction, isWrong) && !isOpen) continue;
        if (wanted === 'open' || isMisread(engine, simulation, flow, side)) continue;
        const when = `at ${simulation.now()} ms, by no state that ${side.node} may have seen,`;
        return {
          summary: `${when} ${engine.name} says ${observed} at the ${direction} of ${pod} to ${formatFlow(flow)}`,
          direction,
          expected: wanted,
          observed,
          flow,
          verdict: verdictOf(simulation.cluster(), profile, flow),
          trace: simulation.walk(flow),
        };
      }
    }
    return undefined;
  };
}

/** Whether a profile lets a side be what no state of the cluster makes it. */
function isPermitted({ profile }: Checking, simulation: Simulation, side: SideProbe): boolean {
  // LIFE-12: what holds while an agent is down, or has not caught up yet, is the profile's to say.
  const isDown = simulation.agents.get(side.node)?.isUp() !== true;
  if (isDown && profile.pluginDown !== 'last-state') return true;
  // LIFE-2, LIFE-3: a pod that is new may be held back, and in a race let through.
  return (side.action === 'deny' || profile.podStart === 'race') && isNewTo(simulation, side);
}

/** Whether the pod was not yet there, as it is now, when the node's rules last stood. */
function isNewTo(simulation: Simulation, { node, pod }: SideProbe): boolean {
  const now = identityIn(simulation.cluster(), pod);
  return (simulation.viewsOf(node) ?? []).some((view) => identityIn(view, pod) !== now);
}

/** Whether the plugin says the same at rest in one of the states: what it makes of a state is no matter of the window. */
function isMisread(
  engine: SimulatingEngine,
  simulation: Simulation,
  flow: Flow,
  { node, pod, direction, action }: SideProbe,
): boolean {
  const now = simulation.cluster();
  return (simulation.viewsOf(node) ?? []).some((view) => {
    const asked = flowInView(flow, now, view);
    if (asked === undefined) return false;
    const sides = engine.simulate({ cluster: view }).probeSides(asked, node);
    return sides.some((side) => side.pod === pod && side.direction === direction && side.action === action);
  });
}

function isRightAtRest({ engine }: Checking, simulation: Simulation, flow: Flow): boolean {
  const fresh = engine.judge(probesOfFlows(simulation.cluster(), [flow]));
  return !(fresh instanceof Promise) && (fresh[0] === ALLOW) === (simulation.probe(flow) === 'allow');
}
