import type {
  Cluster,
  Endpoint,
  LabelSelector,
  NetworkPolicyPeer,
  NetworkPolicyRule,
  ProbeEndpoint,
} from '../../model/index.ts';
import { DIRECTIONS, labelsFrom, NAMESPACE_NAME_LABEL, peersOf, withPeers } from '../../model/index.ts';
import { metamorphicProperty } from './metamorphic.ts';

/**
 * ISO-13, ISO-16: names identify and mean nothing else. Gives every namespace, pod, policy and service a new
 * name, and follows it wherever the old one was meant: in the label that carries a namespace's name and in
 * selectors of that label. Finds engines whose keys are joined, cut off or hashed.
 */
export const namesMeanNothing = metamorphicProperty({
  name: 'names-mean-nothing',
  sentence: 'Renaming namespaces, pods, policies and services changes no verdict.',
  relation: 'equal',
  transform(cluster, probes) {
    const names = freshNames(cluster);
    return {
      cluster: renamed(cluster, names),
      endpoints: probes.endpoints.map((end) => renamedEnd(end, names)),
      describe: 'everything was renamed',
    };
  },
});

/** New names by old key, unlike one another in every place and of one length. */
interface Names {
  readonly namespace: (name: string) => string;
  readonly object: (key: string) => string;
}

function freshNames(cluster: Cluster): Names {
  const namespaces = new Map<string, string>();
  const objects = new Map<string, string>();
  const nameOf = (table: Map<string, string>, prefix: string) => (key: string) => {
    let name = table.get(key);
    if (name === undefined) table.set(key, (name = `${prefix}${String(table.size).padStart(3, '0')}`));
    return name;
  };
  const names = { namespace: nameOf(namespaces, 'n'), object: nameOf(objects, 'o') };
  for (const { name } of cluster.namespaces) names.namespace(name);
  return names;
}

function renamed(cluster: Cluster, names: Names): Cluster {
  const rename = <T extends { readonly namespace: string; readonly name: string }>(object: T): T => ({
    ...object,
    namespace: names.namespace(object.namespace),
    name: names.object(`${object.namespace}/${object.name}`),
  });
  return {
    ...cluster,
    namespaces: cluster.namespaces.map((namespace) => ({
      ...namespace,
      name: names.namespace(namespace.name),
      labels: labelsFrom(
        Object.entries(namespace.labels).map(([key, value]) => [
          key,
          key === NAMESPACE_NAME_LABEL ? names.namespace(value) : value,
        ]),
      ),
    })),
    pods: cluster.pods.map(rename),
    services: cluster.services.map(rename),
    endpointSlices: cluster.endpointSlices.map((slice) => ({
      ...rename(slice),
      service: names.object(`${slice.namespace}/${slice.service}`),
      endpoints: slice.endpoints.map((endpoint) =>
        endpoint.pod === undefined ? endpoint : { ...endpoint, pod: renamedKey(endpoint.pod, names) },
      ),
    })),
    policies: cluster.policies.map((policy) => ({
      ...rename(policy),
      spec: {
        ...policy.spec,
        ...Object.fromEntries(
          DIRECTIONS.filter((direction) => policy.spec[direction] !== undefined).map((direction) => [
            direction,
            (policy.spec[direction] as readonly NetworkPolicyRule[]).map((rule) =>
              withPeers(
                rule,
                direction,
                peersOf(rule, direction)?.map((peer) => renamedPeer(peer, names)),
              ),
            ),
          ]),
        ),
      },
    })),
  };
}

function renamedPeer(peer: NetworkPolicyPeer, names: Names): NetworkPolicyPeer {
  const { namespaceSelector } = peer;
  return namespaceSelector === undefined
    ? peer
    : { ...peer, namespaceSelector: renamedSelector(namespaceSelector, names) };
}

function renamedSelector(selector: LabelSelector, names: Names): LabelSelector {
  const { matchLabels, matchExpressions } = selector;
  return {
    ...(matchLabels === undefined
      ? {}
      : {
          matchLabels: labelsFrom(
            Object.entries(matchLabels).map(([key, value]) => [
              key,
              key === NAMESPACE_NAME_LABEL ? names.namespace(value) : value,
            ]),
          ),
        }),
    ...(matchExpressions === undefined
      ? {}
      : {
          matchExpressions: matchExpressions.map((requirement) =>
            requirement.key === NAMESPACE_NAME_LABEL && requirement.values !== undefined
              ? { ...requirement, values: requirement.values.map(names.namespace) }
              : requirement,
          ),
        }),
  };
}

function renamedKey(key: string, names: Names): string {
  return `${names.namespace(key.slice(0, key.indexOf('/')))}/${names.object(key)}`;
}

function renamedEnd(end: ProbeEndpoint, names: Names): ProbeEndpoint {
  const rename = <T extends Endpoint>(endpoint: T): T => {
    switch (endpoint.kind) {
      case 'pod':
      case 'hostNetwork':
        return { ...endpoint, pod: renamedKey(endpoint.pod, names) };
      case 'service':
        return { ...endpoint, service: renamedKey(endpoint.service, names) };
      case 'node':
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
