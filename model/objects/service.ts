import type { Labels } from './labels.ts';
import type { Protocol } from './network-policy.ts';

export type ServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer';

export type TrafficPolicy = 'Cluster' | 'Local';

export interface ServicePort {
  readonly name?: string;
  readonly protocol: Protocol;
  /** The port clients dial. */
  readonly port: number;
  /** The port of the backend; a name is resolved on each backend pod. */
  readonly targetPort: number | string;
  readonly nodePort?: number;
}

/** A Service. `clusterIPs` is empty for a headless one (SVC-8). */
export interface Service {
  readonly kind: 'Service';
  readonly namespace: string;
  readonly name: string;
  readonly type: ServiceType;
  /** Absent for a Service whose EndpointSlices are written by hand. */
  readonly selector?: Labels;
  readonly clusterIPs: readonly string[];
  readonly externalIPs: readonly string[];
  readonly loadBalancerIPs: readonly string[];
  readonly ports: readonly ServicePort[];
  readonly externalTrafficPolicy: TrafficPolicy;
  readonly internalTrafficPolicy: TrafficPolicy;
}
