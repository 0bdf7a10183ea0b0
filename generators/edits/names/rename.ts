import type {
  ClusterObject,
  ContainerPort,
  Direction,
  Endpoint,
  EndpointSlice,
  Expectation,
  Flow,
  Labels,
  LabelSelector,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
  Pod,
  Scenario,
  Service,
  StepExpectation,
} from '../../../model/index.ts';
import { labelsFrom, NAMESPACE_NAME_LABEL, peersOf, withPeers } from '../../../model/index.ts';
import { mapActions, mapObjects } from '../objects.ts';

/** One name that becomes another, wherever it stands for the same thing. */
export interface Renaming {
  readonly what: 'namespace' | 'pod' | 'policy' | 'service' | 'node' | 'label key' | 'label value' | 'port';
  readonly from: string;
  readonly to: string;
  /** For a pod, policy or Service: only the one in this namespace. Absent: in all of them. */
  readonly within?: string;
}

/**
 * The scenario under another name: objects, references, selectors, flows. The caller sees to it that the new
 * name is free, or means to merge.
 */
export function renamed(scenario: Scenario, renaming: Renaming): Scenario {
  const objects = mapObjects(scenario, (object) => renameObject(object, renaming));
  const actions = mapActions(objects, (action) => {
    if (action.kind === 'open') return { ...action, flow: renameFlow(action.flow, renaming) };
    const { kind } = action;
    if (kind !== 'agent' && kind !== 'watch') return action;
    return { ...action, node: swap(action.node, 'node', renaming) };
  });
  return {
    ...actions,
    expectations: actions.expectations.map((expectation) => renameExpectation(expectation, renaming)),
    steps: actions.steps.map((step) => ({
      ...step,
      expectations: step.expectations.map((expectation) => renameExpectation(expectation, renaming)),
    })),
  };
}

function swap(name: string, what: Renaming['what'], renaming: Renaming): string {
  return renaming.what === what && name === renaming.from ? renaming.to : name;
}

/** The name of something that lies in a namespace. */
function swapIn(namespace: string, name: string, what: Renaming['what'], renaming: Renaming): string {
  const { within = namespace } = renaming;
  return within === namespace ? swap(name, what, renaming) : name;
}

function swapKey(key: string, what: Renaming['what'], renaming: Renaming): string {
  const slash = key.indexOf('/');
  const [namespace, name] = [key.slice(0, slash), key.slice(slash + 1)];
  return `${swap(namespace, 'namespace', renaming)}/${swapIn(namespace, name, what, renaming)}`;
}

function renameObject(object: ClusterObject, renaming: Renaming): ClusterObject {
  switch (object.kind) {
    case 'Node':
      return {
        ...object,
        name: swap(object.name, 'node', renaming),
        labels: renameLabels(object.labels, renaming),
      };
    case 'Namespace':
      return {
        ...object,
        name: swap(object.name, 'namespace', renaming),
        labels: renameNameLabel(renameLabels(object.labels, renaming), renaming),
      };
    case 'Pod':
      return renamePod(object, renaming);
    case 'Service':
      return renameService(object, renaming);
    case 'EndpointSlice':
      return renameSlice(object, renaming);
    case 'NetworkPolicy':
      return renamePolicy(object, renaming);
  }
}

function renamePod(pod: Pod, renaming: Renaming): Pod {
  const { nodeName } = pod;
  return {
    ...pod,
    namespace: swap(pod.namespace, 'namespace', renaming),
    name: swapIn(pod.namespace, pod.name, 'pod', renaming),
    labels: renameLabels(pod.labels, renaming),
    ...(nodeName === undefined ? {} : { nodeName: swap(nodeName, 'node', renaming) }),
    ports: pod.ports.map((port): ContainerPort =>
      port.name === undefined ? port : { ...port, name: swap(port.name, 'port', renaming) },
    ),
  };
}

function renameService(service: Service, renaming: Renaming): Service {
  const { selector } = service;
  return {
    ...service,
    namespace: swap(service.namespace, 'namespace', renaming),
    name: swapIn(service.namespace, service.name, 'service', renaming),
    ...(selector === undefined ? {} : { selector: renameLabels(selector, renaming) }),
    ports: service.ports.map((port) =>
      typeof port.targetPort === 'string'
        ? { ...port, targetPort: swap(port.targetPort, 'port', renaming) }
        : port,
    ),
  };
}

function renameSlice(slice: EndpointSlice, renaming: Renaming): EndpointSlice {
  const { namespace, name } = slice;
  const service = swapIn(namespace, slice.service, 'service', renaming);
  return {
    ...slice,
    namespace: swap(namespace, 'namespace', renaming),
    // Slices are named after their Service.
    name: name.startsWith(slice.service) ? service + name.slice(slice.service.length) : name,
    service,
    endpoints: slice.endpoints.map((endpoint) => ({
      ...endpoint,
      ...(endpoint.pod === undefined ? {} : { pod: swapKey(endpoint.pod, 'pod', renaming) }),
      ...(endpoint.nodeName === undefined ? {} : { nodeName: swap(endpoint.nodeName, 'node', renaming) }),
    })),
  };
}

