import type { ContainerPort, ContainerType, Pod, PodPhase, Protocol } from '../../model/index.ts';
import { parseAddress } from '../../model/index.ts';
import type { Complaint } from '../complaint.ts';
import { inEach, invalid, invalidEach, unsupported } from '../complaint.ts';
import { OBJECT_META } from '../decode/network-policy-schema.ts';
import { BOOLEAN, INT32, STRING, listOf, struct, value } from '../decode/schema.ts';
import { dnsSubdomainErrors, portNumberErrors } from '../validate/names.ts';
import type { LenientKind, ObjectDraft } from './lenient-kind.ts';
import { labelsOf } from './metadata.ts';
import { protocolComplaints } from './protocol.ts';

interface ContainerDraft {
  readonly restartPolicy?: string;
  readonly ports?: readonly {
    readonly name?: string;
    readonly containerPort: number;
    readonly protocol?: string;
    readonly hostPort?: number;
  }[];
}

export interface PodDraft extends ObjectDraft {
  readonly spec: {
    readonly nodeName?: string;
    readonly hostNetwork?: boolean;
    readonly containers?: readonly ContainerDraft[];
    readonly initContainers?: readonly ContainerDraft[];
    readonly ephemeralContainers?: readonly ContainerDraft[];
  };
  readonly status: {
    readonly phase?: string;
    readonly podIP?: string;
    readonly podIPs?: readonly { readonly ip: string }[];
  };
}

const CONTAINER = struct('Container', {
  restartPolicy: STRING,
  ports: listOf(
    struct('ContainerPort', {
      name: STRING,
      containerPort: value(INT32),
      protocol: STRING,
      hostPort: INT32,
    }),
  ),
});

const POD = struct('Pod', {
  metadata: value(OBJECT_META),
  spec: value(
    struct('PodSpec', {
      nodeName: STRING,
      hostNetwork: BOOLEAN,
      containers: listOf(CONTAINER),
      initContainers: listOf(CONTAINER),
      ephemeralContainers: listOf(CONTAINER),
    }),
  ),
  status: value(
    struct('PodStatus', {
      phase: STRING,
      podIP: STRING,
      podIPs: listOf(struct('PodIP', { ip: value(STRING) })),
    }),
  ),
});

const PHASES: readonly PodPhase[] = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'];

const CONTAINER_LISTS = ['containers', 'initContainers', 'ephemeralContainers'] as const;

function podComplaints({ spec, status }: PodDraft): Complaint[] {
  const complaints = CONTAINER_LISTS.flatMap((list) =>
    inEach(['spec', list], spec[list] ?? [], containerComplaints),
  );
  const { phase = '' } = status;
  if (phase !== '' && !PHASES.includes(phase as PodPhase)) {
    complaints.push(unsupported(['status', 'phase'], phase, PHASES));
  }
  if (status.podIP) complaints.push(...addressComplaints(status.podIP, ['status', 'podIP']));
  for (const [index, { ip }] of (status.podIPs ?? []).entries()) {
    complaints.push(...addressComplaints(ip, ['status', 'podIPs', index, 'ip']));
  }
  return complaints;
}

function addressComplaints(text: string, path: readonly (string | number)[]): Complaint[] {
  const detail = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';
  return parseAddress(text) === undefined ? [invalid(path, text, detail)] : [];
}

function containerComplaints({ ports = [] }: ContainerDraft): Complaint[] {
  return inEach(['ports'], ports, ({ containerPort, hostPort, protocol }) => [
    ...invalidEach(['containerPort'], containerPort, portNumberErrors(containerPort)),
    ...(hostPort === undefined || hostPort === 0
      ? []
      : invalidEach(['hostPort'], hostPort, portNumberErrors(hostPort))),
    ...protocolComplaints(protocol),
  ]);
}

function portsOf(
  containers: readonly ContainerDraft[] | undefined,
  type: 'init' | ContainerType,
): ContainerPort[] {
  return (containers ?? []).flatMap(({ restartPolicy, ports = [] }) =>
    ports.map(({ name = '', containerPort, protocol, hostPort = 0 }) => ({
      ...(name === '' ? {} : { name }),
      containerPort,
      protocol: (protocol || 'TCP') as Protocol,
      ...(hostPort === 0 ? {} : { hostPort }),
      container: type === 'init' && restartPolicy === 'Always' ? ('sidecar' as const) : type,
    })),
  );
}

/** The pod's addresses: `podIPs`, or the single `podIP` of older servers. */
export function podIPsOf({ podIP = '', podIPs = [] }: PodDraft['status']): string[] {
  const listed = podIPs.map(({ ip }) => ip).filter((ip) => ip !== '');
  return listed.length > 0 || podIP === '' ? listed : [podIP];
}

function podOf({ metadata, spec, status }: PodDraft): Pod {
  const { name = '', namespace = '', uid, deletionTimestamp } = metadata;
  const podIPs = podIPsOf(status);
  return {
    kind: 'Pod',
    namespace,
    name,
    // A pod that no server has seen: its key is as unique as a uid, and the same at every reading.
    uid: uid ?? `${namespace}/${name}`,
    labels: labelsOf(metadata),
    ...(spec.nodeName ? { nodeName: spec.nodeName } : {}),
    hostNetwork: spec.hostNetwork ?? false,
    phase: (status.phase || (podIPs.length > 0 ? 'Running' : 'Pending')) as PodPhase,
    terminating: deletionTimestamp !== undefined,
    podIPs,
    ports: [
      ...portsOf(spec.containers, 'regular'),
      ...portsOf(spec.initContainers, 'init'),
      ...portsOf(spec.ephemeralContainers, 'ephemeral'),
    ],
  };
}

/** `v1` Pod */
export const POD_KIND: LenientKind<PodDraft> = {
  schema: POD,
  namespaced: true,
  nameErrors: dnsSubdomainErrors,
  complaints: podComplaints,
  toObject: podOf,
};
