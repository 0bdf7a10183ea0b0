import type { ClusterObject, Namespace, Scenario } from '../../../model/index.ts';
import { NAMESPACE_NAME_LABEL } from '../../../model/index.ts';
import type { Cut, Edit } from '../edit.ts';
import { shorterLists } from '../edit.ts';
import { mapObjects, simplerObjects } from '../objects.ts';
import { fewerLabels } from '../policies/selectors.ts';
import type { References } from '../references.ts';
import { followPods } from './slices.ts';

/** The scenario without some of the namespaces that no flow mentions, and everything in them. */
export function* fewerNamespaces(scenario: Scenario, references: References): Generator<Edit> {
  const names = scenario.cluster.namespaces
    .map(({ name }) => name)
    .filter((name) => !references.namespaces.has(name));
  for (const { describe, to } of shorterLists(names, (dropped) => `namespace ${dropped.join(', ')}`)) {
    const gone = new Set(names.filter((name) => !to.includes(name)));
    yield {
      describe,
      apply: () =>
        followPods(
          scenario,
          mapObjects(scenario, (object) => (gone.has(namespaceOf(object)) ? undefined : object)),
        ),
    };
  }
}

/** The namespace that an object is or lies in; "" for a node. */
function namespaceOf(object: ClusterObject): string {
  if (object.kind === 'Namespace') return object.name;
  return object.kind === 'Node' ? '' : object.namespace;
}

/** Namespaces with fewer labels. */
export function simplerNamespaces(scenario: Scenario): Generator<Edit> {
  return simplerObjects(scenario, 'Namespace', simplerNamespace);
}

function* simplerNamespace(namespace: Namespace): Generator<Cut<Namespace>> {
  for (const { describe, to } of fewerLabels(namespace.labels)) {
    // NS-2: this one cannot be removed.
    if (Object.hasOwn(to, NAMESPACE_NAME_LABEL)) yield { describe, to: { ...namespace, labels: to } };
  }
}
