import type { IPFamily } from '../../../model/index.ts';
import type { DirectionIntent, EbpfState, NodeIntent } from '../../../sim/index.ts';
import { ebpfBugs } from '../plugin-bugs.ts';
import type { Mutation } from '../zoo-entry.ts';

type Programs = EbpfState['programs'];
type Program = Programs[string];
type PrefixMap = EbpfState['prefixMaps'][string];
type PolicyMap = EbpfState['policyMaps'][string];

/** What programs and maps say. */
export const PROGRAMS: readonly Mutation[] = [
  // An error about a connection is a packet like any other.
  ebpfBugs('AWS-207', ({ compile }) => ({
    compile: (intent) => {
      const state = compile(intent);
      return withPrograms(state, (program) => ({
        ...program,
        config: { ...program.config, relatedIcmp: 'deny' },
      }));
    },
  })),
];

/** How maps are changed. */
export const MAP_UPDATES: readonly Mutation[] = [
  // An except of IPv6 where there is no IPv6 is no key: at the first that fails the refresh ends.
  ebpfBugs('AWS-631', ({ plan }) => ({
    plan: (from, to) =>
      plan(
        from,
        withPrograms(to, (program, slot) => frozen(program, slot, from, to), from),
      ),
  })),

  // Entries are deleted and added, and not compared.
  ebpfBugs('CILIUM-3592', ({ plan }) => ({
    plan: (from, to) => {
      const emptied = {
        ...from,
        policyMaps: { ...from.policyMaps, [EMPTIED]: {} },
        prefixMaps: { ...from.prefixMaps, [EMPTIED]: {} },
        programs: mapPrograms(from.programs, (program, slot) =>
          to.programs[slot] === undefined || isSame(program, to.programs[slot])
            ? program
            : { ...program, policyMap: EMPTIED, prefixMap: EMPTIED },
        ),
      };
      return isSame(emptied.programs, from.programs)
        ? plan(from, to)
        : [...plan(from, emptied), ...plan(emptied, to)];
    },
  })),

  // Keys are added, and never deleted.
  ebpfBugs('AWS-413', ({ plan }) => ({ plan: (from, to) => plan(from, withFormerKeys(from, to)) })),

  // The policies of a pod are put into effect one by one.
  inParts('NPC-179', ({ isolatedBy: [first, ...more], ...direction }) => ({
    ...direction,
    isolatedBy: more.length === 0 ? [] : [first!],
    rules: direction.rules.filter(({ policy }) => policy === first),
  })),

  // A policy comes in pieces: the piece with the rules of ingress already isolates for egress.
  inParts('NPC-201', (direction) =>
    direction.direction === 'egress' ? { ...direction, rules: [] } : direction,
  ),
];

/** What becomes of programs and maps when their agent starts. */
export const EBPF_STARTS: readonly Mutation[] = [
  // The map of identities is made anew, from what has been heard of so far.
  ebpfBugs('CILIUM-17115', () => ({
    adopt: (found) => asIs({ ...found, ipcache: { IPv4: {}, IPv6: {} } }),
  })),

  // Addresses outside get new identities, and the maps that know them are written later.
  ebpfBugs('CILIUM-28645', () => ({
    adopt: (found) => asIs({ ...found, prefixMaps: mapRecord(found.prefixMaps, () => ({})) }),
  })),

  // Pods that were there before are restored without the labels of the blocks that hold their addresses.
  ebpfBugs('CILIUM-47880', () => ({
    adopt: (found) => ({
      installed: { ...found, prefixMaps: mapRecord(found.prefixMaps, (map) => withoutPods(map, found)) },
      believed: found,
    }),
  })),
];

const EMPTIED = 'emptied';

