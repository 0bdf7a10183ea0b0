import type { Context, Semantics } from './semantics.ts';

// Records that are spread come in many hidden classes. Where the reference and a hundred mutants judge in one
// process, every function of the evaluator would see them all, and judge a fifth slower. Built field by field, in
// one place, all are of one class.

/** The same semantics with some functions replaced. */
export function alterSemantics(semantics: Semantics, replaced: Partial<Semantics>): Semantics {
  const altered = { ...semantics, ...replaced };
  return {
    isEnforced: altered.isEnforced,
    isSubject: altered.isSubject,
    isSamePod: altered.isSamePod,
    isOwnNode: altered.isOwnNode,
    policiesOf: altered.policiesOf,
    selectsSubject: altered.selectsSubject,
    effectiveTypes: altered.effectiveTypes,
    effectiveRules: altered.effectiveRules,
    matchesSelector: altered.matchesSelector,
    matchesLabel: altered.matchesLabel,
    matchesRequirement: altered.matchesRequirement,
    matchesSelectors: altered.matchesSelectors,
    matchesBlock: altered.matchesBlock,
    blockContains: altered.blockContains,
    matchesPort: altered.matchesPort,
    resolvePortName: altered.resolvePortName,
    matchesPorts: altered.matchesPorts,
    matchesPeer: altered.matchesPeer,
    matchesRule: altered.matchesRule,
    matchesOtherProtocol: altered.matchesOtherProtocol,
    applicablePolicies: altered.applicablePolicies,
    allowsSide: altered.allowsSide,
    translate: altered.translate,
    judge: altered.judge,
  };
}

/** The same context for somebody with other semantics, or with other answers to what the API leaves open. */
export function alterContext(
  { semantics, world, option }: Context,
  altered: Partial<Pick<Context, 'semantics' | 'option'>>,
): Context {
  return { semantics: altered.semantics ?? semantics, world, option: altered.option ?? option };
}
