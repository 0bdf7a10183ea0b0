import type {
  Cluster,
  ClusterObject,
  EndpointSlice,
  Labels,
  NetworkPolicy,
  Node,
  Pod,
  Service,
} from '../../model/index.ts';
import { clusterObjects, labelsFrom } from '../../model/index.ts';
import { SERVICE_NAME_LABEL } from '../kinds/endpoint-slice.ts';
import type { KubernetesMetadata, KubernetesObject } from '../kubernetes-object.ts';
import { containersOf } from './containers.ts';

/** A moment for objects that are being deleted: when does not matter, only that it is so. */
const DELETED_AT = '1970-01-01T00:00:00Z';

/**
 * The object as an API server would send it. Admitting the result gives the object back, but for the generation
 * of a policy without a uid (VAL-26).
 */
export function objectToManifest(object: ClusterObject): KubernetesObject {
  switch (object.kind) {
    case 'Node':
      return nodeManifest(object);
    case 'Namespace':
      return { apiVersion: 'v1', kind: 'Namespace', metadata: metadataOf(object, object.labels) };
    case 'Pod':
      return podManifest(object, undefined);
    case 'Service':
      return serviceManifest(object);
    case 'EndpointSlice':
      return sliceManifest(object);
    case 'NetworkPolicy':
      return policyManifest(object);
  }
}

/** The whole cluster as the engine protocol's `load` wants it: stored objects, a pod's `hostIP` included. */
export function clusterToObjects(cluster: Cluster): KubernetesObject[] {
  const hostIPs = new Map(cluster.nodes.map(({ name, addresses }) => [name, addresses[0]]));
  return clusterObjects(cluster).map((object) =>
    object.kind === 'Pod'
      ? podManifest(object, object.nodeName === undefined ? undefined : hostIPs.get(object.nodeName))
      : objectToManifest(object),
  );
}

/** Only what there is: `undefined` members are left out. */
function compact(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function metadataOf(
  { name, namespace }: { readonly name: string; readonly namespace?: string },
  labels: Labels | undefined,
  others: Readonly<Record<string, unknown>> = {},
): KubernetesMetadata {
  const hasLabels = labels !== undefined && Object.keys(labels).length > 0;
  return compact({ name, namespace, ...others, labels: hasLabels ? labels : undefined });
}

function nodeManifest(node: Node): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: metadataOf(node, node.labels),
    spec: compact({ podCIDR: node.podCIDRs[0], podCIDRs: node.podCIDRs }),
    status: { addresses: node.addresses.map((address) => ({ type: 'InternalIP', address })) },
  };
}

function podManifest(pod: Pod, hostIP: string | undefined): KubernetesObject {
  const others = { uid: pod.uid, deletionTimestamp: pod.terminating ? DELETED_AT : undefined };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadataOf(pod, pod.labels, others),
    spec: compact({
      nodeName: pod.nodeName,
      hostNetwork: pod.hostNetwork ? true : undefined,
      ...containersOf(pod.ports),
    }),
    status: compact({
      phase: pod.phase,
      hostIP,
      podIP: pod.podIPs[0],
      podIPs: pod.podIPs.length > 0 ? pod.podIPs.map((ip) => ({ ip })) : undefined,
    }),
  };
}

function serviceManifest(service: Service): KubernetesObject {
  const { clusterIPs, loadBalancerIPs, externalIPs } = service;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(service, undefined),
    spec: compact({
      type: service.type,
      selector: service.selector,
      clusterIP: clusterIPs[0] ?? 'None',
      clusterIPs: clusterIPs.length > 0 ? clusterIPs : ['None'],
      externalIPs: externalIPs.length > 0 ? externalIPs : undefined,
      ports: service.ports,
      externalTrafficPolicy: service.externalTrafficPolicy,
      internalTrafficPolicy: service.internalTrafficPolicy,
    }),
    status: {
      loadBalancer: loadBalancerIPs.length > 0 ? { ingress: loadBalancerIPs.map((ip) => ({ ip })) } : {},
    },
  };
}

function sliceManifest(slice: EndpointSlice): KubernetesObject {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: metadataOf(slice, labelsFrom([[SERVICE_NAME_LABEL, slice.service]])),
    addressType: slice.addressType,
    endpoints: slice.endpoints.map(({ address, ready, pod, nodeName }) =>
      compact({
        addresses: [address],
        conditions: { ready },
        targetRef: pod === undefined ? undefined : targetRef(pod),
        nodeName,
      }),
    ),
    ports: slice.ports,
  };
}

function targetRef(key: string): Readonly<Record<string, string>> {
  const slash = key.indexOf('/');
  return { kind: 'Pod', namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}

function policyManifest(policy: NetworkPolicy): KubernetesObject {
  const others = { uid: policy.uid, generation: policy.generation };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataOf(policy, policy.labels, others),
    spec: policy.spec,
  };
}
