import type { ContainerPort, Pod, Scenario } from '../../../model/index.ts';
import { objectKey } from '../../../model/index.ts';
import type { Cut, Edit } from '../edit.ts';
import { shorterLists, simplerElements, withoutField } from '../edit.ts';
import { mapObjects, occurringObjects, simplerObjects } from '../objects.ts';
import { simplerNumbers } from '../policies/ports.ts';
import { fewerLabels } from '../policies/selectors.ts';
import type { References } from '../references.ts';
import { simplerStates } from './pod-states.ts';
import { followPods } from './slices.ts';

/** The scenario without some of the pods that no flow mentions, and all that happens to them. */
export function* fewerPods(scenario: Scenario, references: References): Generator<Edit> {
  const occurring = new Set<string>();
  for (const object of occurringObjects(scenario))
    if (object.kind === 'Pod') occurring.add(objectKey(object));
  const free = [...occurring].filter((key) => !references.pods.has(key));
  for (const { describe, to } of shorterLists(free, (dropped) => `pod ${dropped.join(', ')}`)) {
    const kept = new Set(to);
    const gone = new Set(free.filter((key) => !kept.has(key)));
    yield {
      describe,
      apply: () =>
        followPods(
          scenario,
          mapObjects(scenario, (object) => {
            if (object.kind === 'Pod') return gone.has(objectKey(object)) ? undefined : object;
            if (object.kind !== 'EndpointSlice') return object;
            const endpoints = object.endpoints.filter(({ pod }) => pod === undefined || !gone.has(pod));
            return endpoints.length === object.endpoints.length ? object : { ...object, endpoints };
          }),
        ),
    };
  }
}

/** Pods with fewer labels and ports, running, and with addresses of their own. */
export function* simplerPods(scenario: Scenario, references: References): Generator<Edit> {
  const finish = (after: Scenario): Scenario => followPods(scenario, after);
  yield* simplerObjects(scenario, 'Pod', simplerStates(scenario, references), finish);
  yield* simplerObjects(scenario, 'Pod', simplerParts, finish);
}

function* simplerParts(pod: Pod): Generator<Cut<Pod>> {
  for (const { describe, to } of shorterLists(pod.ports, portNames))
    yield { describe, to: { ...pod, ports: to } };
  for (const { describe, to } of fewerLabels(pod.labels)) yield { describe, to: { ...pod, labels: to } };
  if (pod.terminating) yield { describe: 'no longer terminating', to: { ...pod, terminating: false } };
  for (const { describe, to } of simplerElements(pod.ports, simplerContainerPorts)) {
    yield { describe, to: { ...pod, ports: to } };
  }
}

function portNames(ports: readonly ContainerPort[]): string {
  return `container port ${ports.map(({ name, containerPort }) => name ?? containerPort).join(', ')}`;
}

function* simplerContainerPorts(port: ContainerPort): Generator<Cut<ContainerPort>> {
  if (port.hostPort !== undefined) yield { describe: 'drop hostPort', to: withoutField(port, 'hostPort') };
  if (port.name !== undefined)
    yield { describe: `drop port name ${port.name}`, to: withoutField(port, 'name') };
  if (port.container !== 'regular') {
    yield { describe: `${port.container} container → regular`, to: { ...port, container: 'regular' } };
  }
  // A host port of another protocol may be in use already.
  if (port.protocol !== 'TCP' && port.hostPort === undefined) {
    yield { describe: `${port.protocol} → TCP`, to: { ...port, protocol: 'TCP' } };
  }
  for (const simple of simplerNumbers(port.containerPort)) {
    yield { describe: `port ${port.containerPort} → ${simple}`, to: { ...port, containerPort: simple } };
  }
}
