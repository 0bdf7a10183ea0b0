import type { Labels } from './labels.ts';

/** A Namespace. After admission it always carries `kubernetes.io/metadata.name` (NS-2). */
export interface Namespace {
  readonly kind: 'Namespace';
  readonly name: string;
  readonly labels: Labels;
}
