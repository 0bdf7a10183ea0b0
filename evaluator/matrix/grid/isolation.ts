import type { Direction, NetworkPolicy, PolicyType } from '../../../model/index.ts';
import { policyTypeOf } from '../../../model/index.ts';
import type { Context } from '../../semantics.ts';
import type { Pods, Roster } from './places.ts';
import type { Words } from './words.ts';
import { wordsOf } from './words.ts';

/** A policy and the pods that it selects as subjects, by index. */
export interface Selection {
  readonly policy: NetworkPolicy;
  readonly types: readonly PolicyType[];
  readonly pods: readonly number[];
}

/**
 * What `applicablePolicies` says of all pods at once. Asked namespace by namespace, so that a policy whose
 * namespace has no pods costs nothing.
 */
export function selectionsOf(context: Context, { list }: Pods): Selection[] {
  const { semantics } = context;
  const podsByNamespace = new Map<string, number[]>();
  for (let index = 0; index < list.length; index++) {
    const { namespace } = list[index]!;
    const pods = podsByNamespace.get(namespace);
    if (pods === undefined) podsByNamespace.set(namespace, [index]);
    else pods.push(index);
  }
  const selections = new Map<NetworkPolicy, { types: readonly PolicyType[]; pods: number[] }>();
  for (const [namespace, pods] of podsByNamespace) {
    for (const policy of semantics.policiesOf(context, namespace)) {
      let selection = selections.get(policy);
      if (selection === undefined) {
        selection = { types: semantics.effectiveTypes(context, policy), pods: [] };
        selections.set(policy, selection);
      }
      if (selection.types.length === 0) continue;
      for (const pod of pods) {
        if (semantics.selectsSubject(context, policy, list[pod]!)) selection.pods.push(pod);
      }
    }
  }
  return [...selections].flatMap(([policy, { types, pods }]) =>
    pods.length === 0 ? [] : [{ policy, types, pods }],
  );
}

/** Those that apply for a direction (ISO-2). */
export function selectionsFor(selections: readonly Selection[], direction: Direction): Selection[] {
  const type = policyTypeOf(direction);
  return selections.filter(({ types }) => types.includes(type));
}

/** The ends that policies can have as their subjects, one byte each (`isSubject`). */
export function subjectsAmong(context: Context, { ends }: Roster): Words {
  const subjects = wordsOf(ends.length);
  for (let index = 0; index < ends.length; index++) {
    const end = ends[index]!;
    if (end.pod !== undefined && context.semantics.isSubject(context, end)) subjects[index] = 1;
  }
  return subjects;
}

/** The subjects that some policy of the direction selects, one byte each (ISO-1, ISO-2). */
export function isolatedAmong(selections: readonly Selection[], roster: Roster, subjects: Words): Words {
  const isolated = wordsOf(subjects.length);
  for (const { pods } of selections) {
    for (const pod of pods) {
      for (const index of roster.indicesOfPod[pod] ?? []) isolated[index] = subjects[index]!;
    }
  }
  return isolated;
}
