import type { Backend, Endpoint, Flow, FlowProtocol, HostEndpoint } from '../../../model/index.ts';
import { familyOf, FencepostError, hasPorts, parseAddress } from '../../../model/index.ts';
import type { JsonObject } from './messages.ts';
import { excerpt, isJsonObject } from './messages.ts';

/** An end as the protocol writes it: which fields are there tells its kind. */
export interface EndpointJson {
  readonly ip: string;
  readonly pod?: string;
  readonly node?: string;
  readonly service?: string;
}

/** A flow as the protocol writes it. */
export interface FlowJson {
  readonly source: EndpointJson;
  readonly destination: EndpointJson;
  readonly protocol: FlowProtocol;
  readonly port?: number;
  readonly sourcePort?: number;
  readonly backend?: EndpointJson & { readonly port: number };
}

/** Whether a flow may carry the value as its protocol. */
export function isFlowProtocol(value: unknown): value is FlowProtocol {
  if (value === 'TCP' || value === 'UDP' || value === 'SCTP' || value === 'ICMP') return true;
  return typeof value === 'string' && /^(?:0|[1-9]\d{0,2})$/.test(value) && Number(value) <= 255;
}

export function flowToJson({ source, destination, protocol, port, sourcePort, backend }: Flow): FlowJson {
  return {
    source: endpointToJson(source),
    destination: endpointToJson(destination),
    protocol,
    ...(port === undefined ? {} : { port }),
    ...(sourcePort === undefined ? {} : { sourcePort }),
    ...(backend === undefined
      ? {}
      : { backend: { ...endpointToJson(backend.endpoint), port: backend.port } }),
  };
}

function endpointToJson(endpoint: Endpoint): EndpointJson {
  const { ip } = endpoint;
  switch (endpoint.kind) {
    case 'pod':
      return { ip, pod: endpoint.pod };
    case 'hostNetwork':
      return { ip, pod: endpoint.pod, node: endpoint.node };
    case 'node':
      return { ip, node: endpoint.node };
    case 'external':
      return { ip };
    case 'service':
      return { ip, service: endpoint.service };
  }
}

/**
 * Reads a flow; fields that the protocol does not know are ignored.
 *
 * @throws FencepostError `input` that names the field, starting with `path`
 */
export function flowFromJson(value: unknown, path: string): Flow {
  const flow = objectAt(value, path);
  const source = hostEndpointFromJson(flow['source'], `${path}.source`);
  const destination = endpointFromJson(flow['destination'], `${path}.destination`);
  if (familyOf(source.ip) !== familyOf(destination.ip)) {
    throw invalid(`${path}.destination.ip`, `of the family of source.ip, ${source.ip}`, destination.ip);
  }
  const { protocol, port, sourcePort, backend } = flow;
  if (!isFlowProtocol(protocol))
    throw invalid(`${path}.protocol`, 'TCP, UDP, SCTP, ICMP or an IP protocol number as a string', protocol);
  if (!hasPorts(protocol) && port !== undefined) {
    throw invalid(`${path}.port`, `absent, for ${protocol} has no ports`, port);
  }
  return {
    source,
    destination,
    protocol,
    ...(hasPorts(protocol) ? { port: portAt(port, `${path}.port`) } : {}),
    ...(sourcePort === undefined ? {} : { sourcePort: portAt(sourcePort, `${path}.sourcePort`) }),
    ...(backend === undefined ? {} : { backend: backendFromJson(backend, `${path}.backend`) }),
  };
}

function backendFromJson(value: unknown, path: string): Backend {
  const endpoint = hostEndpointFromJson(value, path);
  return { endpoint, port: portAt(objectAt(value, path)['port'], `${path}.port`) };
}

function hostEndpointFromJson(value: unknown, path: string): HostEndpoint {
  const endpoint = endpointFromJson(value, path);
  if (endpoint.kind === 'service') throw invalid(`${path}.service`, 'absent here', endpoint.service);
  return endpoint;
}

function endpointFromJson(value: unknown, path: string): Endpoint {
  const end = objectAt(value, path);
  const ip = end['ip'];
  if (typeof ip !== 'string' || parseAddress(ip) === undefined)
    throw invalid(`${path}.ip`, 'an IP address', ip);
  const pod = nameAt(end, 'pod', path);
  const node = nameAt(end, 'node', path);
  const service = nameAt(end, 'service', path);
  if (service !== undefined) {
    if (pod !== undefined || node !== undefined) throw invalid(path, 'a service, a pod or a node', value);
    return { kind: 'service', ip, service };
  }
  if (pod !== undefined) {
    return node === undefined ? { kind: 'pod', ip, pod } : { kind: 'hostNetwork', ip, pod, node };
  }
  return node === undefined ? { kind: 'external', ip } : { kind: 'node', ip, node };
}

function objectAt(value: unknown, path: string): JsonObject {
  if (!isJsonObject(value)) throw invalid(path, 'an object', value);
  return value;
}

function nameAt(end: JsonObject, field: string, path: string): string | undefined {
  const name = end[field];
  if (name !== undefined && typeof name !== 'string') throw invalid(`${path}.${field}`, 'a string', name);
  return name;
}

function portAt(value: unknown, path: string): number {
  if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > 65535) {
    throw invalid(path, 'a port from 1 to 65535', value);
  }
  return value as number;
}

function invalid(path: string, expected: string, value: unknown): FencepostError {
  return new FencepostError('input', `${path}: must be ${expected}, not ${excerpt(value)}`);
}
