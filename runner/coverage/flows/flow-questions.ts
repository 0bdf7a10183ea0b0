import { createMatrix } from '../../../evaluator/index.ts';
import type { Cluster, PacketClassOptions, PartialProfile, ProbeSet } from '../../../model/index.ts';
import { packetClasses, withCells } from '../../../model/index.ts';
import type { Focus, NarrowFocus } from './focus.ts';
import { cellsInFocus } from './focus.ts';
import { OTHER_PROTOCOLS } from '../bins/flow-bins.ts';

/** Flows to ask about one cluster, with the specification's verdicts. */
export interface FlowQuestion {
  readonly probes: ProbeSet;
  readonly expected: Uint8Array;
}

/** The questions of one case. Made as they are wanted: most cases ask a few witnesses only. */
export type FlowQuestions = (focus: Focus) => FlowQuestion;

/** Most cells to judge flow by flow for one witness: as long as the matrix takes for all of them. */
const MOST_SAMPLED = 256;

const matrix = createMatrix();

/**
 * The questions about a cluster.
 *
 * @param salt chooses the sample where there are too many cells
 */
export function flowQuestions(cluster: Cluster, profile: PartialProfile, salt: number): FlowQuestions {
  const made = new Map<Focus, FlowQuestion>();
  const make = (focus: Focus): FlowQuestion => {
    switch (focus) {
      case 'all':
        return asked({ resolution: 'class' });
      case 'boundaries':
        return asked({ resolution: 'boundary' });
      case 'other-protocols': {
        const all = asked({ resolution: 'class', protocols: OTHER_PROTOCOLS });
        return restricted(all, sampled(cellsIn(all.probes, 'sample'), salt));
      }
      default: {
        const all = questions('all');
        return restricted(all, sampled(cellsIn(all.probes, focus), salt));
      }
    }
  };
  const asked = (options: PacketClassOptions): FlowQuestion => {
    const probes = packetClasses(cluster, options);
    return { probes, expected: matrix.of(cluster, profile).judgeAll(probes) };
  };
  const questions: FlowQuestions = (focus) => {
    let question = made.get(focus);
    if (question === undefined) made.set(focus, (question = make(focus)));
    return question;
  };
  return questions;
}

/** The cells in focus; for a sample of everything nobody needs a list of everything. */
function cellsIn(probes: ProbeSet, focus: 'sample' | NarrowFocus): ArrayLike<number> {
  return focus === 'sample' ? { length: probes.cells.length } : cellsInFocus(probes, focus);
}

/** At most {@link MOST_SAMPLED} of the cells, evenly spread, in their order. */
function sampled(cells: ArrayLike<number>, salt: number): number[] {
  const step = Math.max(1, cells.length / MOST_SAMPLED);
  // Another beginning in every case, so that no column of the table is always left out.
  const start = step > 1 ? salt % Math.ceil(step) : 0;
  const chosen: number[] = [];
  for (let at = start; at < cells.length; at += step) {
    const index = Math.floor(at);
    chosen.push(cells[index] ?? index);
  }
  return chosen;
}

function restricted({ probes, expected }: FlowQuestion, indices: readonly number[]): FlowQuestion {
  return {
    probes: withCells(
      probes,
      Uint32Array.from(indices, (index) => probes.cells[index]!),
    ),
    expected: Uint8Array.from(indices, (index) => expected[index]!),
  };
}
