import type { Protocol } from '../objects/network-policy.ts';
import type { Endpoint, HostEndpoint } from './endpoint.ts';
import { endpointName } from './endpoint.ts';

/** A protocol as a flow carries it: one that policies know, ICMP, or an IP protocol number as text. */
export type FlowProtocol = Protocol | 'ICMP' | `${number}`;

/** The end that a proxy chose for a flow to a Service, NodePort or hostPort. */
export interface Backend {
  readonly endpoint: HostEndpoint;
  /** The port after translation. */
  readonly port: number;
}

/** One new connection, or connectionless exchange, seen from its initiator. */
export interface Flow {
  readonly source: HostEndpoint;
  /** What the client dials. */
  readonly destination: Endpoint;
  readonly protocol: FlowProtocol;
  /** The port the client dials; absent for protocols without ports. */
  readonly port?: number;
  /** Absent: any port not in use. Verdicts never depend on it (PORT-17). */
  readonly sourcePort?: number;
  /** Present where an address translation stands between the client and its server. */
  readonly backend?: Backend;
}

/** Whether flows of the protocol carry ports. */
export function hasPorts(protocol: FlowProtocol): protocol is Protocol {
  return protocol === 'TCP' || protocol === 'UDP' || protocol === 'SCTP';
}

/** `y/a → x/a TCP/80`; addresses are added where a name alone would not tell the family. */
export function formatFlow(flow: Flow): string {
  const service = flow.protocol + (flow.port === undefined ? '' : `/${flow.port}`);
  const from = flow.sourcePort === undefined ? '' : `:${flow.sourcePort}`;
  const via =
    flow.backend === undefined ? '' : ` ⇒ ${endpointName(flow.backend.endpoint)}:${flow.backend.port}`;
  return `${nameWithAddress(flow.source)}${from} → ${nameWithAddress(flow.destination)} ${service}${via}`;
}

function nameWithAddress(endpoint: Endpoint): string {
  return endpoint.kind === 'external' ? endpoint.ip : `${endpointName(endpoint)} (${endpoint.ip})`;
}
