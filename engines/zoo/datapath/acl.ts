import type { AclOperation, AclState } from '../../../sim/index.ts';
import { aclOperation } from '../../../sim/index.ts';
import { aclBugs } from '../plugin-bugs.ts';
import type { Mutation } from '../zoo-entry.ts';

type Flow = AclState['flows'][string];

/** Address sets: who is in them, and when. */
export const ADDRESS_SETS: readonly Mutation[] = [
  // An address goes with the first pod that had it, whoever else has it.
  aclBugs(['ANTREA-3468', 'WEAVE-3177', 'WEAVE-2792', 'OVN-SHAREDIP'], ({ apply }) => ({
    apply: (state, operation) => {
      const { change } = operation;
      if (change.kind !== 'remove-from-set') return apply(state, operation);
      const { [change.address]: _gone, ...left } = state.addressSets[change.set] ?? {};
      return { ...state, addressSets: { ...state.addressSets, [change.set]: left } };
    },
  })),

  // Flows name their sets before these are filled.
  aclBugs('OVN-047D', ({ plan }) => ({
    plan: (from, to) => {
      const operations = plan(from, to);
      const first = operations.filter(({ change }) => change.kind === 'create-set');
      const flows = operations.filter(({ change }) => change.kind === 'add-flow');
      return [
        ...first,
        ...flows,
        ...operations.filter((one) => !first.includes(one) && !flows.includes(one)),
      ];
    },
  })),

  // Sets are emptied while flows still name them.
  aclBugs('KUBEOVN-2677', ({ plan }) => ({
    plan: (from, to) => [
      ...Object.keys(from.addressSets)
        .filter((set) => to.addressSets[set] === undefined)
        .flatMap((set) => emptying(set, from)),
      ...plan(from, to),
    ],
  })),
];

/** What becomes of flows and sets when their controller starts. */
export const ACL_STARTS: readonly Mutation[] = [
  // The sets of peers are emptied, to be filled again.
  aclBugs('OVN-4041', () => ({
    adopt: (found) => asIs({ ...found, addressSets: mapValues(found.addressSets, emptyUnlessNode) }),
  })),

  // Flows are written anew, and their sets are added later.
  aclBugs('OVN-2236', () => ({
    adopt: (found) => asIs({ ...found, flows: filterValues(found.flows, (flow) => !isClauseOnSet(flow)) }),
  })),

  // Flows of an older format stand in the way of any of a newer one for their pods.
  aclBugs('OVN-3038', ({ plan }) => ({
    adopt: (found) => asIs({ ...found, addressSets: { ...found.addressSets, [OLD_FORMAT]: {} } }),
    plan: (from, to) => {
      const operations = plan(from, to);
      if (from.addressSets[OLD_FORMAT] === undefined) return operations;
      const ports = new Set(Object.values(from.flows).map(portOf));
      return operations.filter(
        ({ object, change }) =>
          object !== OLD_FORMAT && !(change.kind === 'add-flow' && ports.has(portOf(change.flow))),
      );
    },
  })),
];

/** Marks rules as those of an older version. */
const OLD_FORMAT = 'FP-OLD-FORMAT';

function emptying(set: string, { addressSets }: AclState): readonly AclOperation[] {
  return Object.entries(addressSets[set] ?? {}).flatMap(([address, holders]) =>
    Array.from({ length: holders }, () => aclOperation({ kind: 'remove-from-set', set, address })),
  );
}

function asIs(state: AclState): { readonly installed: AclState; readonly believed: AclState } {
  return { installed: state, believed: state };
}

function emptyUnlessNode(
  set: AclState['addressSets'][string],
  name: string,
): AclState['addressSets'][string] {
  return name.startsWith('FP-NODE') ? set : {};
}

function isClauseOnSet({ match, action }: Flow): boolean {
  return action.kind === 'clause' && (match.source?.kind === 'set' || match.destination?.kind === 'set');
}

function portOf({ match }: Flow): string {
  return `${match.direction} ${match.port ?? ''}`;
}

function mapValues<Value>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value, key: string) => Value,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}

function filterValues<Value>(
  record: Readonly<Record<string, Value>>,
  keep: (value: Value) => boolean,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => keep(value)));
}
