import { stringify } from 'yaml';
import type { KubernetesObject } from '../../admission/index.ts';
import { objectToManifest } from '../../admission/index.ts';
import type { Cluster, ClusterObject, Flow, Pod, Service } from '../../model/index.ts';
import { NAMESPACE_NAME_LABEL, NO_LABELS } from '../../model/index.ts';

/** Serves and probes TCP, UDP and SCTP; the end-to-end tests of Kubernetes use it too. */
export const TRIAL_IMAGE = 'registry.k8s.io/e2e-test-images/agnhost:2.53';

/** Namespaces that every cluster has. */
const GIVEN_NAMESPACES: ReadonlySet<string> = new Set([
  'default',
  'kube-system',
  'kube-public',
  'kube-node-lease',
]);

type Fields = Readonly<Record<string, unknown>>;

/**
 * The objects of a cluster as a person applies them to a real one: without what a cluster fills in by itself, and
 * with pods that run a server on the port of the flow. Nodes and addresses are the real cluster's own.
 */
export function trialManifests(cluster: Cluster, flow: Flow | undefined): KubernetesObject[] {
  const declared = new Map(cluster.namespaces.map((namespace) => [namespace.name, namespace]));
  const used = [...cluster.pods, ...cluster.services, ...cluster.policies].map(({ namespace }) => namespace);
  const namespaces = [...new Set([...declared.keys(), ...used])]
    .filter((name) => !GIVEN_NAMESPACES.has(name))
    .map((name) => declared.get(name) ?? { kind: 'Namespace' as const, name, labels: NO_LABELS });
  return [...namespaces, ...cluster.pods, ...cluster.services, ...cluster.policies].map((object) =>
    trialManifest(object, flow),
  );
}

/** One object as a person applies it. */
export function trialManifest(object: ClusterObject, flow: Flow | undefined): KubernetesObject {
  const { apiVersion, kind, metadata, spec: encoded } = objectToManifest(object);
  const { name, namespace, labels = {} } = metadata;
  const ownLabels = Object.entries(labels).filter(([key]) => key !== NAMESPACE_NAME_LABEL);
  const spec = specOf(object, encoded as Fields | undefined, flow);
  return {
    apiVersion,
    kind,
    metadata: {
      ...(name === undefined ? {} : { name }),
      ...(namespace === undefined ? {} : { namespace }),
      ...(ownLabels.length === 0 ? {} : { labels: Object.fromEntries(ownLabels) }),
    },
    ...(spec === undefined ? {} : { spec }),
  };
}

function specOf(
  object: ClusterObject,
  encoded: Fields | undefined,
  flow: Flow | undefined,
): Fields | undefined {
  if (object.kind === 'Pod') return podSpec(object, flow, encoded ?? {});
  return object.kind === 'Service' ? serviceSpec(object) : encoded;
}

/** Manifests as one YAML text, a document each. */
export function manifestsText(manifests: readonly KubernetesObject[]): string {
  return manifests
    .map((manifest) => stringify(manifest, { flowCollectionPadding: false, lineWidth: 0 }))
    .join('---\n');
}

function podSpec(pod: Pod, flow: Flow | undefined, encoded: Fields): Fields {
  const { containers, initContainers } = encoded as Readonly<Record<string, readonly Fields[] | undefined>>;
  const [first, ...others] = containers ?? [];
  return {
    ...(pod.hostNetwork ? { hostNetwork: true } : {}),
    ...(initContainers === undefined
      ? {}
      : {
          initContainers: initContainers.map((container) => ({
            ...container,
            image: TRIAL_IMAGE,
            args: [container['restartPolicy'] === 'Always' ? 'pause' : 'help'],
          })),
        }),
    containers: [
      { ...first, image: TRIAL_IMAGE, args: serverArguments(flow) },
      ...others.map((container) => ({ ...container, image: TRIAL_IMAGE, args: ['pause'] })),
    ],
  };
}

/** What agnhost serves by itself. */
const DEFAULT_HTTP_PORT = 8080;

function serverArguments(flow: Flow | undefined): string[] {
  const port = flow?.backend?.port ?? flow?.port ?? DEFAULT_HTTP_PORT;
  switch (flow?.protocol) {
    case 'UDP':
      return ['netexec', `--udp-port=${port}`];
    case 'SCTP':
      return ['netexec', `--sctp-port=${port}`];
    case undefined:
    case 'TCP':
    default:
      return ['netexec', `--http-port=${port}`];
  }
}

function serviceSpec({ type, selector, clusterIPs, ports, externalTrafficPolicy }: Service): Fields {
  return {
    type,
    ...(selector === undefined ? {} : { selector }),
    ...(clusterIPs.length === 0 ? { clusterIP: 'None' } : {}),
    // The real cluster chooses its own node ports.
    ports: ports.map(({ name, protocol, port, targetPort }) => ({
      ...(name === undefined ? {} : { name }),
      protocol,
      port,
      targetPort,
    })),
    ...(type === 'ClusterIP' ? {} : { externalTrafficPolicy }),
  };
}