function renamePolicy(policy: NetworkPolicy, renaming: Renaming): NetworkPolicy {
  const { spec } = policy;
  const rules = <R extends NetworkPolicyRule>(list: readonly R[], direction: Direction): readonly R[] =>
    list.map((rule) => renameRule(rule, direction, renaming) as R);
  return {
    ...policy,
    namespace: swap(policy.namespace, 'namespace', renaming),
    name: swapIn(policy.namespace, policy.name, 'policy', renaming),
    spec: {
      ...spec,
      podSelector: renameSelector(spec.podSelector, renaming),
      ...(spec.ingress === undefined ? {} : { ingress: rules(spec.ingress, 'ingress') }),
      ...(spec.egress === undefined ? {} : { egress: rules(spec.egress, 'egress') }),
    },
  };
}

function renameRule(rule: NetworkPolicyRule, direction: Direction, renaming: Renaming): NetworkPolicyRule {
  const ports = rule.ports?.map((item): NetworkPolicyPort =>
    typeof item.port === 'string' ? { ...item, port: swap(item.port, 'port', renaming) } : item,
  );
  const peers = peersOf(rule, direction)?.map((peer) => renamePeer(peer, renaming));
  return withPeers(ports === undefined ? {} : { ports }, direction, peers);
}

function renamePeer(peer: NetworkPolicyPeer, renaming: Renaming): NetworkPolicyPeer {
  const { podSelector, namespaceSelector } = peer;
  return {
    ...peer,
    ...(podSelector === undefined ? {} : { podSelector: renameSelector(podSelector, renaming) }),
    ...(namespaceSelector === undefined
      ? {}
      : { namespaceSelector: renameSelector(renameNamedNamespaces(namespaceSelector, renaming), renaming) }),
  };
}

/** A namespace is also known by its label (NS-2), whose value is no ordinary label value. */
function renameNamedNamespaces(selector: LabelSelector, renaming: Renaming): LabelSelector {
  if (renaming.what !== 'namespace') return selector;
  const { matchLabels, matchExpressions } = selector;
  return {
    ...(matchLabels === undefined ? {} : { matchLabels: renameNameLabel(matchLabels, renaming) }),
    ...(matchExpressions === undefined
      ? {}
      : {
          matchExpressions: matchExpressions.map((requirement) =>
            requirement.key === NAMESPACE_NAME_LABEL && requirement.values !== undefined
              ? {
                  ...requirement,
                  values: requirement.values.map((value) => swap(value, 'namespace', renaming)),
                }
              : requirement,
          ),
        }),
  };
}

function renameNameLabel(labels: Labels, renaming: Renaming): Labels {
  if (renaming.what !== 'namespace') return labels;
  return labelsFrom(
    Object.entries(labels).map(([key, value]) => [
      key,
      key === NAMESPACE_NAME_LABEL ? swap(value, 'namespace', renaming) : value,
    ]),
  );
}

function renameLabels(labels: Labels, renaming: Renaming): Labels {
  if (renaming.what !== 'label key' && renaming.what !== 'label value') return labels;
  return labelsFrom(
    Object.entries(labels).map(([key, value]) => [
      swap(key, 'label key', renaming),
      key === NAMESPACE_NAME_LABEL ? value : swap(value, 'label value', renaming),
    ]),
  );
}

function renameSelector(selector: LabelSelector, renaming: Renaming): LabelSelector {
  if (renaming.what !== 'label key' && renaming.what !== 'label value') return selector;
  const { matchLabels, matchExpressions } = selector;
  return {
    ...(matchLabels === undefined ? {} : { matchLabels: renameLabels(matchLabels, renaming) }),
    ...(matchExpressions === undefined
      ? {}
      : {
          matchExpressions: matchExpressions.map(({ key, operator, values }) => ({
            key: swap(key, 'label key', renaming),
            operator,
            ...(values === undefined
              ? {}
              : {
                  values: values.map((value) =>
                    key === NAMESPACE_NAME_LABEL ? value : swap(value, 'label value', renaming),
                  ),
                }),
          })),
        }),
  };
}

function renameExpectation<E extends Expectation | StepExpectation>(expectation: E, renaming: Renaming): E {
  return expectation.kind === 'flow' || expectation.kind === 'connection'
    ? { ...expectation, flow: renameFlow(expectation.flow, renaming) }
    : expectation;
}

function renameFlow(flow: Flow, renaming: Renaming): Flow {
  const { backend } = flow;
  return {
    ...flow,
    source: renameEndpoint(flow.source, renaming),
    destination: renameEndpoint(flow.destination, renaming),
    ...(backend === undefined
      ? {}
      : { backend: { ...backend, endpoint: renameEndpoint(backend.endpoint, renaming) } }),
  };
}

function renameEndpoint<E extends Endpoint>(endpoint: E, renaming: Renaming): E {
  switch (endpoint.kind) {
    case 'pod':
      return { ...endpoint, pod: swapKey(endpoint.pod, 'pod', renaming) };
    case 'hostNetwork':
      return {
        ...endpoint,
        pod: swapKey(endpoint.pod, 'pod', renaming),
        node: swap(endpoint.node, 'node', renaming),
      };
    case 'node':
      return { ...endpoint, node: swap(endpoint.node, 'node', renaming) };
    case 'service':
      return { ...endpoint, service: swapKey(endpoint.service, 'service', renaming) };
    case 'external':
      return endpoint;
    default:
      return endpoint satisfies never;
  }
}
