import type {
  Cluster,
  Endpoint,
  LabelSelector,
  NetworkPolicy,
  NetworkPolicyPeer,
  ProbeEndpoint,
} from '../../../model/index.ts';
import { labelsFrom, NAMESPACE_NAME_LABEL } from '../../../model/index.ts';
import { metamorphicProperty } from '../metamorphic.ts';
import { isLabelValue } from '../rewriting/readable-selector.ts';
import { rewritePeers } from '../rewriting/rewrite.ts';

/**
 * ISO-13, ISO-16: names identify and mean nothing else. Gives every node, namespace, pod, policy and service a new
 * name, and follows it wherever the old one was meant: in the label that carries a namespace's name and in
 * selectors of that label. Finds engines whose keys are joined, cut off or hashed.
 *
 * Seen to find, of the zoo, in 300 cases of seed 1: AZURE-4587, CILIUM-39347 and KR-NFTCOMMENT.
 */
export const namesMeanNothing = metamorphicProperty({
  name: 'names-mean-nothing',
  sentence: 'Renaming nodes, namespaces, pods, policies and services changes no verdict.',
  relation: 'equal',
  transform({ cluster }) {
    const names = freshNames(cluster);
    return {
      cluster: renamed(cluster, names),
      renamed: (end) => renamedEnd(end, names),
      describe: 'renaming everything',
    };
  },
});

/** New names by old key, unlike one another in every place and of one length. */
interface Names {
  readonly node: (name: string) => string;
  readonly namespace: (name: string) => string;
  readonly object: (key: string) => string;
}

function freshNames(cluster: Cluster): Names {
  const nameOf = (prefix: string): ((key: string) => string) => {
    const table = new Map<string, string>();
    return (key) => {
      let name = table.get(key);
      if (name === undefined) table.set(key, (name = `${prefix}${String(table.size).padStart(3, '0')}`));
      return name;
    };
  };
  const names = { node: nameOf('m'), namespace: nameOf('n'), object: nameOf('o') };
  for (const { name } of cluster.namespaces) names.namespace(name);
  return names;
}

function renamed(cluster: Cluster, names: Names): Cluster {
  const rename = <T extends { readonly namespace: string; readonly name: string }>(object: T): T => ({
    ...object,
    namespace: names.namespace(object.namespace),
    name: names.object(`${object.namespace}/${object.name}`),
  });
  const placed = <T extends { readonly nodeName?: string }>(object: T): T =>
    object.nodeName === undefined ? object : { ...object, nodeName: names.node(object.nodeName) };
  return {
    ...cluster,
    nodes: cluster.nodes.map((node) => ({ ...node, name: names.node(node.name) })),
    namespaces: cluster.namespaces.map((namespace) => ({
      ...namespace,
      name: names.namespace(namespace.name),
      labels: renamedLabels(namespace.labels, names),
    })),
    pods: cluster.pods.map((pod) => placed(rename(pod))),
    services: cluster.services.map(rename),
    endpointSlices: cluster.endpointSlices.map((slice) => ({
      ...rename(slice),
      service: names.object(`${slice.namespace}/${slice.service}`),
      endpoints: slice.endpoints.map((endpoint) =>
        placed(endpoint.pod === undefined ? endpoint : { ...endpoint, pod: renamedKey(endpoint.pod, names) }),
      ),
    })),
    policies: renamedPolicies(cluster, names).map(rename),
  };
}

function renamedPolicies(cluster: Cluster, names: Names): readonly NetworkPolicy[] {
  return rewritePeers(cluster, (peer): readonly [NetworkPolicyPeer] | undefined => {
    const { namespaceSelector } = peer;
    if (namespaceSelector === undefined) return undefined;
    return [{ ...peer, namespaceSelector: renamedSelector(namespaceSelector, names) }];
  }).cluster.policies;
}

function renamedSelector({ matchLabels, matchExpressions }: LabelSelector, names: Names): LabelSelector {
  return {
    ...(matchLabels === undefined ? {} : { matchLabels: renamedLabels(matchLabels, names) }),
    ...(matchExpressions === undefined
      ? {}
      : {
          matchExpressions: matchExpressions.map((requirement) =>
            requirement.key === NAMESPACE_NAME_LABEL && requirement.values !== undefined
              ? { ...requirement, values: requirement.values.map((value) => renamedValue(value, names)) }
              : requirement,
          ),
        }),
  };
}

function renamedLabels(
  labels: Readonly<Record<string, string>>,
  names: Names,
): Readonly<Record<string, string>> {
  return labelsFrom(
    Object.entries(labels).map(([key, value]) => [
      key,
      key === NAMESPACE_NAME_LABEL ? renamedValue(value, names) : value,
    ]),
  );
}

/** What no namespace can be called stays unreadable (SEL-14). */
function renamedValue(value: string, names: Names): string {
  return isLabelValue(value) ? names.namespace(value) : value;
}

function renamedKey(key: string, names: Names): string {
  return `${names.namespace(key.slice(0, key.indexOf('/')))}/${names.object(key)}`;
}

function renamedEnd(end: ProbeEndpoint, names: Names): ProbeEndpoint {
  const rename = <T extends Endpoint>(endpoint: T): T => {
    switch (endpoint.kind) {
      case 'pod':
        return { ...endpoint, pod: renamedKey(endpoint.pod, names) };
      case 'hostNetwork':
        return { ...endpoint, pod: renamedKey(endpoint.pod, names), node: names.node(endpoint.node) };
      case 'service':
        return { ...endpoint, service: renamedKey(endpoint.service, names) };
      case 'node':
        return { ...endpoint, node: names.node(endpoint.node) };
      case 'external':
        return endpoint;
    }
  };
  return {
    ...end,
    endpoint: rename(end.endpoint),
    ...(end.backend === undefined
      ? {}
      : { backend: { ...end.backend, endpoint: rename(end.backend.endpoint) } }),
  };
}
