import type { Context, Semantics } from '../../../evaluator/index.ts';
import { alterSemantics, referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { Direction, NetworkPolicy, NetworkPolicyRule } from '../../../model/index.ts';
import { rulesOf } from '../../../model/index.ts';
import { blocksOf, deciding, peerItems, portItems } from '../../altering/index.ts';
import type { Mutant, MutantId } from '../mutant.ts';

/** How long the list is that a mistake is about: two entries, or more. One entry shows no mistake about lists. */
export type ListLength = 'two' | 'more';

export const LIST_LENGTHS: readonly ListLength[] = ['two', 'more'];

/** The lengths of the lists that a call of the replaced function is about. */
type Measure<Name extends keyof Semantics> = (...call: Parameters<Semantics[Name]>) => readonly number[];

/** Policies that decide a side. */
const policies: Measure<'allowsSide'> = (context, question) => [deciding(context, question).length];

const applicable: Measure<'applicablePolicies'> = (context, pod, direction) => [
  reference.applicablePolicies(context, pod, direction).length,
];

const rules: Measure<'effectiveRules'> = (_context, policy, direction) => [rulesOf(policy, direction).length];

const inRules =
  (
    measure: (rule: NetworkPolicyRule, direction: Direction) => readonly number[],
  ): Measure<'effectiveRules'> =>
  (_context: Context, policy: NetworkPolicy, direction) =>
    rulesOf(policy, direction).flatMap((rule) => measure(rule, direction));

const ports = inRules((rule) => [portItems(rule).length]);
const peers = inRules((rule, direction) => [peerItems(rule, direction).length]);
const excepts: Measure<'blockContains'> = (_context, { except = [] }) => [except.length];

const rulesOfPolicies: Measure<'allowsSide'> = (context, question) =>
  deciding(context, question).map((policy) => rulesOf(policy, question.direction).length);
const peersOfRule: Measure<'matchesRule'> = (_context, _policy, rule, { direction }) => [
  peerItems(rule, direction).length,
];
const items: Measure<'matchesPorts'> = (_context, list = []) => [list.length];
const pairs = inRules((rule, direction) => [
  Math.min(peerItems(rule, direction).length, portItems(rule).length),
]);
const exceptsOfRules = inRules((rule, direction) =>
  blocksOf(rule, direction).map(({ except = [] }) => except.length),
);

/** The list that each mutant is about, where it is about one. Each measure takes what its mutant replaces. */
const MEASURES: Readonly<Partial<Record<MutantId, Measure<never>>>> = {
  'ISO-4': policies,
  'ISO-5': policies,
  'ISO-5/last': applicable,
  'ISO-6': applicable,
  'RULE-2': rules,
  'RULE-2/all': rulesOfPolicies,
  'RULE-5': rules,
  'RULE-6': policies,
  'RULE-7': pairs,
  'PEER-2': peersOfRule,
  'PEER-14': peers,
  'PORT-2': ports,
  'PORT-2/and': items,
  'PORT-6': ports,
  'IPB-4': excepts,
  'IPB-4/intersection': excepts,
  'IPB-13': exceptsOfRules,
};

/** A mutant of a list clause once for each length; `undefined` for mutants of other clauses. */
export function byLength(mutant: Mutant): readonly (readonly [ListLength, Mutant])[] | undefined {
  const measure = MEASURES[mutant.id];
  if (measure === undefined) return undefined;
  return LIST_LENGTHS.map((length) => [length, withLength(mutant, measure, length)]);
}

/** The same mistake, made only where every list of several entries has this length. */
function withLength(mutant: Mutant, measure: Measure<never>, wanted: ListLength): Mutant {
  const name = mutant.replaces;
  const mistaken = mutant.semantics[name] as (...call: unknown[]) => unknown;
  const right = reference[name] as (...call: unknown[]) => unknown;
  const replacement = (...call: unknown[]): unknown => {
    const lengths = measure(...(call as never)).filter((length) => length > 1);
    const fits = lengths.length > 0 && lengths.every((length) => (length === 2) === (wanted === 'two'));
    return fits ? mistaken(...call) : right(...call);
  };
  return { ...mutant, semantics: alterSemantics(reference, { [name]: replacement }) };
}
