import type { Direction, IPFamily, Profile, Protocol } from '../../../model/index.ts';

/**
 * Ports as a prefix: those that share the first `length` of sixteen bits with `port`. Length 0 is every port, and
 * packets without one; protocol `*` is every protocol.
 */
export interface PortKey {
  readonly protocol: Protocol | '*';
  readonly port: number;
  readonly length: number;
}

/** What an address or prefix may do. */
export interface PrefixValue {
  readonly ports: readonly PortKey[];
  /** The value alone decides, and the identity of the address is not asked. */
  readonly final?: true;
}

/** What identities may do; `*` is every identity. */
export type PolicyMap = Readonly<Record<string, readonly PortKey[]>>;
export type PrefixMap = Readonly<Record<string, PrefixValue>>;

/** What is compiled into an endpoint's program, beside the maps that it reads. */
export interface ProgramConfig {
  readonly relatedIcmp: Profile['relatedIcmp'];
  readonly otherProtocols: Profile['otherProtocolsWhenIsolated'];
  readonly denied: Profile['deniedAction'];
  /** Whether processes of the node pass. */
  readonly localPasses: boolean;
  /** Other ends that pass whatever the maps say: the node's addresses. */
  readonly nodeAddresses: readonly string[];
  /** Addresses of the pod that it may reach from themselves. */
  readonly ownAddresses: readonly string[];
}

/** The program on one pod's interface, for one direction and family. */
export interface Program {
  readonly pod: string;
  readonly direction: Direction;
  readonly family: IPFamily;
  readonly policyMap: string;
  readonly prefixMap: string;
  readonly config: ProgramConfig;
  /** Grants for which a map had no room: what they would allow is denied. */
  readonly refused: readonly string[];
}

/** Maps and attached programs of one node. */
export interface EbpfState {
  /** Identities by address. */
  readonly ipcache: Readonly<Record<IPFamily, Readonly<Record<string, string>>>>;
  readonly policyMaps: Readonly<Record<string, PolicyMap>>;
  readonly prefixMaps: Readonly<Record<string, PrefixMap>>;
  /** By {@link slotOf}. */
  readonly programs: Readonly<Record<string, Program>>;
}

/** Where a program is attached. */
export function slotOf(pod: string, direction: Direction, family: IPFamily): string {
  return `${pod} ${direction} ${family}`;
}
