import { CIDR_NORMALISATION, IPBLOCK_IDENTITY } from './semantics/cidr-normalisation.ts';
import { COMBINATION } from './semantics/combination.ts';
import { IPV6_DUALSTACK } from './semantics/families.ts';
import { IPBLOCK_EXCEPT } from './semantics/ipblock-except.ts';
import { NAMED_PORTS } from './semantics/named-ports.ts';
import { NAMES } from './semantics/names.ts';
import { HOSTNETWORK, NODE_TRAFFIC } from './semantics/nodes.ts';
import { POLICYTYPES_DEFAULT } from './semantics/policytypes-default.ts';
import { PORT_RANGE, PROTOCOL } from './semantics/ports.ts';
import { SELECTOR_SEMANTICS } from './semantics/selector-semantics.ts';
import { HAIRPIN, SERVICE_NAT } from './semantics/services.ts';
import type { Mutation, ZooEntry } from './zoo-entry.ts';

const MUTATIONS: readonly Mutation[] = [
  ...IPBLOCK_EXCEPT,
  ...CIDR_NORMALISATION,
  ...IPBLOCK_IDENTITY,
  ...PORT_RANGE,
  ...PROTOCOL,
  ...NAMED_PORTS,
  ...SELECTOR_SEMANTICS,
  ...POLICYTYPES_DEFAULT,
  ...COMBINATION,
  ...NAMES,
  ...HOSTNETWORK,
  ...NODE_TRAFFIC,
  ...HAIRPIN,
  ...SERVICE_NAT,
  ...IPV6_DUALSTACK,
];

/** Real bugs of real plugins, alive. */
export const ZOO: readonly ZooEntry[] = MUTATIONS.flat();
