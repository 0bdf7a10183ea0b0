import type { ClusterObject, ClusterObjectKind, Scenario } from '../../../model/index.ts';
import { followPods } from '../cluster/slices.ts';
import { costOfText } from '../complexity.ts';
import type { Edit } from '../edit.ts';
import { mapObjects, occurringObjects } from '../objects.ts';
import type { Renaming } from './rename.ts';
import { renamed } from './rename.ts';
import { SHORT_NAMES } from './short-names.ts';

/** What lies in a namespace and is known by its name. Slices are named after their Services. */
const CONTENTS: readonly (readonly [ClusterObjectKind, 'pod' | 'policy' | 'service'])[] = [
  ['Pod', 'pod'],
  ['NetworkPolicy', 'policy'],
  ['Service', 'service'],
];

/** The scenario with the contents of one namespace moved into another, under new names where two are alike. */
export function* mergedNamespaces(scenario: Scenario): Generator<Edit> {
  const names = scenario.cluster.namespaces.map(({ name }) => name);
  for (const to of names) {
    for (const from of names) {
      if (from === to || costOfText(to) > costOfText(from)) continue;
      const apart = clashes(scenario, from, to);
      if (apart === undefined) continue;
      yield {
        describe: `move namespace ${from} into ${to}`,
        apply: () => followPods(scenario, merge(scenario, from, to, apart)),
      };
    }
  }
}

function merge(scenario: Scenario, from: string, to: string, apart: readonly Renaming[]): Scenario {
  const isSource = (object: ClusterObject): boolean => object.kind === 'Namespace' && object.name === from;
  const emptied = mapObjects(scenario, (object) => (isSource(object) ? undefined : object));
  return renamed(apart.reduce(renamed, emptied), { what: 'namespace', from, to });
}

/** New names for what is called alike in both namespaces; `undefined` where there are none as short. */
function clashes(scenario: Scenario, from: string, to: string): Renaming[] | undefined {
  const renamings: Renaming[] = [];
  for (const [kind, what] of CONTENTS) {
    const [leaving, staying] = [namesIn(scenario, kind, from), namesIn(scenario, kind, to)];
    const taken = new Set([...leaving, ...staying]);
    for (const name of leaving) {
      if (!staying.has(name)) continue;
      const free = SHORT_NAMES[what].find((candidate) => !taken.has(candidate));
      if (free === undefined || costOfText(free) > costOfText(name)) return undefined;
      taken.add(free);
      renamings.push({ what, from: name, to: free, within: from });
    }
  }
  return renamings;
}

/** Names of a kind in a namespace, now or later. */
function namesIn(scenario: Scenario, kind: ClusterObjectKind, namespace: string): Set<string> {
  const names = new Set<string>();
  for (const object of occurringObjects(scenario)) {
    if (object.kind === kind && 'namespace' in object && object.namespace === namespace)
      names.add(object.name);
  }
  return names;
}
