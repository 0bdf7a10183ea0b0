import type { Context } from '../../../evaluator/index.ts';
import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { Flow } from '../../../model/index.ts';
import { hasPorts } from '../../../model/index.ts';
import { reversed } from '../../altering/index.ts';
import type { Mutant } from '../mutant.ts';
import { mutant } from '../mutant.ts';

/** Where answers go: the port that the initiator opened its connection from. */
const EPHEMERAL_PORT = 49_152;

/**
 * CONN: what belongs to a connection. An evaluator judges connections as a whole, so that a mistake about its
 * packets shows as a connection that does not come about.
 */
export const CONN_MUTANTS: readonly Mutant[] = [
  // "Stateless filtering kills SYN-ACK/UDP answers."
  mutant('CONN-1', 'wants rules for the answers of a connection', 'judge', (context, flow) => {
    const answers = hasPorts(flow.protocol) ? reversed(flow, flow.sourcePort ?? EPHEMERAL_PORT) : undefined;
    if (answers === undefined) return reference.judge(context, flow);
    return judgesAllow(context, flow) && judgesAllow(context, answers) ? 'allow' : 'deny';
  }),

  // "Packet direction used."
  mutant('CONN-2', 'takes whoever answers for the initiator', 'judge', (context, flow) =>
    reference.judge(context, reversed(flow) ?? flow),
  ),

  // "Peer IP whitelisted after first contact."
  mutant('CONN-7', 'lets in whom the pod could have contacted before', 'judge', (context, flow) => {
    const contact = reversed(flow);
    const known = contact !== undefined && flow.source.kind === 'pod' && judgesAllow(context, contact);
    return known ? 'allow' : reference.judge(context, flow);
  }),
];

function judgesAllow(context: Context, flow: Flow): boolean {
  return reference.judge(context, flow) === 'allow';
}
