import type { Profile } from '../../../model/index.ts';
import { SPEC_DEFAULT } from '../../../model/index.ts';
import type { DatapathProfile } from '../common/index.ts';
import type { Datapath, Operation } from '../datapath.ts';
import { compileRuleset } from './compile.ts';
import { judgeRuleset } from './judge.ts';
import { printRuleset, TABLE } from './print.ts';
import type { Ruleset } from './ruleset.ts';

/** A transaction: the kernel takes the new ruleset whole, or keeps the old one. */
export interface NftTransaction extends Operation {
  readonly ruleset: Ruleset;
}

/**
 * The datapath of plugins on nftables. Excepts are subtracted before anything is programmed, a rule's peers are
 * one set of disjoint intervals, and every change is one transaction, so that no packet meets half of it.
 */
export function nftablesDatapath(
  profile: DatapathProfile = SPEC_DEFAULT satisfies Profile,
): Datapath<Ruleset, NftTransaction> {
  return {
    name: 'nftables',
    empty: () => emptyRuleset(profile),
    compile: (intent) => compileRuleset(intent, profile),
    plan: (from, to) => planTransaction(from, to),
    apply: (_, { ruleset }) => ruleset,
    judge: judgeRuleset,
    print: printRuleset,
  };
}

function emptyRuleset({ relatedIcmp }: DatapathProfile): Ruleset {
  return {
    relatedIcmp,
    sets: new Map(),
    chains: new Map(),
    jumps: { ingress: new Map(), egress: new Map() },
  };
}

function planTransaction(from: Ruleset, to: Ruleset): readonly NftTransaction[] {
  const before = linesOf(from);
  const after = linesOf(to);
  if (before.join('\n') === after.join('\n')) return [];
  const added = missingFrom(before, after);
  const removed = missingFrom(after, before);
  const describe = `nft -f - (table ${TABLE}: ${added} new lines, ${removed} gone)`;
  return [{ describe, object: TABLE, ruleset: to }];
}

/** How many of the lines the others lack. */
function missingFrom(others: readonly string[], lines: readonly string[]): number {
  const known = new Set(others);
  return lines.filter((line) => !known.has(line)).length;
}

// Derived from rulesets alone: the one that is there was printed when it was put there.
const linesOfRulesets = new WeakMap<Ruleset, readonly string[]>();

function linesOf(ruleset: Ruleset): readonly string[] {
  let lines = linesOfRulesets.get(ruleset);
  if (lines === undefined) {
    lines = printRuleset(ruleset).flatMap((table) => table.lines);
    linesOfRulesets.set(ruleset, lines);
  }
  return lines;
}
