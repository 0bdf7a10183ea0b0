import { ALLOW } from '../../engines/index.ts';
import { createEvaluator, referenceSemantics } from '../../evaluator/index.ts';
import type { Evaluation, Evaluator } from '../../evaluator/index.ts';
import type { Action, Cluster, Direction, Flow } from '../../model/index.ts';
import { formatFlow, probesOfFlows } from '../../model/index.ts';
import type { SideProbe, Simulation } from '../../sim/index.ts';
import type { Checker, Checking, Departure, SimulatingEngine } from './checker.ts';
import { factsOf } from './facts.ts';
import { verdictOf } from './rest.ts';
import { flowInView, identityIn } from './view-ends.ts';
import { windowFlows } from './window-flows.ts';

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
    const known = knownSides(checking);
    const old = oldDepartures();
    let before: Cluster = scenario.cluster;
    let flows: readonly Flow[] = [];
    let found: Departure | undefined;
    let step = 1;
    let actions = 0;

    const look = (simulation: Simulation, node?: string): void => {
      if (found !== undefined || checking.isOver()) return;
      for (const flow of flows) {
        for (const side of simulation.probeSides(flow, node)) {
          checking.count(1);
          const departure = judgeSide(checking, simulation, flow, side, known);
          if (!old.isNew(simulation, flow, side, departure !== undefined)) continue;
          if (departure !== undefined) found ??= { ...departure(), step };
        }
      }
    };
    return {
      acted: (simulation, { kind }) => {
        actions++;
        const cluster = simulation.cluster();
        if (kind === 'apply' && cluster !== before) {
          const changed = facts.once(`window ${actions}`, () => windowFlows(before, cluster, profile));
          // What changed a moment ago may not have taken effect yet.
          flows = [...(options.watch === undefined ? [] : [options.watch]), ...changed, ...flows].slice(0, MOST_FLOWS);
          before = cluster;
        }
        if (kind === 'agent') old.disturb();
        look(simulation);
      },
      programmed: (simulation, node) => {
        old.disturb(node);
        look(simulation, node);
      },
      stepped: (simulation, at, settled) => {
        look(simulation);
        // What is still wrong at rest is no matter of the window.
        if (settled && found?.flow !== undefined && isRightAtRest(checking, simulation, found.flow))
          checking.report(found);
        if (settled) {
          found = undefined;
          flows = [];
          old.calm();
        }
        step = at + 1;
      },
    };
  },
};

/** More flows than this are not asked about at every operation. */
const MOST_FLOWS = 64;

/** Tells what a change has made wrong from what was wrong before its effect began, which is no matter of the window. */
interface OldDepartures {
  /** The rules of a node, or of any, are not what they were when it came to rest. */
  disturb(node?: string): void;
  /** All is at rest. */
  calm(): void;
  /** Takes note of a side as it is, and tells whether it was otherwise when the rules of its node last stood. */
  isNew(simulation: Simulation, flow: Flow, side: SideProbe, isWrong: boolean): boolean;
}

function oldDepartures(): OldDepartures {
  const disturbed = new Set<string>();
  let all = false;
  const wrong = new Map<Flow, Set<Direction>>();
  return {
    disturb: (node) => {
      if (node === undefined) all = true;
      else disturbed.add(node);
    },
    calm: () => {
      all = false;
      disturbed.clear();
      wrong.clear();
    },
    isNew: (simulation, flow, side, isWrong) => {
      const sides = wrong.get(flow);
      if (!isWrong) sides?.delete(side.direction);
      if (!isWrong || sides?.has(side.direction) === true) return false;
      if (all || disturbed.has(side.node) || isNewTo(simulation, side)) return true;
      wrong.set(flow, (sides ?? new Set()).add(side.direction));
      return false;
    },
  };
}

/** What the views of a node say of one side of a flow: all the same, or not. */
type KnownSides = (simulation: Simulation, flow: Flow, side: SideProbe) => Action | 'open' | undefined;

function judgeSide(
  { engine, profile }: Checking,
  simulation: Simulation,
  flow: Flow,
  side: SideProbe,
  known: KnownSides,
): (() => Omit<Departure, 'step'>) | undefined {
  const wanted = known(simulation, flow, side);
  if (wanted === undefined || wanted === 'open' || wanted === side.action) return undefined;
  const agent = simulation.agents.get(side.node);
  // LIFE-12: what holds while an agent is down is the profile's to say.
  if (agent?.isRunning() !== true && profile.pluginDown !== 'last-state') return undefined;
  // LIFE-2, LIFE-3: a pod that is new may be held back, and in a race let through.
  if (isNewTo(simulation, side) && (side.action === 'deny' || profile.podStart === 'race')) return undefined;
  if (isMisread(engine, simulation, flow, side)) return undefined;
  const when = `at ${simulation.now()} ms, by no state that ${side.node} may have seen,`;
  return () => ({
    summary: `${when} ${engine.name} says ${side.action} at the ${side.direction} of ${side.pod} to ${formatFlow(flow)}`,
    direction: side.direction,
    expected: wanted,
    observed: side.action,
    flow,
    verdict: verdictOf(simulation.cluster(), profile, flow),
    trace: simulation.walk(flow),
  });
}

/** What may be known on a node, and what follows from it. */
interface KnownStates {
  /** For as long as it is the same, so are the views. */
  readonly key: string;
  /** `undefined`: too many. */
  readonly views: readonly View[] | undefined;
  readonly sides: Readonly<Record<Direction, Map<Flow, Action | 'open'>>>;
}

/** A state of the cluster, and what each side says in it. */
interface View extends Readonly<Record<Direction, Evaluation>> {
  readonly cluster: Cluster;
}

/** Remembers what the views of each node say for as long as there are no others. */
function knownSides({ profile, skip }: Checking): KnownSides {
  const byNode = new Map<string, KnownStates>();
  return (simulation, flow, { node, pod, direction }) => {
    const key = simulation.viewsKey(node);
    let states = byNode.get(node);
    if (states?.key !== key) {
      const views = simulation.viewsOf(node)?.map((cluster) => viewOf(cluster, profile));
      states = { key, views, sides: { ingress: new Map(), egress: new Map() } };
      byNode.set(node, states);
    }
    if (states.views === undefined) {
      skip('more than 64 views');
      return undefined;
    }
    const sides = states.sides[direction];
    let side = sides.get(flow);
    if (side === undefined) {
      side = inAllViews(states.views, simulation.cluster(), flow, pod, direction);
      sides.set(flow, side);
    }
    return side;
  };
}

/** The specification, asked about one side and taking the other's consent for granted. */
function oneSided(direction: Direction): Evaluator {
  return createEvaluator({
    ...referenceSemantics,
    allowsSide: (context, question) =>
      question.direction !== direction || referenceSemantics.allowsSide(context, question),
  });
}

const SIDES = { ingress: oneSided('ingress'), egress: oneSided('egress') } as const;

function viewOf(cluster: Cluster, profile: Checking['profile']): View {
  return { cluster, ingress: SIDES.ingress.of(cluster, profile), egress: SIDES.egress.of(cluster, profile) };
}

function inAllViews(
  views: readonly View[],
  now: Cluster,
  flow: Flow,
  pod: string,
  direction: Direction,
): Action | 'open' {
  let common: Action | undefined;
  for (const view of views) {
    // A view without the pod says nothing of it: the node has no rules for it yet, and holds it back.
    if (identityIn(view.cluster, pod) !== identityIn(now, pod)) continue;
    const asked = flowInView(flow, now, view.cluster);
    if (asked === undefined) return 'open';
    const action = view[direction].judge(asked);
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
