import type { Semantics } from '../../evaluator/index.ts';
import type { PartialProfile } from '../../model/index.ts';
import { semanticsWith } from '../altering/index.ts';
import { realBugs } from './real-bugs.ts';
import type { SemanticsBug } from './zoo-entry.ts';

/**
 * Known bugs as a replaced function of the specification.
 *
 * @param ids all bugs of the mutation
 * @throws FencepostError `internal` for an id that the list of known bugs does not have
 */
export function semanticsBugs<Name extends keyof Semantics>(
  ids: string | readonly string[],
  replaces: Name,
  replacement: Semantics[Name],
  profile?: PartialProfile,
): readonly SemanticsBug[] {
  const semantics = semanticsWith(replaces, replacement);
  const answers = profile === undefined ? {} : { profile };
  return realBugs(ids).map((bug) => ({ ...bug, kind: 'semantics', replaces, semantics, ...answers }));
}
