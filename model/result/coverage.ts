import type { ClauseId } from '../../spec/index.ts';

/** How often one bin of a clause was decided: how often its witness would have changed a verdict. */
export interface CoverageRow {
  readonly clause: ClauseId;
  /** What distinguishes this way of deciding the clause: direction, polarity, protocol, family and the like. */
  readonly bin: string;
  /** Each lane of a campaign counts to 16 at most. */
  readonly decided: number;
  /** The smallest case number that decided it. */
  readonly firstCase: number;
}
