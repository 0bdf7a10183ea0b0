import type { EndpointSlice, IPFamily, Pod, SliceEndpoint, SlicePort } from '../../../model/index.ts';
import { familyOf, objectKey, parseAddress } from '../../../model/index.ts';
import {
  fail,
  isText,
  readBoolean,
  readList,
  readRecord,
  readString,
  required,
  type Field,
} from '../document/field.ts';
import { sameData } from '../document/same-data.ts';
import { fields, type YamlValue } from '../document/yaml-value.ts';
import { splitKey } from './keys.ts';
import { choicePart, optionalTextPart, readAddress } from './part-codecs.ts';
import { readParts, writeParts, type PartTable } from './parts.ts';
import { slicePortsPart } from './ports.ts';

interface SliceParts {
  readonly service: string | undefined;
  readonly addressType: IPFamily;
  readonly endpoints: readonly SliceEndpoint[];
  readonly ports: readonly SlicePort[];
}

const SLICE_PARTS: PartTable<SliceParts, readonly Pod[]> = {
  service: optionalTextPart,
  addressType: choicePart<IPFamily>(['IPv4', 'IPv6']),
  endpoints: {
    read: (field, { addressType = 'IPv4' }, pods) =>
      readList(field).map((item) => readEndpoint(item, addressType, pods)),
    write: (endpoints, pods) => endpoints.map((endpoint) => writeEndpoint(endpoint, pods)),
    fallback: () => [],
  },
  ports: slicePortsPart,
};

/** A slice; an endpoint is `namespace/pod` or an address where it is ready and has nothing else to say. */
export function readEndpointSlice(
  key: string,
  field: Field,
  pods: readonly Pod[],
  previous?: EndpointSlice,
): EndpointSlice {
  const { service, addressType, endpoints, ports } = readParts(field, SLICE_PARTS, pods, previous);
  if (service === undefined) return fail(field, '"service" is missing');
  return { kind: 'EndpointSlice', ...splitKey(key, field), service, addressType, endpoints, ports };
}

export function writeEndpointSlice(
  slice: EndpointSlice,
  pods: readonly Pod[],
  previous?: EndpointSlice,
): YamlValue {
  return writeParts<SliceParts, readonly Pod[]>(slice, SLICE_PARTS, pods, previous);
}

function readEndpoint(field: Field, family: IPFamily, pods: readonly Pod[]): SliceEndpoint {
  if (isText(field)) {
    const text = readString(field);
    if (parseAddress(text) !== undefined) return { address: text, ready: true };
    return endpointOfPod(text, family, pods) ?? fail(field, `no pod ${text} with an ${family} address`);
  }
  const parts = readRecord(field, ['address', 'pod', 'nodeName', 'ready']);
  return {
    address: readAddress(required(field, parts.address, 'address')),
    ...(parts.pod === undefined ? {} : { pod: readString(parts.pod) }),
    ...(parts.nodeName === undefined ? {} : { nodeName: readString(parts.nodeName) }),
    ready: parts.ready === undefined || readBoolean(parts.ready),
  };
}

function writeEndpoint(endpoint: SliceEndpoint, pods: readonly Pod[]): YamlValue {
  if (sameData(endpoint, { address: endpoint.address, ready: true })) return endpoint.address;
  const { pod, address } = endpoint;
  const ready = pod === undefined ? undefined : endpointOfPod(pod, familyOf(address), pods);
  return pod !== undefined && sameData(ready, endpoint)
    ? pod
    : fields(endpoint, ['address', 'pod', 'nodeName', 'ready']);
}

function endpointOfPod(key: string, family: IPFamily, pods: readonly Pod[]): SliceEndpoint | undefined {
  const pod = pods.find((candidate) => objectKey(candidate) === key);
  const address = pod?.podIPs.find((ip) => familyOf(ip) === family);
  if (pod === undefined || address === undefined) return undefined;
  return {
    address,
    pod: key,
    ...(pod.nodeName === undefined ? {} : { nodeName: pod.nodeName }),
    ready: true,
  };
}
