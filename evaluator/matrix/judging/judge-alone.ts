import type { ProbeAxes, ProbeSet } from '../../../model/index.ts';
import { flowAt } from '../../../model/index.ts';
import { alterContext, alterSemantics } from '../../alter.ts';
import { rememberApplicable } from '../../remember-applicable.ts';
import { judgeTranslated } from '../../clauses/ends.ts';
import type { Context, Translated } from '../../semantics.ts';
import { endOf } from '../../world.ts';
import type { Grid } from '../grid/grid.ts';
import type { JudgeAlone } from './judge-cells.ts';
import { judgeCell } from './judge-cells.ts';

/**
 * The reference's way of judging, flow by flow, for what no grid can say. Where a replaced `translate` turns out
 * to leave a flow as it is, the grid answers all the same.
 */
export function judgeAlone(context: Context, axes: ProbeAxes, grid: Grid | undefined): JudgeAlone {
  let remembering: Context | undefined;
  const alone: JudgeAlone = (source, destination, port) => {
    const translated = context.semantics.translate(context, flowAt(axes, source, destination, port));
    const isGridded =
      grid !== undefined &&
      grid.layout.detours[destination] === undefined &&
      isUnchanged(context, translated, axes, source, destination, port);
    if (isGridded) return judgeCell(grid, source, destination, port, alone);
    remembering ??= alterContext(context, {
      semantics: alterSemantics(context.semantics, {
        applicablePolicies: rememberApplicable(context.semantics),
      }),
    });
    return judgeTranslated(remembering, translated) === 'allow' ? 1 : 0;
  };
  return alone;
}

/** {@link JudgeAlone} for every cell. */
export function judgeEach({ endpoints, ports, cells }: ProbeSet, judge: JudgeAlone): Uint8Array {
  return Uint8Array.from(cells, (cell) => {
    const pair = Math.floor(cell / ports.length);
    return judge(Math.floor(pair / endpoints.length), pair % endpoints.length, cell % ports.length);
  });
}

/** Whether each side judges the flow as it was sent. */
function isUnchanged(
  { world }: Context,
  { egress, ingress, translated, ...ends }: Translated,
  { endpoints, ports }: ProbeAxes,
  from: number,
  to: number,
  at: number,
): boolean {
  const [sender, receiver] = [endpoints[from]!.endpoint, endpoints[to]!.endpoint];
  if (translated || sender.kind === 'service' || receiver.kind === 'service') return false;
  const [source, destination] = [endOf(world, sender), endOf(world, receiver)];
  const { protocol, port } = ports[at]!;
  return (
    ends.source === source &&
    ends.destination === destination &&
    [egress, ingress].every(
      (side) =>
        side.destination === destination &&
        side.other === (side === egress ? destination : source) &&
        side.blockEnds.length === 1 &&
        side.blockEnds[0] === side.other &&
        side.protocol === protocol &&
        side.port === port &&
        side.blockPort === undefined,
    )
  );
}
