import type { Semantics } from '../../evaluator/index.ts';
import { alterSemantics, referenceSemantics } from '../../evaluator/index.ts';

/** The specification with one of its functions replaced. */
export function semanticsWith<Name extends keyof Semantics>(
  replaces: Name,
  replacement: Semantics[Name],
): Semantics {
  return alterSemantics(referenceSemantics, { [replaces]: replacement });
}
