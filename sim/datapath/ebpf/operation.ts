import type { IPFamily } from '../../../model/index.ts';
import type { Operation } from '../datapath.ts';
import { distinctPorts } from './compiler.ts';
import { printPort, printProgram, printValue } from './print.ts';
import type { EbpfState, PortKey, PrefixValue, Program } from './state.ts';
import { slotOf } from './state.ts';

type PolicyMapChange =
  | { readonly kind: 'create-policy-map' | 'delete-policy-map'; readonly map: string }
  | { readonly kind: 'add-policy'; readonly map: string; readonly identity: string; readonly port: PortKey };

type PrefixMapChange =
  | { readonly kind: 'create-prefix-map' | 'delete-prefix-map'; readonly map: string }
  | { readonly kind: 'set-prefix'; readonly map: string; readonly cidr: string; readonly value: PrefixValue };

type IdentityChange = { readonly family: IPFamily; readonly address: string } & (
  { readonly kind: 'set-identity'; readonly identity: string } | { readonly kind: 'forget-identity' }
);

/** One system call on a map or an attachment. */
export type EbpfChange =
  | PolicyMapChange
  | PrefixMapChange
  | IdentityChange
  | { readonly kind: 'attach' | 'detach'; readonly program: Program };

export interface EbpfOperation extends Operation {
  readonly change: EbpfChange;
}

/** A change as an operation. */
export function ebpfOperation(change: EbpfChange): EbpfOperation {
  return { describe: `${change.kind} ${describe(change)}`, object: objectOf(change), change };
}

function objectOf(change: EbpfChange): string {
  if ('map' in change) return change.map;
  if ('program' in change) return slot(change.program);
  return `ipcache ${change.family}`;
}

function describe(change: EbpfChange): string {
  switch (change.kind) {
    case 'create-policy-map':
    case 'create-prefix-map':
    case 'delete-policy-map':
    case 'delete-prefix-map':
      return change.map;
    case 'add-policy':
      return `${change.map} ${change.identity} ${printPort(change.port)}`;
    case 'set-prefix':
      return `${change.map} ${change.cidr} => ${printValue(change.value)}`;
    case 'set-identity':
      return `${change.address} => ${change.identity}`;
    case 'forget-identity':
      return change.address;
    case 'attach':
    case 'detach':
      return printProgram(change.program);
  }
}

/** The state after one operation; what does not apply changes nothing. */
export function applyEbpf(state: EbpfState, { change }: EbpfOperation): EbpfState {
  switch (change.kind) {
    case 'create-policy-map':
    case 'delete-policy-map':
    case 'add-policy':
      return { ...state, policyMaps: changePolicyMaps(state, change) };
    case 'create-prefix-map':
    case 'delete-prefix-map':
    case 'set-prefix':
      return { ...state, prefixMaps: changePrefixMaps(state, change) };
    case 'set-identity':
    case 'forget-identity':
      return { ...state, ipcache: changeIdentities(state.ipcache, change) };
    case 'attach': {
      const { program } = change;
      // A program cannot be loaded without its maps.
      const ready =
        state.policyMaps[program.policyMap] !== undefined &&
        state.prefixMaps[program.prefixMap] !== undefined;
      return ready ? { ...state, programs: { ...state.programs, [slot(program)]: program } } : state;
    }
    case 'detach':
      return { ...state, programs: without(state.programs, slot(change.program)) };
  }
}

function changePolicyMaps(
  { policyMaps: maps, programs }: EbpfState,
  change: PolicyMapChange,
): EbpfState['policyMaps'] {
  const map = maps[change.map];
  if (change.kind === 'create-policy-map') return map === undefined ? { ...maps, [change.map]: {} } : maps;
  if (map === undefined) return maps;
  if (change.kind === 'add-policy') {
    return {
      ...maps,
      [change.map]: {
        ...map,
        [change.identity]: distinctPorts([...(map[change.identity] ?? []), change.port]),
      },
    };
  }
  // A map lives as long as a program reads it.
  const used = Object.values(programs).some(({ policyMap }) => policyMap === change.map);
  return used ? maps : without(maps, change.map);
}

function changePrefixMaps(
  { prefixMaps: maps, programs }: EbpfState,
  change: PrefixMapChange,
): EbpfState['prefixMaps'] {
  const map = maps[change.map];
  if (change.kind === 'create-prefix-map') return map === undefined ? { ...maps, [change.map]: {} } : maps;
  if (map === undefined) return maps;
  if (change.kind === 'set-prefix') return { ...maps, [change.map]: { ...map, [change.cidr]: change.value } };
  const used = Object.values(programs).some(({ prefixMap }) => prefixMap === change.map);
  return used ? maps : without(maps, change.map);
}

function changeIdentities(ipcache: EbpfState['ipcache'], change: IdentityChange): EbpfState['ipcache'] {
  const map = ipcache[change.family];
  const next =
    change.kind === 'set-identity'
      ? { ...map, [change.address]: change.identity }
      : without(map, change.address);
  return { ...ipcache, [change.family]: next };
}

function slot({ pod, direction, family }: Program): string {
  return slotOf(pod, direction, family);
}

function without<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
): Readonly<Record<string, Value>> {
  const { [key]: _gone, ...rest } = record;
  return rest;
}
