import type { Action, Basis, Cluster, Flow, PartialProfile, Profile } from '../model/index.ts';
import { SPEC_DEFAULT } from '../model/index.ts';
import { basisOf } from './basis.ts';
import { referenceSemantics } from './reference-semantics.ts';
import type { Context, Semantics } from './semantics.ts';
import { worldOf } from './world.ts';

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

/** {@link judgePacket} for a cluster and a profile, with who decides. */
export function judgePacketOf(
  cluster: Cluster,
  flow: Flow,
  packet: PacketKind,
  declared: PartialProfile = {},
  semantics: Semantics = referenceSemantics,
): { readonly action: Action; readonly basis: Basis } {
  const world = worldOf(cluster);
  const profile: Profile = { ...SPEC_DEFAULT, ...declared };
  const judge = (option: Context['option']): Action =>
    judgePacket({ semantics, world, option }, flow, packet);
  return { action: judge((name) => profile[name]), basis: basisOf(judge) };
}
