import type { IPFamily } from '../../../model/index.ts';
import type { IptablesOperation, IptablesState } from '../../../sim/index.ts';
import { IPTABLES_COMPILER, iptablesOperation } from '../../../sim/index.ts';
import { compilerBugs, iptablesBugs } from '../plugin-bugs.ts';
import type { Mutation } from '../zoo-entry.ts';

type Table = IptablesState['tables'][IPFamily];
type IpSet = Table['sets'][string];

const FAMILIES: readonly IPFamily[] = ['IPv4', 'IPv6'];
const DISPATCH: ReadonlySet<string> = new Set(['FP-INGRESS', 'FP-EGRESS']);

/** Rules and sets of IPv6, beside those of IPv4. */
export const SECOND_FAMILY: readonly Mutation[] = [
  // Rules name a set with the prefix of the family, which the set has not: the table is refused.
  iptablesBugs('K3S-9151', ({ compile }) => ({
    compile: (intent) => withIPv6(compile(intent), { sets: {}, chains: {} }),
  })),

  // Sets are filtered by name, without the prefix: those of IPv6 are never restored.
  iptablesBugs('K3S-13272', ({ compile }) => ({
    compile: (intent) => {
      const state = compile(intent);
      const { sets, chains } = state.tables.IPv6;
      return withIPv6(state, {
        chains,
        sets: Object.fromEntries(Object.keys(sets).map((name) => [name, {}])),
      });
    },
  })),

  // Both families are handled by one object: what was noted for the first is overwritten by the second.
  iptablesBugs('K3S-10053', ({ plan }) => ({
    plan: (from, to) => {
      const operations = plan(from, to);
      const refilled = operations.filter(
        ({ family, change }) => change.kind === 'add-entry' && isIn(from.tables[family].sets, change.set),
      );
      const isShared = FAMILIES.every((family) => refilled.some((operation) => operation.family === family));
      return isShared
        ? operations.filter((operation) => operation.family === 'IPv6' || !refilled.includes(operation))
        : operations;
    },
  })),

  // Neighbour discovery passes on its way to the pod, and not from it.
  iptablesBugs('KR-ND', ({ judge }) => ({
    judge: (state, pod, direction, packet) => {
      const { icmpType, ...rest } = packet;
      const isDiscovery = icmpType === 'neighbour-solicit' || icmpType === 'neighbour-advert';
      return judge(state, pod, direction, isDiscovery && direction === 'egress' ? rest : packet);
    },
  })),
];

/** The order in which rules and sets are changed, and what is changed with them. */
export const IPTABLES_ORDER: readonly Mutation[] = [
  // A pod is sent to its chain before there is anything in it.
  iptablesBugs('KR-477', ({ plan }) => ({
    plan: (from, to) => {
      const operations = plan(from, to);
      const makes = operations.filter(({ change }) => /^(create-set|new-chain)$/.test(change.kind));
      const jumps = operations.filter(({ change }) => isDispatch(change) && !isNewChain(change));
      const rest = operations.filter((operation) => !makes.includes(operation) && !jumps.includes(operation));
      return [...makes, ...jumps, ...rest];
    },
  })),

  // With every change the rule for established connections goes, and comes back after those that reject.
  iptablesBugs('KR-807', ({ plan }) => ({
    plan: (from, to) => {
      const operations = plan(from, to);
      return operations.length === 0
        ? operations
        : [...FAMILIES.flatMap((family) => renewed(from, family)), ...operations];
    },
  })),

  // A set that changes is emptied and filled again.
  iptablesBugs('AZURE-773', ({ plan }) => ({
    plan: (from, to) => {
      const refills = FAMILIES.flatMap((family) => refillsOf(family, from, to));
      const refilled = new Set(refills.map(({ object }) => object));
      const rest = plan(from, to).filter(
        ({ object, change }) => !(refilled.has(object) && change.kind.endsWith('-entry')),
      );
      return [...refills, ...rest];
    },
  })),

  // Sets are named by what they hold: whoever deletes one deletes it for all.
  iptablesBugs(['AZURE-555', 'ACI-1747'], ({ plan }) => ({
    plan: (from, to) => [
      ...plan(from, to),
      ...FAMILIES.flatMap((family) => emptiedTwins(family, from.tables[family].sets, to.tables[family].sets)),
    ],
  })),
];

/** Sets that hold more than one thing. */
export const SHARED_SETS: readonly Mutation[] = [
  // All blocks of a rule in one set: what one of them excepts is a longer prefix than that by which another holds it.
  compilerBugs('KR-NOMATCH', {
    iptables: {
      blockSets: (blocks) =>
        blocks.length === 0 ? [] : [Object.assign({}, ...IPTABLES_COMPILER.blockSets(blocks)) as IpSet],
    },
  }),
];

/** The names of chains. */
export const CHAIN_NAMES: readonly Mutation[] = [
  // The chain of a group of interfaces, by the digit with which they begin, and that of one of them have one name.
  compilerBugs('CALICO-10811', {
    iptables: {
      podChainName: (prefix, pod, rules) => {
        const name = IPTABLES_COMPILER.podChainName(prefix, pod, rules);
        return /^[a-f]/.test(name.slice(prefix.length + 1)) ? `${prefix}-a-f` : name;
      },
    },
  }),
];

function withIPv6(state: IptablesState, table: Table): IptablesState {
  return { tables: { ...state.tables, IPv6: table } };
}

function isIn(sets: Table['sets'], name: string): boolean {
  return sets[name] !== undefined;
}

function isDispatch(change: IptablesOperation['change']): boolean {
  return 'chain' in change && DISPATCH.has(change.chain);
}

function isNewChain({ kind }: IptablesOperation['change']): boolean {
  return kind === 'new-chain';
}

function renewed({ tables }: IptablesState, family: IPFamily): readonly IptablesOperation[] {
  return [...DISPATCH].flatMap((chain) => {
    const rule = tables[family].chains[chain]?.[0];
    if (rule?.match.ctstate === undefined) return [];
    return (['delete-rule', 'insert-rule'] as const).map((kind) =>
      iptablesOperation(family, { kind, chain, index: 0, rule }),
    );
  });
}

function refillsOf(family: IPFamily, from: IptablesState, to: IptablesState): readonly IptablesOperation[] {
  return Object.entries(to.tables[family].sets).flatMap(([set, entries]) => {
    const old = from.tables[family].sets[set];
    if (old === undefined || isSameSet(old, entries)) return [];
    return [
      ...entryOperations('del-entry', family, set, old),
      ...entryOperations('add-entry', family, set, entries),
    ];
  });
}

function emptiedTwins(
  family: IPFamily,
  from: Table['sets'],
  to: Table['sets'],
): readonly IptablesOperation[] {
  const deleted = Object.entries(from).filter(([name]) => !isIn(to, name));
  return Object.entries(to).flatMap(([set, entries]) =>
    isIn(from, set) && deleted.some(([, gone]) => isSameSet(gone, entries))
      ? entryOperations('del-entry', family, set, entries)
      : [],
  );
}

function entryOperations(
  kind: 'add-entry' | 'del-entry',
  family: IPFamily,
  set: string,
  entries: IpSet,
): readonly IptablesOperation[] {
  return Object.entries(entries).map(([cidr, entry]) =>
    iptablesOperation(family, { kind, set, cidr, entry }),
  );
}

function isSameSet(a: IpSet, b: IpSet): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
