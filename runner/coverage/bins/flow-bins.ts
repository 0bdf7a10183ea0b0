import type { Aspect, FlowWitness, Mutant } from '../../../engines/index.ts';
import type { Direction, FlowProtocol, IPFamily } from '../../../model/index.ts';
import { DIRECTIONS, PROTOCOLS } from '../../../model/index.ts';

/** The side that goes wrong, or `flow` for a mistake about a flow as a whole. */
export type FlowDirection = Direction | 'flow';

/** What the specification says and what the mistake makes of it; by the specification's byte. */
export const POLARITIES = ['deny→allow', 'allow→deny'] as const;

export type Polarity = (typeof POLARITIES)[number];

/** Protocols that no port item can name (PROTO-2); one stands for all. */
export const OTHER_PROTOCOLS: readonly FlowProtocol[] = ['ICMP'];

export const FAMILIES: readonly IPFamily[] = ['IPv4', 'IPv6'];

/** One way of deciding a clause about verdicts. */
export interface FlowBin {
  readonly direction: FlowDirection;
  readonly polarity: Polarity;
  readonly protocol: FlowProtocol;
  readonly family: IPFamily;
  /** Where the selector stands, or how long the list is, for clauses about these. */
  readonly aspect: Aspect | undefined;
}

/** `ingress/deny→allow/TCP/IPv4`, with `/subject` or `/two` behind it where the clause has aspects. */
export function flowBin({ direction, polarity, protocol, family, aspect }: FlowBin): string {
  const bin = `${direction}/${polarity}/${protocol}/${family}`;
  return aspect === undefined ? bin : `${bin}/${aspect}`;
}

/** The sides that a mistake can be about; none where it is about the flow as a whole. */
export function directionsOf({ replaces }: Pick<Mutant, 'replaces'>): readonly FlowDirection[] {
  return replaces === 'judge' || replaces === 'isEnforced' ? WHOLE_FLOW : DIRECTIONS;
}

const WHOLE_FLOW: readonly FlowDirection[] = ['flow'];

/** Every bin that a witness could have, going by what its mistake is about. */
export function binsOfWitness({ mutant, aspect }: FlowWitness): readonly string[] {
  const protocols = mutant.clause === 'PROTO-2' ? OTHER_PROTOCOLS : PROTOCOLS;
  return directionsOf(mutant).flatMap((direction) =>
    POLARITIES.flatMap((polarity) =>
      protocols.flatMap((protocol) =>
        FAMILIES.map((family) => flowBin({ direction, polarity, protocol, family, aspect })),
      ),
    ),
  );
}
