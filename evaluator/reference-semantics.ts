import { judge } from './clauses/ends.ts';
import {
  applicablePolicies,
  effectiveRules,
  effectiveTypes,
  policiesOf,
  selectsSubject,
} from './clauses/isolation.ts';
import { blockContains, matchesBlock } from './clauses/blocks.ts';
import { matchesPeer, matchesSelectors } from './clauses/peers.ts';
import { matchesPort, matchesPorts, resolvePortName } from './clauses/ports.ts';
import { allowsSide, matchesOtherProtocol, matchesRule } from './clauses/rules.ts';
import { isEnforced, isOwnNode, isSamePod, isSubject } from './clauses/scope.ts';
import { matchesLabel, matchesRequirement, matchesSelector } from './clauses/selectors.ts';
import { translate } from './clauses/translation.ts';
import type { Semantics } from './semantics.ts';

/** The specification, executable. */
export const referenceSemantics: Semantics = {
  isEnforced,
  isSubject,
  isSamePod,
  isOwnNode,
  policiesOf,
  selectsSubject,
  effectiveTypes,
  effectiveRules,
  matchesSelector,
  matchesLabel,
  matchesRequirement,
  matchesSelectors,
  matchesBlock,
  blockContains,
  matchesPort,
  resolvePortName,
  matchesPorts,
  matchesPeer,
  matchesRule,
  matchesOtherProtocol,
  applicablePolicies,
  allowsSide,
  translate,
  judge,
};
