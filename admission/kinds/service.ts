import type {
  Labels,
  Protocol,
  Service,
  ServicePort,
  ServiceType,
  TrafficPolicy,
} from '../../model/index.ts';
import { parseAddress } from '../../model/index.ts';
import type { Complaint } from '../complaint.ts';
import { inEach, invalid, invalidEach, unsupported } from '../complaint.ts';
import { OBJECT_META } from '../decode/network-policy-schema.ts';
import { INT32, INT_OR_STRING, STRING, STRING_MAP, listOf, struct, value } from '../decode/schema.ts';
import { dnsLabelErrors, portNameErrors, portNumberErrors } from '../validate/names.ts';
import type { LenientKind, ObjectDraft } from './lenient-kind.ts';
import { protocolComplaints } from './protocol.ts';

interface ServicePortDraft {
  readonly name?: string;
  readonly protocol?: string;
  readonly port: number;
  readonly targetPort?: number | string;
  readonly nodePort?: number;
}

interface ServiceDraft extends ObjectDraft {
  readonly spec: {
    readonly type?: string;
    readonly selector?: Labels;
    readonly clusterIP?: string;
    readonly clusterIPs?: readonly string[];
    readonly externalIPs?: readonly string[];
    readonly ports?: readonly ServicePortDraft[];
    readonly externalTrafficPolicy?: string;
    readonly internalTrafficPolicy?: string;
  };
  readonly status: {
    readonly loadBalancer: { readonly ingress?: readonly { readonly ip?: string }[] };
  };
}

const SERVICE_PORT = struct('ServicePort', {
  name: STRING,
  protocol: STRING,
  port: value(INT32),
  targetPort: INT_OR_STRING,
  nodePort: INT32,
});

const SERVICE = struct('Service', {
  metadata: value(OBJECT_META),
  spec: value(
    struct('ServiceSpec', {
      type: STRING,
      selector: STRING_MAP,
      clusterIP: STRING,
      clusterIPs: listOf(STRING),
      externalIPs: listOf(STRING),
      ports: listOf(SERVICE_PORT),
      externalTrafficPolicy: STRING,
      internalTrafficPolicy: STRING,
    }),
  ),
  status: value(
    struct('ServiceStatus', {
      loadBalancer: value(
        struct('LoadBalancerStatus', { ingress: listOf(struct('LoadBalancerIngress', { ip: STRING })) }),
      ),
    }),
  ),
});

const TYPES: readonly string[] = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const TRAFFIC_POLICIES: readonly string[] = ['Cluster', 'Local'];
const HEADLESS = 'None';

function oneOf(path: readonly string[], text: string | undefined, supported: readonly string[]): Complaint[] {
  return !text || supported.includes(text) ? [] : [unsupported(path, text, supported)];
}

function serviceComplaints({ spec }: ServiceDraft): Complaint[] {
  const addresses = (list: 'clusterIPs' | 'externalIPs'): Complaint[] =>
    inEach(['spec', list], spec[list] ?? [], addressComplaints);
  return [
    ...oneOf(['spec', 'type'], spec.type, TYPES),
    ...oneOf(['spec', 'externalTrafficPolicy'], spec.externalTrafficPolicy, TRAFFIC_POLICIES),
    ...oneOf(['spec', 'internalTrafficPolicy'], spec.internalTrafficPolicy, TRAFFIC_POLICIES),
    ...addressComplaints(spec.clusterIP ?? '').map((complaint) => ({
      ...complaint,
      path: ['spec', 'clusterIP'],
    })),
    ...addresses('clusterIPs'),
    ...addresses('externalIPs'),
    ...inEach(['spec', 'ports'], spec.ports ?? [], portComplaints),
  ];
}

function addressComplaints(text: string): Complaint[] {
  if (text === '' || text === HEADLESS || parseAddress(text) !== undefined) return [];
  return [invalid([], text, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')];
}

function portComplaints({ port, targetPort, nodePort, protocol }: ServicePortDraft): Complaint[] {
  const target = targetPort || undefined;
  return [
    ...invalidEach(['port'], port, portNumberErrors(port)),
    ...(typeof target === 'number' ? invalidEach(['targetPort'], target, portNumberErrors(target)) : []),
    ...(typeof target === 'string' ? invalidEach(['targetPort'], target, portNameErrors(target)) : []),
    ...(nodePort ? invalidEach(['nodePort'], nodePort, portNumberErrors(nodePort)) : []),
    ...protocolComplaints(protocol),
  ];
}

function servicePortOf({ name, protocol, port, targetPort, nodePort }: ServicePortDraft): ServicePort {
  return {
    ...(name ? { name } : {}),
    protocol: (protocol || 'TCP') as Protocol,
    port,
    // 0 and "" count as absent, and absent means the port that clients dial.
    targetPort: targetPort || port,
    ...(nodePort ? { nodePort } : {}),
  };
}

function clusterIPsOf({ clusterIP = '', clusterIPs = [] }: ServiceDraft['spec']): string[] {
  const listed = clusterIPs.length > 0 ? clusterIPs : [clusterIP];
  return listed.filter((ip) => ip !== '' && ip !== HEADLESS);
}

function serviceOf({ metadata, spec, status }: ServiceDraft): Service | undefined {
  // A Service of type ExternalName is a DNS alias: no packet ever meets it.
  if (spec.type === 'ExternalName') return undefined;
  const { selector } = spec;
  return {
    kind: 'Service',
    namespace: metadata.namespace ?? '',
    name: metadata.name ?? '',
    type: (spec.type || 'ClusterIP') as ServiceType,
    ...(selector === undefined || Object.keys(selector).length === 0 ? {} : { selector }),
    clusterIPs: clusterIPsOf(spec),
    externalIPs: spec.externalIPs ?? [],
    loadBalancerIPs: (status.loadBalancer.ingress ?? []).flatMap(({ ip }) => (ip ? [ip] : [])),
    ports: (spec.ports ?? []).map(servicePortOf),
    externalTrafficPolicy: (spec.externalTrafficPolicy || 'Cluster') as TrafficPolicy,
    internalTrafficPolicy: (spec.internalTrafficPolicy || 'Cluster') as TrafficPolicy,
  };
}

/** `v1` Service */
export const SERVICE_KIND: LenientKind<ServiceDraft> = {
  schema: SERVICE,
  namespaced: true,
  nameErrors: dnsLabelErrors,
  complaints: serviceComplaints,
  toObject: serviceOf,
};
