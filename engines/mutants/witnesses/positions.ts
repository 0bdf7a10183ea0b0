import type { Context, Semantics } from '../../../evaluator/index.ts';
import { alterContext, alterSemantics, referenceSemantics as reference } from '../../../evaluator/index.ts';
import { semanticsWith } from '../../altering/index.ts';
import type { Mutant, MutantId } from '../mutant.ts';

/** Where a selector stands: that of a policy's subject, or one of the two of a peer (SEL-13). */
export type SelectorPosition = 'subject' | 'pod' | 'namespace';

export const SELECTOR_POSITIONS: readonly SelectorPosition[] = ['subject', 'pod', 'namespace'];

/** Functions that judge a selector without knowing where it stands. */
const JUDGING_SELECTORS: ReadonlySet<keyof Semantics> = new Set([
  'matchesSelector',
  'matchesLabel',
  'matchesRequirement',
]);

/** Mutants that are about one position from the start. */
const BOUND: Readonly<Partial<Record<MutantId, SelectorPosition>>> = {
  'SEL-12': 'pod',
  'SEL-12/name': 'pod',
  'SEL-13': 'subject',
  'SEL-13/pod': 'pod',
  'SEL-13/namespace': 'namespace',
  'SEL-14': 'subject',
};

/** A mutant of a selector clause once for each position; `undefined` for mutants of other clauses. */
export function byPosition(mutant: Mutant): readonly (readonly [SelectorPosition, Mutant])[] | undefined {
  if (!mutant.clause.startsWith('SEL-')) return undefined;
  const bound = BOUND[mutant.id];
  if (bound !== undefined) return [[bound, mutant]];
  if (!JUDGING_SELECTORS.has(mutant.replaces)) return undefined;
  return SELECTOR_POSITIONS.map((position) => [position, atPosition(mutant, position)]);
}

/** The same mistake, made about selectors in one position only. */
function atPosition(mutant: Mutant, position: SelectorPosition): Mutant {
  const mistaken = mistakenContexts(mutant);
  if (position === 'subject') {
    const semantics = semanticsWith('selectsSubject', (context, policy, pod) =>
      reference.selectsSubject(mistaken(context), policy, pod),
    );
    return { ...mutant, replaces: 'selectsSubject', semantics };
  }
  const field = position === 'pod' ? 'podSelector' : 'namespaceSelector';
  const semantics = semanticsWith('matchesSelectors', (context, policy, peer, other) => {
    const matchesSelector: Semantics['matchesSelector'] = (_inner, selector, labels) => {
      const seen = selector === peer[field] ? mistaken(context) : context;
      return seen.semantics.matchesSelector(seen, selector, labels);
    };
    const inside = alterContext(context, {
      semantics: alterSemantics(context.semantics, { matchesSelector }),
    });
    return reference.matchesSelectors(inside, policy, peer, other);
  });
  return { ...mutant, replaces: 'matchesSelectors', semantics };
}

/** The context as the mutant sees it; made once, because evaluators ask for every selector and set of labels. */
function mistakenContexts({ replaces, semantics }: Mutant): (context: Context) => Context {
  const made = new WeakMap<Context, Context>();
  return (context) => {
    let mistaken = made.get(context);
    if (mistaken === undefined) {
      const altered = alterSemantics(context.semantics, { [replaces]: semantics[replaces] });
      mistaken = alterContext(context, { semantics: altered });
      made.set(context, mistaken);
    }
    return mistaken;
  };
}
