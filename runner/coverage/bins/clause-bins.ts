import { FLOW_WITNESSES } from '../../../engines/index.ts';
import type { ClauseId } from '../../../model/index.ts';
import { admissionBins } from '../admission/admission-bins.ts';
import { leftoverBins } from '../histories/leftover-policies.ts';
import { TIME_WITNESSES } from '../time/time-witnesses.ts';
import { binsOfWitness } from './flow-bins.ts';
import { isNeverAsked } from './not-judged.ts';
import { fitsPattern, unreachableBins } from './unreachable.ts';

/** Every bin in which a clause can be decided: the denominator of its coverage. Each clause's is a closed list. */
export function binsOfClause(clause: ClauseId): readonly string[] {
  if (isNeverAsked(clause)) return [];
  const unreachable = unreachableBins(clause);
  return allBins(clause).filter((bin) => !unreachable.some(({ bins }) => fitsPattern(bin, bins)));
}

function allBins(clause: ClauseId): readonly string[] {
  const bins = new Set<string>([
    ...FLOW_WITNESSES.filter(({ mutant }) => mutant.clause === clause).flatMap(binsOfWitness),
    ...(clause === 'ISO-11' ? leftoverBins() : []),
    ...(admissionBins().get(clause) ?? []),
    ...TIME_WITNESSES.flatMap((witness) => (witness.clause === clause ? witness.bins : [])),
  ]);
  return [...bins];
}
