import type { Action, Basis, Flow } from '../model/index.ts';
import { basisOf } from './basis.ts';
import type { Context } from './semantics.ts';

/** A packet of a connection, seen from the connection. */
export type PacketKind = 'original' | 'reply' | 'related-icmp';

/**
 * What a packet of a connection meets, right after its opening. CONN-1: replies follow the verdict of their
 * connection, whatever isolates the way back. CONN-2: the initiator gives the direction.
 */
export function judgePacket(context: Context, flow: Flow, packet: PacketKind): Action {
  const opening = context.semantics.judge(context, flow);
  if (packet !== 'related-icmp' || opening === 'deny') return opening;
  // CONN-5: errors about an allowed connection are not mentioned anywhere.
  return context.option('relatedIcmp');
}

/** Who decides {@link judgePacket}. */
export function packetBasis(context: Context, flow: Flow, packet: PacketKind): Basis {
  return basisOf((option) => judgePacket({ ...context, option }, flow, packet));
}
