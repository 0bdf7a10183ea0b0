import type { Cluster, ClusterObject, Pod, Service } from '../../model/index.ts';
import { clusterFrom, labelOf, objectKey } from '../../model/index.ts';
import { admission as defaultAdmission } from '../create-admission.ts';
import { isRecord } from '../decode/decode.ts';
import type { FieldError } from '../field-error.ts';
import type { ManifestSource } from '../manifests/manifest-source.ts';
import type { ManifestRead, ReadOptions } from '../manifests/read-manifests.ts';
import { readManifests } from '../manifests/read-manifests.ts';
import { completeCluster } from './complete-cluster.ts';
import type { Workload } from './workloads.ts';
import { ownerOf, workloadOf } from './workloads.ts';

/** A cluster put together from manifests. */
export interface ClusterRead {
  readonly cluster: Cluster;
  /** What was invented or left out, for people. */
  readonly notes: readonly string[];
  readonly errors: readonly FieldError[];
  readonly warnings: readonly FieldError[];
  /** How many objects were read, refused ones included. */
  readonly objects: number;
}

/** All that is known before anything is invented. */
interface Collected {
  readonly objects: ClusterObject[];
  readonly workloads: { readonly workload: Workload; readonly read: ManifestRead }[];
  /** Keys of pods that no server has placed, and of Services without a word about their address. */
  readonly unplacedPods: Set<string>;
  readonly unaddressedServices: Set<string>;
  /** Pods that a workload made. */
  readonly ownedPods: Pod[];
  readonly ignored: Map<string, number>;
  /** `Kind namespace/name` of each object, and of those that came again. */
  readonly seen: Set<string>;
  readonly repeated: Set<string>;
  readonly errors: FieldError[];
  readonly warnings: FieldError[];
  count: number;
}

/**
 * Reads a cluster from manifests: what a server would store, workloads as one pod each, and whatever is missing
 * for traffic to flow (namespaces, nodes, addresses, EndpointSlices) invented and noted. Objects that are refused
 * are left out and reported. A later object replaces an earlier one of the same name.
 */
export function readCluster(sources: Iterable<ManifestSource>, options: ReadOptions = {}): ClusterRead {
  const collected: Collected = {
    objects: [],
    workloads: [],
    unplacedPods: new Set(),
    unaddressedServices: new Set(),
    ownedPods: [],
    ignored: new Map(),
    seen: new Set(),
    repeated: new Set(),
    errors: [],
    warnings: [],
    count: 0,
  };
  for (const source of sources) {
    for (const read of readManifests(source, options)) collect(read, collected);
  }
  const notes = addWorkloads(collected, options);
  const completed = completeCluster(clusterFrom(collected.objects), {
    pods: collected.unplacedPods,
    services: collected.unaddressedServices,
  });
  return {
    cluster: completed.cluster,
    notes: [
      ...notes,
      ...repeatedNotes(collected.repeated),
      ...completed.notes,
      ...ignoredNotes(collected.ignored),
    ],
    errors: collected.errors,
    warnings: collected.warnings,
    objects: collected.count,
  };
}

function collect(read: ManifestRead, into: Collected): void {
  const { admitted, object, manifest } = read;
  into.count++;
  into.warnings.push(...admitted.warnings);
  if (!admitted.ok) {
    into.errors.push(...admitted.errors);
    return;
  }
  if (object !== undefined) {
    into.objects.push(object);
    const identity = `${object.kind} ${objectKey(object)}`;
    if (into.seen.has(identity)) into.repeated.add(identity);
    into.seen.add(identity);
    if (object.kind === 'Pod') collectPod(object, manifest, into);
    if (object.kind === 'Service' && isUnaddressed(object, manifest)) {
      into.unaddressedServices.add(objectKey(object));
    }
    return;
  }
  const workload = workloadOf(manifest);
  if (workload !== undefined) into.workloads.push({ workload, read });
  else into.ignored.set(admitted.stored.kind, (into.ignored.get(admitted.stored.kind) ?? 0) + 1);
}

