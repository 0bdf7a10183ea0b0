import type { ClauseId } from '../../../model/index.ts';
import type { DatapathMaker } from '../../../sim/index.ts';
import { DATAPATHS } from '../../../sim/index.ts';
import type { AgentMutation } from '../../altering/index.ts';
import { behaviourWith, functionsOf } from '../../altering/index.ts';
import type { SimEngineOptions } from '../../sim-engine.ts';
import type { MutantId } from '../mutant.ts';

/** A simulated plugin that misreads one clause about time as implementations typically misread it. */
export interface TimeMutant {
  readonly id: MutantId;
  readonly clause: ClauseId;
  /** The mistake, as a sentence about the one who makes it: `takes only the first except`. */
  readonly title: string;
  /** The functions that differ from a right plugin's: `cache.keeps`; as a rule one. */
  readonly replaces: readonly string[];
  readonly parts: Pick<SimEngineOptions, 'datapath' | 'behaviour'>;
}

/** What every mutant of time runs on: of the datapaths the one that takes the least time. */
export const RIGHT_DATAPATH: DatapathMaker = DATAPATHS.nftables;

/** A mutant of the clause that its id begins with: a right plugin whose agents differ in some functions. */
export function timeMutant(id: MutantId, title: string, mutation: AgentMutation): TimeMutant {
  return {
    ...named(id, title),
    replaces: functionsOf(mutation),
    parts: { datapath: RIGHT_DATAPATH, behaviour: behaviourWith(mutation) },
  };
}

/** A mutant of the clause that its id begins with: a right plugin on another datapath. */
export function datapathMutant(
  id: MutantId,
  title: string,
  replaces: string,
  datapath: DatapathMaker,
): TimeMutant {
  return { ...named(id, title), replaces: [replaces], parts: { datapath } };
}

function named(id: MutantId, title: string): Pick<TimeMutant, 'id' | 'clause' | 'title'> {
  const [clause] = id.split('/') as [ClauseId];
  return { id, clause, title };
}
