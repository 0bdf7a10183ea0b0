import type { Semantics } from '../../evaluator/index.ts';
import { FencepostError, KNOWN_BUGS } from '../../model/index.ts';
import { semanticsWith } from '../altering/index.ts';

/** What is known of a real bug, whatever part of a plugin had it. */
export interface RealBug {
  /** `OVN-845B`: as in the list of known bugs. */
  readonly id: string;
  readonly plugin: string;
  /** Where it was reported. */
  readonly link: string;
  /** What went wrong, in a sentence. */
  readonly symptom: string;
  /** The first of its classes in the list of known bugs: `ipblock-except`, `named-ports`, ... */
  readonly class: string;
}

/** A bug that a snapshot shows: the specification with one function replaced. */
export interface SemanticsBug extends RealBug {
  readonly kind: 'semantics';
  readonly replaces: keyof Semantics;
  readonly semantics: Semantics;
}

/**
 * A real bug, ready to be found. `kind` says what it is a bug of: the reading of objects, or (as the simulator
 * grows) its `datapath`, its `agent`, a `limit` of either.
 */
export type ZooEntry = SemanticsBug;

const known = new Map(KNOWN_BUGS.map((bug) => [bug.id, bug]));

/**
 * A known bug as a replaced function.
 *
 * @throws FencepostError `internal` for an id that the list of known bugs does not have
 */
export function semanticsBug<Name extends keyof Semantics>(
  id: string,
  replaces: Name,
  replacement: Semantics[Name],
): SemanticsBug {
  return { ...realBug(id), kind: 'semantics', replaces, semantics: semanticsWith(replaces, replacement) };
}

function realBug(id: string): RealBug {
  const bug = known.get(id);
  if (bug === undefined) throw new FencepostError('internal', `not in the list of known bugs: ${id}`);
  const { plugin, link, symptom, classes } = bug;
  return { id, plugin, link, symptom, class: classes[0] ?? 'unsorted' };
}
