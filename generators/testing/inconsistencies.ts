import { isDeepStrictEqual } from 'node:util';
import type {
  Cluster,
  ClusterEvent,
  ClusterObject,
  Endpoint,
  Pod,
  Scenario,
  ScenarioAction,
} from '../../model/index.ts';
import {
  applyEvents,
  clusterObjects,
  familyOf,
  isFinished,
  labelOf,
  LIST_OF_KIND,
  NAMESPACE_NAME_LABEL,
  objectKey,
  parseAddress,
} from '../../model/index.ts';
import { createAdmission, objectToManifest } from '../../admission/index.ts';
import { occurringObjects } from '../edits/objects.ts';
import { flowsOf } from '../edits/references.ts';

const admission = createAdmission();

/** What an API server would not store in this form; empty where all is well. */
export function refusalsOf(object: ClusterObject): string[] {
  const manifest = objectToManifest(object);
  const admitted = admission.admit(manifest);
  if (!admitted.ok) return admitted.errors.map(({ message }) => `${objectKey(object)}: ${message}`);
  const [given, stored] = [manifest, admitted.stored].map((whole) => canonicalText(whole['spec']));
  // Only policies are compared: of other kinds an API server stores much that the model leaves out.
  return object.kind === 'NetworkPolicy' && given !== stored
    ? [`not in stored form: ${given} ≠ ${stored}`]
    : [];
}

/** JSON with keys in order: the order of fields means nothing. */
function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** Where the parts of a scenario contradict each other, at the start, during any step or after it. */
export function inconsistenciesOf(scenario: Scenario): string[] {
  const problems = [...clusterProblems(scenario.cluster), ...backendProblems(scenario.cluster)];
  const history: HistoryState = { cluster: scenario.cluster, opened: new Set() };
  for (const [step, { actions, expectations }] of scenario.steps.entries()) {
    for (const action of actions) {
      problems.push(...actionProblems(action, history).map((problem) => `step ${step + 1}: ${problem}`));
    }
    for (const expectation of expectations) {
      if (expectation.kind === 'packet' && !history.opened.has(expectation.connection))
        problems.push(`a packet of ${expectation.connection}, which nobody has opened`);
    }
    // In between, a node may have an address already that the pods on its host network have not.
    problems.push(...clusterProblems(history.cluster).map((problem) => `after step ${step + 1}: ${problem}`));
  }
  const ends = new Set(
    [...occurringObjects(scenario)].map((object) => `${object.kind} ${objectKey(object)}`),
  );
  for (const flow of flowsOf(scenario)) {
    for (const end of [flow.source, flow.destination]) {
      if (!exists(end, ends)) problems.push(`a flow mentions what is not there: ${JSON.stringify(end)}`);
    }
  }
  return problems;
}

interface HistoryState {
  cluster: Cluster;
  /** Connections that have been opened, closed ones included. */
  readonly opened: Set<string>;
}

function actionProblems(action: ScenarioAction, history: HistoryState): string[] {
  switch (action.kind) {
    case 'apply': {
      const problems = eventProblems(action.event, history.cluster);
      history.cluster = applyEvents(history.cluster, [action.event]);
      return problems;
    }
    case 'open':
      history.opened.add(action.connection);
      return [];
    case 'send':
    case 'close': {
      const isKnown = history.opened.has(action.connection);
      return isKnown ? [] : [`${action.kind} on ${action.connection}, which nobody has opened`];
    }
    case 'agent':
    case 'watch': {
      const isThere = history.cluster.nodes.some(({ name }) => name === action.node);
      return isThere ? [] : [`${action.kind} of ${action.node}, which is not there`];
    }
    case 'wait':
      return action.ticks >= 0 ? [] : ['time runs backwards'];
  }
}

/** What an API server would refuse about a change, or the codec could not write. */
function eventProblems({ type, object }: ClusterEvent, cluster: Cluster): string[] {
  const name = `${type} ${object.kind} ${objectKey(object)}`;
  const objects: readonly ClusterObject[] = cluster[LIST_OF_KIND[object.kind]];
  const before = objects.find((candidate) => objectKey(candidate) === objectKey(object));
  if ((type === 'ADDED') === (before !== undefined)) return [`${name} cannot be`];
  const problems: string[] = [];
  if (type === 'DELETED' && !isDeepStrictEqual(before, object)) problems.push(`${name}: not as it last was`);
  if (type === 'DELETED' && object.kind === 'Namespace') {
    const inside = clusterObjects(cluster).filter(
      (one) => 'namespace' in one && one.namespace === object.name,
    );
    problems.push(...inside.map((one) => `${name} before ${one.kind} ${one.name}`));
  }
  if (object.kind === 'Pod' && before?.kind === 'Pod' && before.uid !== object.uid) {
    problems.push(`${name}: another uid, and nobody was deleted`);
  }
  return problems;
}

