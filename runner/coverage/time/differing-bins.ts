import type { SimEngine } from '../../../engines/index.ts';
import type { Flow, ProbeSet } from '../../../model/index.ts';
import { flowOf } from '../../../model/index.ts';
import type { Simulation } from '../../../sim/index.ts';
import { sideBin } from './plugins.ts';

/** Of flows that get another verdict, so many are looked at more closely: mostly it is the same side of them all. */
const MOST_SIDES = 4;

/** Where somebody who goes wrong differs now from a right plugin: `ingress/deny→allow`, each once. */
export function differingBins(wrong: Simulation, right: SimEngine, probes: ProbeSet): readonly string[] {
  const observed = wrong.probeAll(probes);
  const expected = right.judge(probes);
  const differing = [...probes.cells].filter((_, index) => observed[index] !== expected[index]);
  if (differing.length === 0) return [];
  const fresh = right.simulate({ cluster: probes.cluster });
  const step = Math.ceil(differing.length / MOST_SIDES);
  const looked = differing.filter((_, index) => index % step === 0);
  return [...new Set(looked.flatMap((cell) => differingSides(fresh, wrong, flowOf(probes, cell))))];
}

function differingSides(right: Simulation, wrong: Simulation, flow: Flow): readonly string[] {
  const sides = right.probeSides(flow);
  return wrong.probeSides(flow).flatMap(({ pod, direction, action }) => {
    const other = sides.find((side) => side.pod === pod && side.direction === direction);
    return other === undefined || other.action === action ? [] : [sideBin(direction, action)];
  });
}
