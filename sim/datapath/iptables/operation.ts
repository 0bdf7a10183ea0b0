import type { IPFamily } from '../../../model/index.ts';
import type { Operation } from '../datapath.ts';
import { printEntry, printRule, setType, toolOf } from './print.ts';
import type { FilterTable, IpSet, IptablesState, Rule } from './state.ts';
import { sameRule } from './state.ts';

/** One call of `iptables`, `ip6tables` or `ipset`. */
export type IptablesChange =
  | { readonly kind: 'create-set' | 'destroy-set'; readonly set: string }
  | {
      readonly kind: 'add-entry' | 'del-entry';
      readonly set: string;
      readonly cidr: string;
      readonly entry: IpSet[string];
    }
  | { readonly kind: 'new-chain' | 'flush-chain' | 'delete-chain'; readonly chain: string }
  /** Before the rule that stands at `index`, or at the end where there is none. */
  | { readonly kind: 'insert-rule'; readonly chain: string; readonly index: number; readonly rule: Rule }
  | { readonly kind: 'delete-rule'; readonly chain: string; readonly index: number; readonly rule: Rule }
  | { readonly kind: 'replace-rule'; readonly chain: string; readonly old: Rule; readonly rule: Rule };

export interface IptablesOperation extends Operation {
  readonly family: IPFamily;
  readonly change: IptablesChange;
}

/** A change of one family's table as an operation. */
export function iptablesOperation(family: IPFamily, change: IptablesChange): IptablesOperation {
  const object = 'set' in change ? change.set : change.chain;
  return { describe: describe(family, change), object: `${family} ${object}`, family, change };
}

function describe(family: IPFamily, change: IptablesChange): string {
  const tool = toolOf(family);
  switch (change.kind) {
    case 'create-set':
      return `ipset create ${change.set} ${setType(family)}`;
    case 'destroy-set':
      return `ipset destroy ${change.set}`;
    case 'add-entry':
      return `ipset add ${printEntry(change.set, change.cidr, change.entry)}`;
    case 'del-entry':
      return `ipset del ${change.set} ${change.cidr}`;
    case 'new-chain':
      return `${tool} -N ${change.chain}`;
    case 'flush-chain':
      return `${tool} -F ${change.chain}`;
    case 'delete-chain':
      return `${tool} -X ${change.chain}`;
    case 'insert-rule':
      return `${tool} -I ${change.chain} ${change.index + 1} ${printRule(change.rule)}`;
    case 'delete-rule':
      return `${tool} -D ${change.chain} ${change.index + 1}, which is ${printRule(change.rule)}`;
    case 'replace-rule':
      return `${tool} -R ${change.chain} ${printRule(change.rule)}, which was ${printRule(change.old)}`;
  }
}

/** The state after one operation; what the kernel would refuse changes nothing. */
export function applyIptables(state: IptablesState, { family, change }: IptablesOperation): IptablesState {
  const table = state.tables[family];
  const next = 'set' in change ? changeSets(table, change) : changeChains(table, change);
  return next === table ? state : { tables: { ...state.tables, [family]: next } };
}

function changeSets(table: FilterTable, change: Extract<IptablesChange, { set: string }>): FilterTable {
  const entries = table.sets[change.set];
  if (change.kind === 'create-set') return entries === undefined ? withSet(table, change.set, {}) : table;
  if (entries === undefined) return table;
  switch (change.kind) {
    case 'destroy-set':
      // A set that a rule names cannot be destroyed.
      return usesSet(table, change.set) ? table : { ...table, sets: without(table.sets, change.set) };
    case 'add-entry':
      return withSet(table, change.set, { ...entries, [change.cidr]: change.entry });
    case 'del-entry':
      return withSet(table, change.set, without(entries, change.cidr));
  }
}

function changeChains(table: FilterTable, change: Extract<IptablesChange, { chain: string }>): FilterTable {
  const rules = table.chains[change.chain];
  if (change.kind === 'new-chain') return rules === undefined ? withChain(table, change.chain, []) : table;
  if (rules === undefined) return table;
  switch (change.kind) {
    case 'flush-chain':
      return withChain(table, change.chain, []);
    case 'delete-chain':
      // Only an empty chain to which nothing jumps can be deleted.
      return rules.length > 0 || jumpsTo(table, change.chain)
        ? table
        : { ...table, chains: without(table.chains, change.chain) };
    case 'insert-rule':
      return canHold(table, change.rule)
        ? withChain(table, change.chain, [
            ...rules.slice(0, change.index),
            change.rule,
            ...rules.slice(change.index),
          ])
        : table;
    case 'delete-rule': {
      const present = rules[change.index];
      return present === undefined || !sameRule(present, change.rule)
        ? table
        : withChain(table, change.chain, rules.toSpliced(change.index, 1));
    }
    case 'replace-rule': {
      const index = rules.findIndex((rule) => sameRule(rule, change.old));
      return index < 0 || !canHold(table, change.rule)
        ? table
        : withChain(table, change.chain, rules.toSpliced(index, 1, change.rule));
    }
  }
}

function withSet(table: FilterTable, name: string, entries: IpSet): FilterTable {
  return { ...table, sets: { ...table.sets, [name]: entries } };
}

function withChain(table: FilterTable, name: string, rules: readonly Rule[]): FilterTable {
  return { ...table, chains: { ...table.chains, [name]: rules } };
}

function without<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
): Readonly<Record<string, Value>> {
  const { [key]: _gone, ...rest } = record;
  return rest;
}

/** A rule can name only sets and chains that exist. */
function canHold(table: FilterTable, { match, target }: Rule): boolean {
  if (match.set !== undefined && table.sets[match.set.name] === undefined) return false;
  return target.kind !== 'jump' || table.chains[target.chain] !== undefined;
}

function usesSet(table: FilterTable, set: string): boolean {
  return Object.values(table.chains).some((rules) => rules.some((rule) => rule.match.set?.name === set));
}

function jumpsTo(table: FilterTable, chain: string): boolean {
  return Object.values(table.chains).some((rules) =>
    rules.some(({ target }) => target.kind === 'jump' && target.chain === chain),
  );
}
