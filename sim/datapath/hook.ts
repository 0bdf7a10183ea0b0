import type { FlowProtocol } from '../../model/index.ts';

/** The packet as a hook of the datapath sees it, after any translation. */
export interface HookPacket {
  /** What its sender dialled instead of the destination, where a plugin filters before the translation. */
  readonly dialled?: { readonly address: string; readonly port: number };
  readonly source: string;
  readonly destination: string;
  readonly protocol: FlowProtocol;
  /** Absent for protocols without ports, and in fragments after the first. */
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly icmpType?: 'echo-request' | 'echo-reply' | 'error' | 'neighbour-solicit' | 'neighbour-advert';
  /** What connection tracking said of the packet on this node. */
  readonly state: 'new' | 'established' | 'reply' | 'related' | 'untracked';
  /** Set where the packet comes from a process of the node itself. */
  readonly fromLocalNode: boolean;
}

/** A datapath's answer and the rule, set element or map entry that gave it, as the datapath prints it. */
export interface HookVerdict {
  readonly action: 'allow' | 'drop' | 'reject';
  readonly rule: string;
  /** Nothing isolates the pod, so that no rule of its own was asked. */
  readonly unfiltered?: true;
}
