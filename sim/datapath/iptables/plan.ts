import type { IPFamily } from '../../../model/index.ts';
import type { IptablesChange, IptablesOperation } from './operation.ts';
import { iptablesOperation } from './operation.ts';
import type { FilterTable, IpSet, IptablesState, Rule } from './state.ts';
import { DISPATCH_CHAINS, sameRule } from './state.ts';

const DISPATCH: ReadonlySet<string> = new Set(Object.values(DISPATCH_CHAINS));

/**
 * The calls that lead from one state to another: what is new is made before anything jumps to it, every pod is
 * switched from its old chain to its new one by one call, and what is old goes when nothing reaches it. Entries
 * enter the sets of addresses before the switch and leave them after it: between, each rule holds its old and its
 * new peers, and so nothing that is allowed before and after is lost, nor anything let in that neither allows.
 */
export function planIptables(from: IptablesState, to: IptablesState): readonly IptablesOperation[] {
  return (['IPv4', 'IPv6'] as const).flatMap((family: IPFamily) =>
    planTable(from.tables[family], to.tables[family]).map((change) => iptablesOperation(family, change)),
  );
}

function planTable(from: FilterTable, to: FilterTable): readonly IptablesChange[] {
  if (from === to) return [];
  return [
    ...addSets(from, to),
    ...addChains(from, to),
    ...switchPods(from, to),
    ...deleteChains(from, to),
    ...deleteEntries(from, to),
  ];
}

function addSets(from: FilterTable, to: FilterTable): readonly IptablesChange[] {
  return Object.entries(to.sets).flatMap(([set, entries]) => {
    const old = from.sets[set];
    const create: readonly IptablesChange[] = old === undefined ? [{ kind: 'create-set', set }] : [];
    return [...create, ...missingEntries(set, old ?? {}, entries)];
  });
}

/** Exceptions first: an entry must not let in what its excepts take out. */
function missingEntries(set: string, from: IpSet, to: IpSet): readonly IptablesChange[] {
  const missing = Object.entries(to).filter(([cidr, entry]) => from[cidr] !== entry);
  const add = ([cidr, entry]: (typeof missing)[number]): IptablesChange => ({
    kind: 'add-entry',
    set,
    cidr,
    entry,
  });
  return [
    ...missing.filter(([, entry]) => entry === 'nomatch').map(add),
    ...missing.filter(([, entry]) => entry === 'match').map(add),
  ];
}

/** Chains are named by their rules: one that has the right name and other rules was left half made. */
function addChains(from: FilterTable, to: FilterTable): readonly IptablesChange[] {
  const names = Object.keys(to.chains).filter((chain) => !DISPATCH.has(chain));
  const create = names
    .filter((chain) => from.chains[chain] === undefined)
    .map((chain): IptablesChange => ({ kind: 'new-chain', chain }));
  const fill = names.flatMap((chain) => editChain(chain, from.chains[chain] ?? [], to.chains[chain]!));
  return [...create, ...fill];
}

function switchPods(from: FilterTable, to: FilterTable): readonly IptablesChange[] {
  return [...DISPATCH].flatMap((chain): readonly IptablesChange[] => {
    const old = from.chains[chain];
    const rules = to.chains[chain];
    if (rules === undefined) return [];
    return [
      ...(old === undefined ? [{ kind: 'new-chain', chain } as const] : []),
      ...editChain(chain, old ?? [], rules),
    ];
  });
}

/** Takes away what no longer belongs to any pod, replaces a pod's jump by one call, and adds the others in place. */
function editChain(chain: string, from: readonly Rule[], to: readonly Rule[]): readonly IptablesChange[] {
  if (isSameChain(from, to)) return [];
  const changes: IptablesChange[] = [];
  const now = [...from];
  const remove = (index: number): void => {
    changes.push({ kind: 'delete-rule', chain, index, rule: now[index]! });
    now.splice(index, 1);
  };
  for (let index = now.length - 1; index >= 0; index--) {
    const old = now[index]!;
    if (!to.some((rule) => samePod(rule, old) || sameRule(rule, old))) remove(index);
  }
  for (const [index, rule] of to.entries()) {
    const old = now[index];
    if (old !== undefined && sameRule(old, rule)) continue;
    const replaces = old !== undefined && samePod(old, rule);
    if (replaces) changes.push({ kind: 'replace-rule', chain, old, rule });
    else changes.push({ kind: 'insert-rule', chain, index, rule });
    now.splice(index, replaces ? 1 : 0, rule);
  }
  while (now.length > to.length) remove(now.length - 1);
  return changes;
}

function isSameChain(from: readonly Rule[], to: readonly Rule[]): boolean {
  return from.length === to.length && from.every((rule, index) => sameRule(rule, to[index]!));
}

function samePod({ match: a }: Rule, { match: b }: Rule): boolean {
  const name = a.inInterface ?? a.outInterface;
  return name !== undefined && name === (b.inInterface ?? b.outInterface);
}

function deleteChains(from: FilterTable, to: FilterTable): readonly IptablesChange[] {
  const dead = Object.keys(from.chains).filter((chain) => to.chains[chain] === undefined);
  // The dispatch chains first: what they reach must not be emptied under them.
  dead.sort((a, b) => Number(DISPATCH.has(b)) - Number(DISPATCH.has(a)));
  return [
    ...dead.map((chain): IptablesChange => ({ kind: 'flush-chain', chain })),
    ...dead.map((chain): IptablesChange => ({ kind: 'delete-chain', chain })),
  ];
}

function deleteEntries(from: FilterTable, to: FilterTable): readonly IptablesChange[] {
  return Object.keys(from.sets).flatMap((set): readonly IptablesChange[] => {
    const kept = to.sets[set];
    if (kept === undefined) return [{ kind: 'destroy-set', set }];
    return Object.entries(from.sets[set]!)
      .filter(([cidr]) => kept[cidr] === undefined)
      .map(([cidr, entry]) => ({ kind: 'del-entry', set, cidr, entry }));
  });
}
