import type { IPFamily } from '../address/ip.ts';
import type { Protocol } from './network-policy.ts';

/** One backend of a slice. */
export interface SliceEndpoint {
  readonly address: string;
  /** `namespace/name` of the pod behind the address; absent for an address outside the cluster (SVC-4). */
  readonly pod?: string;
  readonly nodeName?: string;
  readonly ready: boolean;
}

export interface SlicePort {
  readonly name?: string;
  readonly protocol: Protocol;
  readonly port: number;
}

/** A `discovery.k8s.io/v1` EndpointSlice: every endpoint serves every port of its slice. */
export interface EndpointSlice {
  readonly kind: 'EndpointSlice';
  readonly namespace: string;
  readonly name: string;
  /** Name of the Service, from the label `kubernetes.io/service-name`. */
  readonly service: string;
  readonly addressType: IPFamily;
  readonly endpoints: readonly SliceEndpoint[];
  readonly ports: readonly SlicePort[];
}