/** A plan that goes by way of a part of what is wanted, for pods that were not isolated before. */
function inParts(id: string, partOf: (wanted: DirectionIntent) => DirectionIntent): Mutation {
  const parts = new WeakMap<EbpfState, EbpfState>();
  return ebpfBugs(id, ({ compile, plan }) => ({
    compile: (intent) => {
      const whole = compile(intent);
      parts.set(whole, compile(partOfIntent(intent, partOf)));
      return whole;
    },
    plan: (from, to) => {
      const part = parts.get(to);
      if (part === undefined) return plan(from, to);
      const fresh = Object.entries(part.programs).filter(([slot]) => from.programs[slot] === undefined);
      const stage: EbpfState = {
        ipcache: to.ipcache,
        policyMaps: { ...from.policyMaps, ...part.policyMaps },
        prefixMaps: { ...from.prefixMaps, ...part.prefixMaps },
        programs: { ...from.programs, ...Object.fromEntries(fresh) },
      };
      return fresh.length === 0 ? plan(from, to) : [...plan(from, stage), ...plan(stage, to)];
    },
  }));
}

function partOfIntent(intent: NodeIntent, partOf: (wanted: DirectionIntent) => DirectionIntent): NodeIntent {
  const pods = intent.pods.map(({ pod, ingress, egress }) => ({
    pod,
    ingress: partOf(ingress),
    egress: partOf(egress),
  }));
  return { ...intent, pods };
}

/** The program as it was, where a key of the new one cannot be written; with it go the other families' keys. */
function frozen(program: Program, slot: string, from: EbpfState, to: EbpfState): Program {
  const sixth = to.programs[slot.replace(/IPv4$/, 'IPv6')];
  const isBad =
    Object.keys(to.ipcache.IPv6).length === 0 &&
    sixth !== undefined &&
    Object.values(to.prefixMaps[sixth.prefixMap] ?? {}).some(({ ports }) => ports.length === 0);
  return isBad ? (from.programs[slot] ?? program) : program;
}

function withFormerKeys(from: EbpfState, to: EbpfState): EbpfState {
  const policyMaps: Record<string, PolicyMap> = { ...to.policyMaps };
  const prefixMaps: Record<string, PrefixMap> = { ...to.prefixMaps };
  for (const [slot, { policyMap, prefixMap }] of Object.entries(to.programs)) {
    const before = from.programs[slot];
    if (before === undefined) continue;
    policyMaps[policyMap] = { ...from.policyMaps[before.policyMap], ...policyMaps[policyMap] };
    prefixMaps[prefixMap] = { ...from.prefixMaps[before.prefixMap], ...prefixMaps[prefixMap] };
  }
  return { ...to, policyMaps, prefixMaps };
}

function withoutPods(map: PrefixMap, { ipcache }: EbpfState): PrefixMap {
  const hosts = (['IPv4', 'IPv6'] as const).flatMap((family: IPFamily) =>
    Object.keys(ipcache[family]).map((address) => `${address}/${family === 'IPv4' ? 32 : 128}`),
  );
  const missing = hosts.filter((host) => map[host] === undefined);
  return Object.keys(map).length === 0
    ? map
    : { ...map, ...Object.fromEntries(missing.map((host) => [host, { ports: [] }])) };
}

/** A state with other programs; `alsoOf` has maps that they may read. */
function withPrograms(
  state: EbpfState,
  map: (program: Program, slot: string) => Program,
  alsoOf?: EbpfState,
): EbpfState {
  return {
    ...state,
    policyMaps: { ...alsoOf?.policyMaps, ...state.policyMaps },
    prefixMaps: { ...alsoOf?.prefixMaps, ...state.prefixMaps },
    programs: mapPrograms(state.programs, map),
  };
}

function mapPrograms(programs: Programs, map: (program: Program, slot: string) => Program): Programs {
  return mapRecord(programs, map);
}

function mapRecord<Value>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value, key: string) => Value,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}

function asIs(state: EbpfState): { readonly installed: EbpfState; readonly believed: EbpfState } {
  return { installed: state, believed: state };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