function exists(end: Endpoint, ends: ReadonlySet<string>): boolean {
  switch (end.kind) {
    case 'pod':
    case 'hostNetwork':
      return ends.has(`Pod ${end.pod}`);
    case 'node':
      return ends.has(`Node ${end.node}`);
    case 'service':
      return ends.has(`Service ${end.service}`);
    case 'external':
      return true;
  }
}

function clusterProblems(cluster: Cluster): string[] {
  const problems: string[] = [];
  const namespaces = new Set(cluster.namespaces.map(({ name }) => name));
  const seen = new Set<string>();
  for (const object of clusterObjects(cluster)) {
    const key = `${object.kind} ${objectKey(object)}`;
    if (seen.has(key)) problems.push(`twice: ${key}`);
    seen.add(key);
    if ('namespace' in object && !namespaces.has(object.namespace)) problems.push(`no namespace: ${key}`);
  }
  for (const { name, labels } of cluster.namespaces) {
    if (labelOf(labels, NAMESPACE_NAME_LABEL) !== name)
      problems.push(`namespace ${name} without its name label`);
  }
  problems.push(...addressProblems(cluster), ...hostPortProblems(cluster));
  for (const pod of cluster.pods) problems.push(...podProblems(pod, cluster));
  return problems;
}

/** Live pods, nodes, Services and externals never share an address, hostNetwork pods aside. */
function addressProblems(cluster: Cluster): string[] {
  const ips = [
    ...cluster.nodes.flatMap(({ addresses }) => addresses),
    ...cluster.pods.filter((pod) => !pod.hostNetwork && !isFinished(pod)).flatMap(({ podIPs }) => podIPs),
    ...cluster.services.flatMap(({ clusterIPs, externalIPs, loadBalancerIPs }) => [
      ...clusterIPs,
      ...externalIPs,
      ...loadBalancerIPs,
    ]),
    ...cluster.externals.map(({ ip }) => ip),
  ];
  const unreadable = ips.filter((ip) => parseAddress(ip) === undefined).map((ip) => `no address: ${ip}`);
  return [...unreadable, ...duplicates(ips).map((ip) => `two holders of ${ip}`)];
}

function hostPortProblems(cluster: Cluster): string[] {
  const ports = cluster.pods
    .filter((pod) => !isFinished(pod))
    .flatMap((pod) =>
      pod.ports.flatMap(({ hostPort, protocol }) =>
        hostPort === undefined ? [] : [`${pod.nodeName} ${protocol}/${hostPort}`],
      ),
    );
  return duplicates(ports).map((port) => `two holders of host port ${port}`);
}

function backendProblems({ endpointSlices, pods, services }: Cluster): string[] {
  const addresses = new Set(pods.flatMap((pod) => pod.podIPs.map((ip) => `${objectKey(pod)} ${ip}`)));
  const known = new Set(services.map(objectKey));
  return endpointSlices.flatMap(({ namespace, name, service, endpoints }) => [
    ...endpoints
      .filter(({ pod, address }) => pod !== undefined && !addresses.has(`${pod} ${address}`))
      .map(({ pod, address }) => `slice ${name} names ${pod} at ${address}`),
    ...(known.has(`${namespace}/${service}`) ? [] : [`slice ${name} without its Service`]),
  ]);
}

function podProblems(pod: Pod, { nodes }: Cluster): string[] {
  const problems: string[] = [];
  const key = objectKey(pod);
  const node = nodes.find(({ name }) => name === pod.nodeName);
  if (pod.nodeName !== undefined && node === undefined) problems.push(`${key} on no node`);
  if (duplicates(pod.podIPs.map(familyOf)).length > 0) problems.push(`${key} has two addresses of a family`);
  if (pod.hostNetwork && pod.podIPs.some((ip) => node?.addresses.includes(ip) !== true)) {
    problems.push(`${key} has addresses that are not its node's`);
  }
  if (pod.phase === 'Running' && (pod.podIPs.length === 0 || node === undefined)) {
    problems.push(`${key} runs without address or node`);
  }
  return problems;
}

function duplicates<T>(values: readonly T[]): T[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
