import type { AclChange, AclOperation } from './operation.ts';
import { aclOperation } from './operation.ts';
import type { AclFlow, AclState, AddressSet } from './state.ts';

/**
 * The changes that lead from one state to another. Addresses and allows come first, then the flows that deny are
 * changed, then what is no longer allowed goes: a pod is never isolated before its allows stand, and between, each
 * rule lets in its old and its new peers and nothing else.
 */
export function planAcl(from: AclState, to: AclState): readonly AclOperation[] {
  const added = flowsMissing(from, to);
  const removed = flowsMissing(to, from);
  const changes: readonly AclChange[] = [
    ...addedSets(from, to),
    ...added.filter((flow) => !denies(flow)).map((flow): AclChange => ({ kind: 'add-flow', flow })),
    ...added.filter(denies).map((flow): AclChange => ({ kind: 'add-flow', flow })),
    ...removed.filter(denies).map((flow): AclChange => ({ kind: 'remove-flow', flow })),
    ...removed.filter((flow) => !denies(flow)).map((flow): AclChange => ({ kind: 'remove-flow', flow })),
    ...removedSets(from, to),
  ];
  return changes.map(aclOperation);
}

function denies({ action }: AclFlow): boolean {
  return action.kind === 'drop' || action.kind === 'reject';
}

/** The flows that the second state has and the first has not. */
function flowsMissing(from: AclState, to: AclState): readonly AclFlow[] {
  return Object.keys(to.flows).flatMap((text) => (from.flows[text] === undefined ? [to.flows[text]!] : []));
}

function addedSets(from: AclState, to: AclState): readonly AclChange[] {
  return Object.entries(to.addressSets).flatMap(([set, addresses]) => {
    const old = from.addressSets[set];
    const create: readonly AclChange[] = old === undefined ? [{ kind: 'create-set', set }] : [];
    return [...create, ...steps(set, 'add-to-set', old ?? {}, addresses)];
  });
}

function removedSets(from: AclState, to: AclState): readonly AclChange[] {
  return Object.entries(from.addressSets).flatMap(([set, addresses]): readonly AclChange[] => {
    const kept = to.addressSets[set];
    return kept === undefined
      ? [{ kind: 'delete-set', set }]
      : steps(set, 'remove-from-set', kept, addresses);
  });
}

/** As many steps for each address as the larger count is above the smaller. */
function steps(
  set: string,
  kind: 'add-to-set' | 'remove-from-set',
  smaller: AddressSet,
  larger: AddressSet,
): readonly AclChange[] {
  return Object.entries(larger).flatMap(([address, holders]) =>
    Array.from({ length: Math.max(0, holders - (smaller[address] ?? 0)) }, () => ({ kind, set, address })),
  );
}
