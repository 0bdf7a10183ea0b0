import type { Backend, Cluster, Endpoint, Flow, FlowProtocol, HostEndpoint } from '../../model/index.ts';
import { fail, isText, readChoice, readPort, readRecord, readString, required } from './document/field.ts';
import type { Field } from './document/field.ts';
import { fields, mapping, type YamlValue } from './document/yaml-value.ts';
import { readAddress } from './objects/part-codecs.ts';
import { formatFlowText, parseFlow, parseFlows } from './text/flow-text.ts';

/** The flows that a line names: its text may hold wildcards. */
export function readFlows(field: Field, cluster: Cluster, sourcePort: Field | undefined): Flow[] {
  const port = sourcePort === undefined ? {} : { sourcePort: readPort(sourcePort) };
  const flows = isText(field)
    ? parseFlows(readString(field), cluster, (message) => fail(field, message))
    : [readLongFlow(field)];
  return flows.map((flow) => ({ ...flow, ...port }));
}

/** {@link readFlows} where a line names exactly one flow. */
export function readFlow(field: Field, cluster: Cluster, sourcePort: Field | undefined): Flow {
  const port = sourcePort === undefined ? {} : { sourcePort: readPort(sourcePort) };
  const flow = isText(field)
    ? parseFlow(readString(field), cluster, (message) => fail(field, message))
    : readLongFlow(field);
  return { ...flow, ...port };
}

/** The flow without its source port: as text where the cluster has names for its ends, else spelled out. */
export function writeFlow(flow: Flow, cluster: Cluster): YamlValue {
  const { sourcePort: _, ...ends } = flow;
  return formatFlowText(ends, cluster) ?? writeLongFlow(ends);
}

function writeLongFlow({ source, destination, protocol, port, backend }: Flow): YamlValue {
  return mapping([
    ['source', writeEnd(source)],
    ['destination', writeEnd(destination)],
    ['protocol', protocol],
    ['port', port],
    [
      'backend',
      backend &&
        mapping([
          ['endpoint', writeEnd(backend.endpoint)],
          ['port', backend.port],
        ]),
    ],
  ]);
}

function writeEnd(end: Endpoint): YamlValue {
  return fields(end, END_KEYS);
}

function readLongFlow(field: Field): Flow {
  const parts = readRecord(field, ['source', 'destination', 'protocol', 'port', 'backend']);
  return {
    source: readHostEndpoint(required(field, parts.source, 'source')),
    destination: readEndpoint(required(field, parts.destination, 'destination')),
    protocol: readString(required(field, parts.protocol, 'protocol')) as FlowProtocol,
    ...(parts.port === undefined ? {} : { port: readPort(parts.port) }),
    ...(parts.backend === undefined ? {} : { backend: readBackend(parts.backend) }),
  };
}

function readBackend(field: Field): Backend {
  const { endpoint, port } = readRecord(field, ['endpoint', 'port']);
  return {
    endpoint: readHostEndpoint(required(field, endpoint, 'endpoint')),
    port: readPort(required(field, port, 'port')),
  };
}

function readHostEndpoint(field: Field): HostEndpoint {
  const endpoint = readEndpoint(field);
  return endpoint.kind === 'service' ? fail(field, 'must not be a service') : endpoint;
}

function readEndpoint(field: Field): Endpoint {
  const parts = readRecord(field, END_KEYS);
  const text = (key: 'pod' | 'node' | 'service'): string => readString(required(field, parts[key], key));
  const kind = readChoice(required(field, parts.kind, 'kind'), KINDS);
  const ip = readAddress(required(field, parts.ip, 'ip'));
  switch (kind) {
    case 'pod':
      return { kind, ip, pod: text('pod') };
    case 'hostNetwork':
      return { kind, ip, pod: text('pod'), node: text('node') };
    case 'node':
      return { kind, ip, node: text('node') };
    case 'external':
      return { kind, ip };
    case 'service':
      return { kind, ip, service: text('service') };
  }
}

const END_KEYS = ['kind', 'ip', 'pod', 'node', 'service'] as const;
const KINDS = ['pod', 'hostNetwork', 'node', 'external', 'service'] as const;
