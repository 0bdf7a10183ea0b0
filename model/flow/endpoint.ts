/** A pod with an address of its own. `ip` is the address this flow uses, or a loopback address (SELF-1). */
export interface PodEndpoint {
  readonly kind: 'pod';
  readonly ip: string;
  /** `namespace/name` */
  readonly pod: string;
}

/** A pod that shares its node's addresses. */
export interface HostNetworkEndpoint {
  readonly kind: 'hostNetwork';
  readonly ip: string;
  /** `namespace/name` */
  readonly pod: string;
  readonly node: string;
}

/** The node itself: kubelet, or any other process of the host. */
export interface NodeEndpoint {
  readonly kind: 'node';
  readonly ip: string;
  readonly node: string;
}

/** An address that belongs to no pod and no node. */
export interface ExternalAddressEndpoint {
  readonly kind: 'external';
  readonly ip: string;
}

/** A Service, as a destination: a cluster, external or load-balancer IP, or a node's address (NodePort). */
export interface ServiceEndpoint {
  readonly kind: 'service';
  readonly ip: string;
  /** `namespace/name` */
  readonly service: string;
}

/** What can open or accept a connection in its own name. */
export type HostEndpoint = PodEndpoint | HostNetworkEndpoint | NodeEndpoint | ExternalAddressEndpoint;

export type Endpoint = HostEndpoint | ServiceEndpoint;

export type EndpointKind = Endpoint['kind'];

/** What a person calls the endpoint: `x/a`, `node n1`, `203.0.113.7`, `service x/web`. */
export function endpointName(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case 'pod':
    case 'hostNetwork':
      return endpoint.pod;
    case 'node':
      return `node ${endpoint.node}`;
    case 'external':
      return endpoint.ip;
    case 'service':
      return `service ${endpoint.service}`;
  }
}
