import { objectToManifest } from '../../../admission/index.ts';
import { laneOf } from '../../../generators/index.ts';
import type { Scenario } from '../../../model/index.ts';
import type { LaneTally } from '../lane-tally.ts';
import { createTurns } from '../turns.ts';
import { ADMISSION_EDITS } from './admission-edits.ts';
import { askAdmission } from './ask-admission.ts';

/**
 * Submits an edit of a policy of each case to admission: the edits in turn, the place by the case. One is enough:
 * there are as many edits as a short campaign has cases in a second or two.
 *
 * @param start where in the list of edits the lane begins
 * @returns what the case decided for the first time, as `CLAUSE/bin`
 */
export function admissionRecorder(
  start: number,
  tally: LaneTally,
): (scenario: Scenario, run: number) => string[] {
  const turns = createTurns([...ADMISSION_EDITS.keys()], start);
  return ({ cluster: { policies } }, run) => {
    if (policies.length === 0) return [];
    const index = turns.next(() => true)!;
    const edit = ADMISSION_EDITS[index]!;
    const { step } = laneOf(run);
    // Neighbouring lanes begin with other edits, and their steps go on to other sites.
    const site = edit.sites[(start + step) % edit.sites.length]!;
    const policy = objectToManifest(policies[step % policies.length]!);
    return [...askAdmission(edit, policy, { site, at: run })]
      .filter((bin) => tally.count(edit.clause, bin, run))
      .map((bin) => `${edit.clause}/${bin}`);
  };
}
