import type { Node, Pod, Scenario } from '../../../model/index.ts';
import { familyOf } from '../../../model/index.ts';
import type { Cut, Edit } from '../edit.ts';
import { shorterLists, withoutField } from '../edit.ts';
import { mapActions, mapObjects, occurringObjects, simplerObjects } from '../objects.ts';
import { fewerLabels } from '../policies/selectors.ts';
import type { References } from '../references.ts';
import { firstOfEachFamily } from './pod-states.ts';
import { followPods } from './slices.ts';

/** The scenario without some of the nodes that nothing runs on, then with the pods of one moved to another. */
export function* fewerNodes(scenario: Scenario, references: References): Generator<Edit> {
  const used = new Set(references.nodes);
  for (const object of occurringObjects(scenario)) {
    if (object.kind === 'Pod' && object.nodeName !== undefined) used.add(object.nodeName);
    if (object.kind === 'EndpointSlice') {
      for (const { nodeName } of object.endpoints) if (nodeName !== undefined) used.add(nodeName);
    }
  }
  const idle = scenario.cluster.nodes.map(({ name }) => name).filter((name) => !used.has(name));
  for (const { describe, to } of shorterLists(idle, (dropped) => `node ${dropped.join(', ')}`)) {
    const gone = new Set(idle.filter((name) => !to.includes(name)));
    yield { describe, apply: () => withoutNodes(scenario, gone) };
  }
  for (const from of scenario.cluster.nodes.toReversed()) {
    const to = scenario.cluster.nodes.find((node) => node !== from && canHost(node, from, references));
    if (to === undefined || !used.has(from.name)) continue;
    yield {
      describe: `move the pods of node ${from.name} to ${to.name}`,
      apply: () => followPods(scenario, withoutNodes(movePods(scenario, from, to), new Set([from.name]))),
    };
  }
}

function withoutNodes(scenario: Scenario, gone: ReadonlySet<string>): Scenario {
  const rest = mapObjects(scenario, (object) =>
    object.kind === 'Node' && gone.has(object.name) ? undefined : object,
  );
  return mapActions(rest, (action) => ('node' in action && gone.has(action.node) ? undefined : action));
}

/** Whether the pods of a node can move: no flow speaks of it, and the other has its families. */
function canHost(to: Node, from: Node, references: References): boolean {
  const families = new Set(to.addresses.map(familyOf));
  return (
    !references.nodes.has(from.name) &&
    from.addresses.every((ip) => families.has(familyOf(ip))) &&
    // Names cost; a move to a node with a longer name would not make the scenario smaller.
    to.name.length <= from.name.length
  );
}

function movePods(scenario: Scenario, from: Node, to: Node): Scenario {
  const move = (pod: Pod): Pod => {
    if (pod.nodeName !== from.name) return pod;
    const moved: Pod = {
      ...pod,
      nodeName: to.name,
      ports: pod.ports.map((port) => withoutField(port, 'hostPort')),
    };
    return pod.hostNetwork && pod.podIPs.length > 0
      ? {
          ...moved,
          podIPs: firstOfEachFamily(to.addresses).filter((ip) =>
            pod.podIPs.some((old) => familyOf(old) === familyOf(ip)),
          ),
        }
      : moved;
  };
  return mapObjects(scenario, (object) => {
    if (object.kind === 'Pod') return move(object);
    if (object.kind !== 'EndpointSlice') return object;
    const endpoints = object.endpoints.map((endpoint) =>
      endpoint.nodeName === from.name ? { ...endpoint, nodeName: to.name } : endpoint,
    );
    return { ...object, endpoints };
  });
}

/** Nodes with fewer labels and addresses. */
export function simplerNodes(scenario: Scenario, references: References): Generator<Edit> {
  const shared = new Set<string>(references.ips);
  for (const object of occurringObjects(scenario)) {
    if (object.kind === 'Pod' && object.hostNetwork) for (const ip of object.podIPs) shared.add(ip);
  }
  return simplerObjects(scenario, 'Node', (node) => simplerNode(node, shared));
}

function* simplerNode(node: Node, shared: ReadonlySet<string>): Generator<Cut<Node>> {
  for (const { describe, to } of fewerLabels(node.labels)) yield { describe, to: { ...node, labels: to } };
  for (const { describe, to } of shorterLists(node.podCIDRs, (dropped) => `podCIDR ${dropped.join(', ')}`)) {
    yield { describe, to: { ...node, podCIDRs: to } };
  }
  // The first address of each family is what the others on the node are known by.
  const first = new Set([...firstOfEachFamily(node.addresses), ...shared]);
  const second = node.addresses.filter((ip) => !first.has(ip));
  for (const { describe, to } of shorterLists(second, (dropped) => `address ${dropped.join(', ')}`)) {
    const kept = new Set([...first, ...to]);
    yield { describe, to: { ...node, addresses: node.addresses.filter((ip) => kept.has(ip)) } };
  }
}