function collectPod(pod: Pod, manifest: unknown, into: Collected): void {
  const status = isRecord(manifest) ? manifest['status'] : undefined;
  // A phase comes from a server: such a pod is as it is, pending ones without an address included (LIFE-10).
  const isPlaced = isRecord(status) && typeof status['phase'] === 'string' && status['phase'] !== '';
  if (!isPlaced) into.unplacedPods.add(objectKey(pod));
  const metadata = isRecord(manifest) ? manifest['metadata'] : undefined;
  if (ownerOf(metadata) !== undefined) into.ownedPods.push(pod);
}

function isUnaddressed(service: Service, manifest: unknown): boolean {
  const spec = isRecord(manifest) ? manifest['spec'] : undefined;
  const isHeadless = isRecord(spec) && spec['clusterIP'] === 'None';
  return service.clusterIPs.length === 0 && !isHeadless;
}

/** Adds a pod for each workload whose own pods are not there already. */
function addWorkloads(collected: Collected, options: ReadOptions): string[] {
  const { workloads, objects, unplacedPods } = collected;
  const names = new Set(workloads.map(({ workload }) => identityOf(workload)));
  const taken = new Set(objects.filter(({ kind }) => kind === 'Pod').map(objectKey));
  const counts = new Map<string, number>();
  for (const { workload, read } of workloads) {
    const isMade = workload.owner !== undefined && names.has(`${workload.namespace}/${workload.owner}`);
    if (workload.isIdle || isMade) continue;
    const pod = podOf(workload, read, taken, collected, options);
    if (pod === undefined || hasPods(pod, collected.ownedPods)) continue;
    objects.push(pod);
    taken.add(objectKey(pod));
    unplacedPods.add(objectKey(pod));
    counts.set(workload.kind, (counts.get(workload.kind) ?? 0) + 1);
  }
  if (counts.size === 0) return [];
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [`${plural(total, 'workload')} (${countsText(counts)}): each counts as one pod, named like it`];
}

function identityOf({ namespace, kind, name }: Workload): string {
  return `${namespace}/${kind}/${name}`;
}

function podOf(
  workload: Workload,
  read: ManifestRead,
  taken: ReadonlySet<string>,
  collected: Collected,
  { admission = defaultAdmission }: ReadOptions,
): Pod | undefined {
  const isTaken = taken.has(`${workload.namespace}/${workload.name}`);
  const name = isTaken ? `${workload.name}-${workload.kind.toLowerCase()}` : workload.name;
  const metadata = { ...(workload.pod['metadata'] as Readonly<Record<string, unknown>>), name };
  const admitted = admission.admit(
    { ...workload.pod, metadata },
    { positionOf: (path) => read.positionOf?.(workload.pathOf(path)) ?? read.position },
  );
  if (admitted.ok) return admitted.object as Pod;
  collected.errors.push(...admitted.errors.map((error) => inTemplate(error, workload.template)));
  return undefined;
}

/** The error of a pod made from a template, told of the template. The pod's name is the workload's own. */
function inTemplate(error: FieldError, template: string): FieldError {
  if (error.field.startsWith('metadata.name')) return error;
  return { ...error, field: `${template}.${error.field}`, message: `${template}.${error.message}` };
}

/** Whether pods of the workload were read: owned by something, and with every label of the template. */
function hasPods(template: Pod, owned: readonly Pod[]): boolean {
  const labels = Object.entries(template.labels);
  return owned.some(
    (pod) =>
      pod.namespace === template.namespace &&
      labels.length > 0 &&
      labels.every(([key, value]) => labelOf(pod.labels, key) === value),
  );
}

function repeatedNotes(repeated: ReadonlySet<string>): string[] {
  return [...repeated].map((identity) => `${identity}: given more than once, the last one counts`);
}

function ignoredNotes(ignored: ReadonlyMap<string, number>): string[] {
  if (ignored.size === 0) return [];
  const total = [...ignored.values()].reduce((sum, count) => sum + count, 0);
  return [`${plural(total, 'object')} of no consequence to NetworkPolicy left out (${countsText(ignored)})`];
}

function countsText(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ');
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
