import type { EndpointSlice, IPFamily, Protocol, SliceEndpoint } from '../../model/index.ts';
import { familyOf, labelOf, parseAddress } from '../../model/index.ts';
import type { Complaint } from '../complaint.ts';
import { inEach, invalid, invalidEach, unsupported } from '../complaint.ts';
import { OBJECT_META } from '../decode/network-policy-schema.ts';
import { BOOLEAN, INT32, STRING, listOf, struct, value } from '../decode/schema.ts';
import { dnsSubdomainErrors, portNumberErrors } from '../validate/names.ts';
import type { LenientKind, ObjectDraft } from './lenient-kind.ts';
import { labelsOf } from './metadata.ts';
import { protocolComplaints } from './protocol.ts';

/** The label by which a slice names its Service. */
export const SERVICE_NAME_LABEL = 'kubernetes.io/service-name';

interface EndpointDraft {
  readonly addresses?: readonly string[];
  readonly conditions: { readonly ready?: boolean };
  readonly targetRef?: { readonly kind?: string; readonly namespace?: string; readonly name?: string };
  readonly nodeName?: string;
}

interface EndpointSliceDraft extends ObjectDraft {
  readonly addressType: string;
  readonly endpoints?: readonly EndpointDraft[];
  readonly ports?: readonly { readonly name?: string; readonly protocol?: string; readonly port?: number }[];
}

const ENDPOINT = struct('Endpoint', {
  addresses: listOf(STRING),
  conditions: value(struct('EndpointConditions', { ready: BOOLEAN })),
  targetRef: struct('ObjectReference', { kind: STRING, namespace: STRING, name: STRING }),
  nodeName: STRING,
});

const ENDPOINT_SLICE = struct('EndpointSlice', {
  metadata: value(OBJECT_META),
  addressType: value(STRING),
  endpoints: listOf(ENDPOINT),
  ports: listOf(struct('EndpointPort', { name: STRING, protocol: STRING, port: INT32 })),
});

const ADDRESS_TYPES: readonly string[] = ['FQDN', 'IPv4', 'IPv6'];

function sliceComplaints({ addressType, endpoints = [], ports = [] }: EndpointSliceDraft): Complaint[] {
  if (!ADDRESS_TYPES.includes(addressType)) {
    return [unsupported(['addressType'], addressType, ADDRESS_TYPES)];
  }
  if (addressType === 'FQDN') return [];
  return [
    ...inEach(['endpoints'], endpoints, ({ addresses = [] }) =>
      inEach(['addresses'], addresses, (text) => addressComplaints(text, addressType)),
    ),
    ...inEach(['ports'], ports, ({ port, protocol }) => [
      ...(port === undefined ? [] : invalidEach(['port'], port, portNumberErrors(port))),
      ...protocolComplaints(protocol),
    ]),
  ];
}

function addressComplaints(text: string, addressType: string): Complaint[] {
  const fits = parseAddress(text) !== undefined && familyOf(text) === addressType;
  return fits ? [] : [invalid([], text, `must be a valid ${addressType} address`)];
}

function endpointsOf(
  { addresses = [], conditions, targetRef, nodeName }: EndpointDraft,
  namespace: string,
): SliceEndpoint[] {
  const pod =
    targetRef?.kind === 'Pod' && targetRef.name
      ? `${targetRef.namespace || namespace}/${targetRef.name}`
      : undefined;
  return addresses.map((address) => ({
    address,
    ...(pod === undefined ? {} : { pod }),
    ...(nodeName ? { nodeName } : {}),
    // Unknown readiness is to be read as ready.
    ready: conditions.ready ?? true,
  }));
}

function sliceOf(draft: EndpointSliceDraft): EndpointSlice | undefined {
  const { metadata, addressType, endpoints = [], ports = [] } = draft;
  const { name = '', namespace = '' } = metadata;
  if (addressType === 'FQDN') return undefined;
  return {
    kind: 'EndpointSlice',
    namespace,
    name,
    service: labelOf(labelsOf(metadata), SERVICE_NAME_LABEL) ?? '',
    addressType: addressType as IPFamily,
    endpoints: endpoints.flatMap((endpoint) => endpointsOf(endpoint, namespace)),
    ports: ports.flatMap(({ name: portName, protocol, port }) =>
      port === undefined
        ? []
        : [{ ...(portName ? { name: portName } : {}), protocol: (protocol || 'TCP') as Protocol, port }],
    ),
  };
}

/** `discovery.k8s.io/v1` EndpointSlice */
export const ENDPOINT_SLICE_KIND: LenientKind<EndpointSliceDraft> = {
  schema: ENDPOINT_SLICE,
  namespaced: true,
  nameErrors: dnsSubdomainErrors,
  complaints: sliceComplaints,
  toObject: sliceOf,
};
