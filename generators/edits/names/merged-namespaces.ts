import type { ClusterObject, Scenario } from '../../../model/index.ts';
import { costOfText } from '../complexity.ts';
import type { Edit } from '../edit.ts';
import { mapObjects, occurringObjects } from '../objects.ts';
import { followPods } from '../cluster/slices.ts';
import { renamed } from './rename.ts';

/** The scenario with the contents of one namespace moved into another, where no two names clash. */
export function* mergedNamespaces(scenario: Scenario): Generator<Edit> {
  const contents = contentsOf(scenario);
  const names = scenario.cluster.namespaces.map(({ name }) => name);
  for (const to of names) {
    for (const from of names) {
      if (from === to || costOfText(to) > costOfText(from)) continue;
      const inside = contents.get(to);
      if ([...(contents.get(from) ?? [])].some((key) => inside?.has(key) === true)) continue;
      yield {
        describe: `move namespace ${from} into ${to}`,
        apply: () => followPods(scenario, merge(scenario, from, to)),
      };
    }
  }
}

function merge(scenario: Scenario, from: string, to: string): Scenario {
  const isSource = (object: ClusterObject): boolean => object.kind === 'Namespace' && object.name === from;
  const rest = mapObjects(scenario, (object) => (isSource(object) ? undefined : object));
  return renamed(rest, { what: 'namespace', from, to });
}

/** Kind and name of everything in each namespace, now or later. */
function contentsOf(scenario: Scenario): ReadonlyMap<string, ReadonlySet<string>> {
  const contents = new Map<string, Set<string>>();
  for (const object of occurringObjects(scenario)) {
    if (object.kind === 'Node' || object.kind === 'Namespace') continue;
    let inside = contents.get(object.namespace);
    if (inside === undefined) contents.set(object.namespace, (inside = new Set()));
    inside.add(`${object.kind} ${object.name}`);
  }
  return contents;
}
