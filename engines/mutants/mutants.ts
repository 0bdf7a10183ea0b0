import type { ClauseId } from '../../model/index.ts';
import { CONN_MUTANTS } from './ends/conn.ts';
import { DIR_MUTANTS } from './ends/dir.ts';
import { HOST_MUTANTS } from './ends/host.ts';
import { IPB_MUTANTS } from './peers/ipb.ts';
import { ISO_MUTANTS } from './isolation/iso.ts';
import { NODE_MUTANTS } from './ends/node.ts';
import { NS_MUTANTS } from './peers/ns.ts';
import { PEER_MUTANTS } from './peers/peer.ts';
import { PORT_MUTANTS } from './ports/port.ts';
import { PROTO_MUTANTS } from './ports/proto.ts';
import { RULE_MUTANTS } from './isolation/rule.ts';
import { SCOPE_MUTANTS } from './isolation/scope.ts';
import { SEL_MUTANTS } from './peers/sel.ts';
import { SELF_MUTANTS } from './ends/self.ts';
import { SVC_MUTANTS } from './ends/svc.ts';
import { TYPE_MUTANTS } from './isolation/type.ts';
import type { Mutant } from './mutant.ts';

/** Every clause that a snapshot can show, typically misread; in catalogue order. */
export const MUTANTS: readonly Mutant[] = [
  ...SCOPE_MUTANTS,
  ...ISO_MUTANTS,
  ...TYPE_MUTANTS,
  ...RULE_MUTANTS,
  ...PEER_MUTANTS,
  ...SEL_MUTANTS,
  ...NS_MUTANTS,
  ...IPB_MUTANTS,
  ...PORT_MUTANTS,
  ...DIR_MUTANTS,
  ...NODE_MUTANTS,
  ...SELF_MUTANTS,
  ...HOST_MUTANTS,
  ...CONN_MUTANTS,
  ...PROTO_MUTANTS,
  ...SVC_MUTANTS,
];

/** A clause of the evaluator whose typical mistake no replaced function can make. */
export interface Unexpressible {
  readonly clause: ClauseId;
  /** Why not, as a sentence. */
  readonly reason: string;
}

/** What {@link MUTANTS} leaves out. */
export const UNEXPRESSIBLE: readonly Unexpressible[] = [
  { clause: 'ISO-11', reason: 'An evaluator sees a snapshot, and a policy that was removed is not in it.' },
  {
    clause: 'TYPE-3',
    reason: 'Admission fills in the types and leaves the empty list out before anybody evaluates the policy.',
  },
  {
    clause: 'CONN-5',
    reason: 'Errors about a connection are judged after it, by no function of the semantics.',
  },
  { clause: 'PROTO-7', reason: 'A verdict says deny and not how: dropped and rejected are one.' },
];
