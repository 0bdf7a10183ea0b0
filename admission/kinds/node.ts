import type { Node } from '../../model/index.ts';
import { parseAddress } from '../../model/index.ts';
import type { Complaint } from '../complaint.ts';
import { inEach, invalidEach } from '../complaint.ts';
import { OBJECT_META } from '../decode/network-policy-schema.ts';
import { STRING, listOf, struct, value } from '../decode/schema.ts';
import { cidrErrors } from '../validate/cidr.ts';
import { dnsSubdomainErrors } from '../validate/names.ts';
import type { LenientKind, ObjectDraft } from './lenient-kind.ts';
import { labelsOf } from './metadata.ts';

interface NodeDraft extends ObjectDraft {
  readonly spec: { readonly podCIDR?: string; readonly podCIDRs?: readonly string[] };
  readonly status: { readonly addresses?: readonly { readonly type: string; readonly address: string }[] };
}

const NODE = struct('Node', {
  metadata: value(OBJECT_META),
  spec: value(struct('NodeSpec', { podCIDR: STRING, podCIDRs: listOf(STRING) })),
  status: value(
    struct('NodeStatus', {
      addresses: listOf(struct('NodeAddress', { type: value(STRING), address: value(STRING) })),
    }),
  ),
});

function nodeComplaints({ spec }: NodeDraft): Complaint[] {
  return inEach(['spec', 'podCIDRs'], spec.podCIDRs ?? [], (text) =>
    invalidEach([], text, cidrErrors(text, true)),
  );
}

function nodeOf({ metadata, spec, status }: NodeDraft): Node {
  const single = spec.podCIDR === undefined || spec.podCIDR === '' ? [] : [spec.podCIDR];
  const addresses = (status.addresses ?? []).map(({ address }) => address);
  return {
    kind: 'Node',
    name: metadata.name ?? '',
    labels: labelsOf(metadata),
    // Host and DNS names stand in the same list.
    addresses: [...new Set(addresses.filter((text) => parseAddress(text) !== undefined))],
    podCIDRs: spec.podCIDRs ?? single,
  };
}

/** `v1` Node */
export const NODE_KIND: LenientKind<NodeDraft> = {
  schema: NODE,
  namespaced: false,
  nameErrors: dnsSubdomainErrors,
  complaints: nodeComplaints,
  toObject: nodeOf,
};
