import type { FlowProtocol } from '../../model/index.ts';

/**
 * What a connection is known by on a node. Protocols without ports use 0, ICMP echo its identifier as the source
 * port. Made by {@link tupleOf}.
 */
export interface Tuple {
  readonly protocol: FlowProtocol;
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
  /** `TCP 10.0.0.1:40000 → 10.0.0.2:80`: for people, and the same text for equal tuples alone. */
  readonly key: string;
}

/** The tuple of packets from one end to another. Addresses are in canonical form. */
export function tupleOf(
  protocol: FlowProtocol,
  source: string,
  sourcePort: number,
  destination: string,
  destinationPort: number,
): Tuple {
  const key = `${protocol} ${end(source, sourcePort)} → ${end(destination, destinationPort)}`;
  return { protocol, source, sourcePort, destination, destinationPort, key };
}

/** The tuple of the packets that answer. */
export function reverseTuple({ protocol, source, sourcePort, destination, destinationPort }: Tuple): Tuple {
  return tupleOf(protocol, destination, destinationPort, source, sourcePort);
}

/** `TCP 10.0.0.1:40000 → 10.0.0.2:80`, for people. */
export function formatTuple({ key }: Tuple): string {
  return key;
}

function end(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
