import type { Operation } from '../datapath.ts';
import { printFlow } from './print.ts';
import type { AclFlow, AclState, AddressSet } from './state.ts';
import { setsOf } from './state.ts';

/** One change of the flow table or of an address set. */
export type AclChange =
  | { readonly kind: 'add-flow' | 'remove-flow'; readonly flow: AclFlow }
  | { readonly kind: 'create-set' | 'delete-set'; readonly set: string }
  /** One pod more, or one pod fewer, that has the address. */
  | { readonly kind: 'add-to-set' | 'remove-from-set'; readonly set: string; readonly address: string };

export interface AclOperation extends Operation {
  readonly change: AclChange;
}

/** A change as an operation. */
export function aclOperation(change: AclChange): AclOperation {
  const text = 'flow' in change ? printFlow(change.flow) : change.set;
  const suffix = 'address' in change ? ` ${change.address}` : '';
  return { describe: `${change.kind} ${text}${suffix}`, object: text, change };
}

/** The state after one operation; what does not apply changes nothing. */
export function applyAcl(state: AclState, { change }: AclOperation): AclState {
  switch (change.kind) {
    case 'add-flow':
      // A flow can name only sets that exist.
      return setsOf(change.flow).every((set) => state.addressSets[set] !== undefined)
        ? { ...state, flows: { ...state.flows, [printFlow(change.flow)]: change.flow } }
        : state;
    case 'remove-flow':
      return { ...state, flows: without(state.flows, printFlow(change.flow)) };
    case 'create-set':
      return state.addressSets[change.set] === undefined ? withSet(state, change.set, {}) : state;
    case 'delete-set':
      return references(state, change.set) > 0
        ? state
        : { ...state, addressSets: without(state.addressSets, change.set) };
    case 'add-to-set':
      return count(state, change.set, change.address, 1);
    case 'remove-from-set':
      return count(state, change.set, change.address, -1);
  }
}

/** The number of flows that name a set. */
function references(state: AclState, set: string): number {
  return Object.values(state.flows).filter((flow) => setsOf(flow).includes(set)).length;
}

function count(state: AclState, name: string, address: string, step: 1 | -1): AclState {
  const set = state.addressSets[name];
  if (set === undefined) return state;
  const holders = (set[address] ?? 0) + step;
  return withSet(state, name, holders > 0 ? { ...set, [address]: holders } : without(set, address));
}

function withSet(state: AclState, name: string, set: AddressSet): AclState {
  return { ...state, addressSets: { ...state.addressSets, [name]: set } };
}

function without<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
): Readonly<Record<string, Value>> {
  const rest: Record<string, Value> = { ...record };
  delete rest[key];
  return rest;
}
