import { isRecord } from '../decode/decode.ts';
import type { FieldPath } from '../field-error.ts';
import type { RawObject } from '../request.ts';

/** A manifest that stands for pods. */
export interface Workload {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** The kind and name of what made it, where something did. */
  readonly owner?: string;
  /** A Pod manifest made of its template, named like the workload. */
  readonly pod: RawObject;
  /** Where a field of that Pod stands in the workload's own manifest. */
  readonly pathOf: (path: FieldPath) => FieldPath;
  /** The template's place, `spec.template`. */
  readonly template: string;
  /** 0 replicas: nothing runs. */
  readonly isIdle: boolean;
}

/** Which kinds hold a pod template, and where. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  'apps/v1 Deployment': ['spec', 'template'],
  'apps/v1 StatefulSet': ['spec', 'template'],
  'apps/v1 DaemonSet': ['spec', 'template'],
  'apps/v1 ReplicaSet': ['spec', 'template'],
  'v1 ReplicationController': ['spec', 'template'],
  'batch/v1 Job': ['spec', 'template'],
  'batch/v1 CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
};

function member(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The workload that a manifest describes; `undefined` for anything else. */
export function workloadOf(manifest: unknown): Workload | undefined {
  const kind = text(member(manifest, 'kind'));
  const apiVersion = text(member(manifest, 'apiVersion'));
  const key = `${apiVersion} ${kind}`;
  if (kind === undefined || !Object.hasOwn(TEMPLATES, key)) return undefined;
  const templatePath = TEMPLATES[key]!;
  const template = templatePath.reduce<unknown>(member, manifest);
  const metadata = member(manifest, 'metadata');
  const name = text(member(metadata, 'name')) ?? text(member(metadata, 'generateName')) ?? '';
  const namespace = text(member(metadata, 'namespace')) ?? 'default';
  const templateMetadata = member(template, 'metadata');
  const owner = ownerOf(metadata);
  return {
    kind,
    namespace,
    name,
    ...(owner === undefined ? {} : { owner }),
    pod: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace, labels: member(templateMetadata, 'labels') },
      spec: member(template, 'spec'),
    },
    pathOf: (path) => (path[0] === 'metadata' && path[1] !== 'labels' ? path : [...templatePath, ...path]),
    template: templatePath.join('.'),
    isIdle: member(member(manifest, 'spec'), 'replicas') === 0,
  };
}

/** `Kind/name` of the object that controls this one. */
export function ownerOf(metadata: unknown): string | undefined {
  const owners = member(metadata, 'ownerReferences');
  if (!Array.isArray(owners)) return undefined;
  const owner: unknown = owners.find((each) => member(each, 'controller') === true) ?? owners[0];
  return owner === undefined
    ? undefined
    : `${String(member(owner, 'kind'))}/${String(member(owner, 'name'))}`;
}
