import type { Labels } from './labels.ts';

/** A Node. */
export interface Node {
  readonly kind: 'Node';
  readonly name: string;
  readonly labels: Labels;
  /** Every address of the node, both families, gateway addresses inside its pod CIDRs included (NODE-6). */
  readonly addresses: readonly string[];
  readonly podCIDRs: readonly string[];
}
