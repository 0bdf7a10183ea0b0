import type { Evaluation, Evaluator } from '../../../evaluator/index.ts';
import { createEvaluator, referenceSemantics } from '../../../evaluator/index.ts';
import type { Action, Cluster, Direction, Flow } from '../../../model/index.ts';
import type { SideProbe, Simulation } from '../../../sim/index.ts';
import type { Checking } from '../checker.ts';
import { flowInView, identityIn } from './view-ends.ts';

/** What all the states say of one side of a flow in which its node may be; `open`: not all the same. */
export type KnownSides = (simulation: Simulation, flow: Flow, side: SideProbe) => Action | 'open';

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

/** Asks the specification, and remembers its answers for as long as a node can have seen the same states. */
export function knownSides({ profile, skip }: Checking): KnownSides {
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
      return 'open';
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
