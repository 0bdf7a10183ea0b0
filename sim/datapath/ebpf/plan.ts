import type { IPFamily } from '../../../model/index.ts';
import { hostCidr, isSameData, longestPrefix, packetAddress, shortHash } from '../common/index.ts';
import { distinctPorts } from './compiler.ts';
import type { EbpfChange, EbpfOperation } from './operation.ts';
import { ebpfOperation } from './operation.ts';
import { printPort } from './print.ts';
import type { EbpfState, PolicyMap, PortKey, PrefixMap, PrefixValue, Program } from './state.ts';

type Programs = EbpfState['programs'];

/**
 * The calls that lead from one state to another. A program is replaced together with its maps by one call; only
 * the map of identities is shared. Where an address changes its identity, the programs that would notice are
 * first replaced by ones that know what the address may do without asking: then the identity can change under
 * them, and then each is replaced by the new one.
 */
export function planEbpf(from: EbpfState, to: EbpfState): readonly EbpfOperation[] {
  const held = heldPrograms(from, to);
  const changes: readonly EbpfChange[] = [
    ...detachments(from.programs, to.programs),
    ...held.changes,
    ...identityChanges(from, to),
    ...Object.keys(to.policyMaps).flatMap((map) =>
      loadPolicyMap(map, from.policyMaps[map], to.policyMaps[map]!),
    ),
    ...Object.keys(to.prefixMaps).flatMap((map) =>
      loadPrefixMap(map, from.prefixMaps[map], to.prefixMaps[map]!),
    ),
    ...attachments(held.programs, to.programs),
    ...unusedMaps(Object.keys(from.policyMaps), to.policyMaps, 'delete-policy-map'),
    ...unusedMaps([...Object.keys(from.prefixMaps), ...held.maps], to.prefixMaps, 'delete-prefix-map'),
  ];
  return changes.map(ebpfOperation);
}

function detachments(from: Programs, to: Programs): readonly EbpfChange[] {
  return Object.entries(from).flatMap(([slot, program]) =>
    to[slot] === undefined ? [{ kind: 'detach', program } as const] : [],
  );
}

function attachments(from: Programs, to: Programs): readonly EbpfChange[] {
  return Object.entries(to).flatMap(([slot, program]) =>
    isSameData(from[slot], program) ? [] : [{ kind: 'attach', program } as const],
  );
}

interface Held {
  readonly changes: readonly EbpfChange[];
  /** All programs as they are once the changes have been made. */
  readonly programs: Programs;
  /** The maps made for the time between. */
  readonly maps: readonly string[];
}

/** Replaces the programs that a change of identities would be noticed by, where they are not to go anyway. */
function heldPrograms(from: EbpfState, to: EbpfState): Held {
  const changes: EbpfChange[] = [];
  const programs: Record<string, Program> = { ...from.programs };
  const maps: string[] = [];
  for (const [slot, program] of Object.entries(from.programs)) {
    if (to.programs[slot] === undefined) continue;
    const fixed = fixedEntries(program, from, to);
    if (Object.keys(fixed).length === 0) continue;
    const entries: PrefixMap = { ...from.prefixMaps[program.prefixMap], ...fixed };
    const prefixMap = `lpm-${shortHash(slot, entries)}`;
    const between: Program = { ...program, prefixMap };
    changes.push(...loadPrefixMap(prefixMap, from.prefixMaps[prefixMap], entries), {
      kind: 'attach',
      program: between,
    });
    programs[slot] = between;
    if (from.prefixMaps[prefixMap] === undefined) maps.push(prefixMap);
  }
  return { changes, programs, maps };
}

/** An entry that alone decides for each address whose new identity means something else to the program. */
function fixedEntries(program: Program, from: EbpfState, to: EbpfState): PrefixMap {
  const policy = from.policyMaps[program.policyMap] ?? {};
  const prefixes = from.prefixMaps[program.prefixMap] ?? {};
  const fixed: Record<string, PrefixValue> = {};
  for (const { address, before, after } of changedIdentities(program.family, from, to)) {
    if (isSameData(portsOf(policy, before), portsOf(policy, after))) continue;
    const hit = longestPrefix(prefixes, packetAddress(address).address)?.value;
    if (hit?.final === true) continue;
    const ports = [...(hit?.ports ?? []), ...portsOf(policy, before), ...portsOf(policy, '*')];
    fixed[hostCidr(packetAddress(address).address)] = { ports: distinctPorts(ports), final: true };
  }
  return fixed;
}

function portsOf(policy: PolicyMap, identity: string | undefined): readonly PortKey[] {
  return identity === undefined ? [] : (policy[identity] ?? []);
}

interface ChangedIdentity {
  readonly address: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

function changedIdentities(family: IPFamily, from: EbpfState, to: EbpfState): readonly ChangedIdentity[] {
  const old = from.ipcache[family];
  const wanted = to.ipcache[family];
  const addresses = [...new Set([...Object.keys(old), ...Object.keys(wanted)])];
  return addresses
    .map((address) => ({ address, before: old[address], after: wanted[address] }))
    .filter(({ before, after }) => before !== after);
}

function identityChanges(from: EbpfState, to: EbpfState): readonly EbpfChange[] {
  return (['IPv4', 'IPv6'] as const).flatMap((family) =>
    changedIdentities(family, from, to).map(({ address, after }): EbpfChange =>
      after === undefined
        ? { kind: 'forget-identity', family, address }
        : { kind: 'set-identity', family, address, identity: after },
    ),
  );
}

function loadPolicyMap(map: string, from: PolicyMap | undefined, to: PolicyMap): readonly EbpfChange[] {
  const create: readonly EbpfChange[] = from === undefined ? [{ kind: 'create-policy-map', map }] : [];
  const entries = Object.entries(to).flatMap(([identity, ports]) => {
    const present = new Set(from?.[identity]?.map(printPort));
    return ports
      .filter((port) => !present.has(printPort(port)))
      .map((port): EbpfChange => ({ kind: 'add-policy', map, identity, port }));
  });
  return [...create, ...entries];
}

function loadPrefixMap(map: string, from: PrefixMap | undefined, to: PrefixMap): readonly EbpfChange[] {
  const create: readonly EbpfChange[] = from === undefined ? [{ kind: 'create-prefix-map', map }] : [];
  const entries = Object.entries(to).flatMap(([cidr, value]): readonly EbpfChange[] =>
    isSameData(from?.[cidr], value) ? [] : [{ kind: 'set-prefix', map, cidr, value }],
  );
  return [...create, ...entries];
}

function unusedMaps(
  maps: readonly string[],
  kept: Readonly<Record<string, unknown>>,
  kind: 'delete-policy-map' | 'delete-prefix-map',
): readonly EbpfChange[] {
  return maps.flatMap((map) => (kept[map] === undefined ? [{ kind, map }] : []));
}
