import { createEvaluator } from '../../evaluator/index.ts';
import type { Action, Cluster, Direction, Flow, HostEndpoint, Verdict } from '../../model/index.ts';
import { formatFlow, objectKey } from '../../model/index.ts';
import type { Simulation, SideProbe } from '../../sim/index.ts';
import { saysAfresh } from './settles-as-specified.ts';
import type { Checker, Checking, Departure } from './checker.ts';
import { checkerProperty } from './checker.ts';
import { windowFlows } from './window-flows.ts';
import { flowInView, identityIn } from './view-ends.ts';

const reference = createEvaluator();

/**
 * LIFE-1..5: in the window between a change and its effect each node may go by any state of each kind of object that
 * it may have seen since its rules last stood, and by nothing else: not by a mixture in which an allow rule of one
 * policy has gone in before another policy isolates, nor by no rules at all.
 */
const checker: Checker = {
  name: 'windows-show-known-states',
  sentence: 'While a change takes effect, every node filters by a state that it may have seen.',
  follow: (checking) => {
    let before: Cluster | undefined;
    let flows: readonly Flow[] = [];
    let found: Departure | undefined;
    let step = 0;
    const known = knownSides(checking);

    const look = (simulation: Simulation): void => {
      if (found !== undefined || checking.isOver()) return;
      for (const flow of flows) {
        for (const side of simulation.probeSides(flow)) {
          checking.count(1);
          const departure = judgeSide(checking, simulation, flow, side, known);
          if (departure !== undefined) found ??= { ...departure, step };
        }
      }
    };
    return {
      acted: (simulation) => {
        const cluster = simulation.cluster();
        if (cluster !== before) {
          flows = windowFlows(before ?? cluster, cluster, checking.profile, checking.options.watch);
          before = cluster;
        }
        look(simulation);
      },
      programmed: look,
      stepped: (simulation, at, settled) => {
        before ??= simulation.cluster();
        look(simulation);
        // What is still wrong at rest is no matter of the window.
        if (settled && found !== undefined && isRightAtRest(checking, simulation, found.flow!)) {
          checking.report(found);
        }
        if (settled) {
          found = undefined;
          flows = [];
        }
        step = at + 1;
      },
    };
  },
};

/** What the views of a node say of one side of a flow: all the same, or not. */
type KnownSides = (simulation: Simulation, flow: Flow, side: SideProbe) => Action | 'open' | undefined;

function judgeSide(
  { engine, profile }: Checking,
  simulation: Simulation,
  flow: Flow,
  side: SideProbe,
  known: KnownSides,
): Omit<Departure, 'step'> | undefined {
  const wanted = known(simulation, flow, side);
  if (wanted === undefined || wanted === 'open' || wanted === side.action) return undefined;
  const agent = simulation.agents.get(side.node);
  // LIFE-12: what holds while an agent is down is the profile's to say.
  if (agent?.isRunning() !== true && profile.pluginDown !== 'last-state') return undefined;
  // LIFE-2, LIFE-3: a pod that is new may be held back, and in a race let through.
  if (isNewTo(simulation, side) && (side.action === 'deny' || profile.podStart === 'race')) return undefined;
  const verdict: Verdict = reference.of(simulation.cluster(), profile).evaluate(flow);
  const when = `at ${simulation.now()} ms, by no state that ${side.node} may have seen,`;
  return {
    summary: `${when} ${engine.name} says ${side.action} at the ${side.direction} of ${side.pod} to ${formatFlow(flow)}`,
    direction: side.direction,
    expected: wanted,
    observed: side.action,
    flow,
    verdict,
    trace: simulation.walk(flow),
  };
}

/** Remembers what views say for as long as there are no others. */
function knownSides({ profile, skip }: Checking): KnownSides {
  const remembered = new Map<
    string,
    { views: readonly Cluster[] | undefined; sides: Map<string, Action | 'open'> }
  >();
  return (simulation, flow, { node, pod, direction }) => {
    const key = `${node} ${simulation.viewsKey(node)}`;
    let entry = remembered.get(key);
    if (entry === undefined) {
      entry = { views: simulation.viewsOf(node), sides: new Map() };
      remembered.set(key, entry);
    }
    if (entry.views === undefined) {
      skip('more than 64 views');
      return undefined;
    }
    const sideKey = `${direction} ${formatFlow(flow)}`;
    let side = entry.sides.get(sideKey);
    if (side === undefined) {
      side = inAllViews(entry.views, simulation.cluster(), flow, pod, direction, profile);
      entry.sides.set(sideKey, side);
    }
    return side;
  };
}

function inAllViews(
  views: readonly Cluster[],
  now: Cluster,
  flow: Flow,
  pod: string,
  direction: Direction,
  profile: Checking['profile'],
): Action | 'open' {
  let common: Action | undefined;
  for (const view of views) {
    // A view without the pod says nothing of it: the node has no rules for it yet, and holds it back.
    if (identityIn(view, pod) !== identityIn(now, pod)) continue;
    const asked = flowInView(flow, now, view);
    if (asked === undefined) return 'open';
    const action = reference.of(view, profile).evaluate(asked).reasons[direction]?.action ?? 'allow';
    if (common !== undefined && common !== action) return 'open';
    common = action;
  }
  return common ?? 'open';
}

/** Whether the pod was not yet there, as it is now, when the node's rules last stood. */
function isNewTo(simulation: Simulation, { node, pod }: SideProbe): boolean {
  const now = identityIn(simulation.cluster(), pod);
  return (simulation.viewsOf(node) ?? []).some((view) => identityIn(view, pod) !== now);
}

function isRightAtRest({ engine }: Checking, simulation: Simulation, flow: Flow): boolean {
  const cluster = simulation.cluster();
  const pods = new Set(cluster.pods.map(objectKey));
  const isThere = (end: HostEndpoint | Flow['destination']): boolean =>
    end.kind !== 'pod' || pods.has(end.pod);
  if (!isThere(flow.source) || !isThere(flow.destination)) return true;
  return simulation.probe(flow) === saysAfresh(engine, cluster, flow);
}

export const windowsShowKnownStates = checkerProperty(checker);
