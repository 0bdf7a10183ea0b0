/** A Kubernetes object as an API server sends and takes it: plain JSON. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: KubernetesMetadata;
  readonly [field: string]: unknown;
}

/** The part of `metav1.ObjectMeta` that Fencepost looks at; whatever else is there is carried along. */
export interface KubernetesMetadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly generation?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}
