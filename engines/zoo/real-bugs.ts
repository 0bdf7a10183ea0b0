import { FencepostError, KNOWN_BUGS } from '../../model/index.ts';
import type { RealBug } from './zoo-entry.ts';

const known = new Map(KNOWN_BUGS.map((bug) => [bug.id, bug]));

/**
 * What is known of the bugs of one mutation.
 *
 * @throws FencepostError `internal` for an id that the list of known bugs does not have
 */
export function realBugs(ids: string | readonly string[]): readonly RealBug[] {
  const all = typeof ids === 'string' ? [ids] : ids;
  return all.map((id) => {
    const bug = known.get(id);
    if (bug === undefined) throw new FencepostError('internal', `not in the list of known bugs: ${id}`);
    const { plugin, link, symptom, classes } = bug;
    return { id, plugin, link, symptom, class: classes[0] ?? 'unsorted', mutation: all[0] ?? id };
  });
}
