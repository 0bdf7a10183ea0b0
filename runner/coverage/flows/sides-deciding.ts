import type { Mutant } from '../../../engines/index.ts';
import type { Context } from '../../../evaluator/index.ts';
import { referenceSemantics } from '../../../evaluator/index.ts';
import type { Cluster, Flow, PartialProfile } from '../../../model/index.ts';
import { DIRECTIONS } from '../../../model/index.ts';
import type { FlowDirection } from '../bins/flow-bins.ts';
import { directionsOf } from '../bins/flow-bins.ts';
import { contextOf } from './context-of.ts';

/** What each side of a flow answers. */
type Sides = Readonly<Record<(typeof DIRECTIONS)[number], boolean>>;

/**
 * On which sides a mutant goes wrong about a flow that it judges otherwise than the specification.
 *
 * @returns `flow` alone for a mistake that is about no side
 */
export function sidesDeciding(
  mutant: Mutant,
  cluster: Cluster,
  profile: PartialProfile,
): (flow: Flow) => readonly FlowDirection[] {
  const possible = directionsOf(mutant);
  if (possible.length === 1) return () => possible;
  const right = contextOf(referenceSemantics, cluster, profile);
  const wrong = contextOf(mutant.semantics, cluster, profile);
  return (flow) => {
    const [expected, said] = [sidesOf(right, flow), sidesOf(wrong, flow)];
    return DIRECTIONS.filter((direction) => expected[direction] !== said[direction]);
  };
}

function sidesOf(context: Context, flow: Flow): Sides {
  const { semantics } = context;
  const { source, destination, egress, ingress } = semantics.translate(context, flow);
  return {
    egress: semantics.allowsSide(context, { ...egress, direction: 'egress', subject: source }),
    ingress: semantics.allowsSide(context, { ...ingress, direction: 'ingress', subject: destination }),
  };
}
