import { objectToManifest } from '../../../admission/index.ts';
import type { Scenario } from '../../../model/index.ts';
import type { LaneTally } from '../lane-tally.ts';
import { createTurns } from '../turns.ts';
import { ADMISSION_EDITS } from './admission-edits.ts';
import { askAdmission } from './ask-admission.ts';

/** Edits submitted for one case. */
const ASKS = 2;

/**
 * Submits edits of each case's policies to admission, the edits in turn, the place by the case.
 *
 * @param start where in the list of edits the lane begins
 * @returns what the case decided for the first time, as `CLAUSE/bin`
 */
export function admissionRecorder(
  start: number,
  tally: LaneTally,
): (scenario: Scenario, run: number) => string[] {
  const turns = createTurns([...ADMISSION_EDITS.keys()], start);
  let round = 0;
  return ({ cluster: { policies } }, run) => {
    const fresh: string[] = [];
    if (policies.length === 0) return fresh;
    for (let ask = 0; ask < ASKS; ask++) {
      const index = turns.next(() => true)!;
      // A row that comes round again goes to its next place.
      if (index === 0) round++;
      const edit = ADMISSION_EDITS[index]!;
      const site = edit.sites[(round + start + index) % edit.sites.length]!;
      const policy = objectToManifest(policies[(run + ask) % policies.length]!);
      for (const bin of askAdmission(edit, policy, { site, at: run + ask })) {
        if (tally.count(edit.clause, bin, run)) fresh.push(`${edit.clause}/${bin}`);
      }
    }
    return fresh;
  };
}
