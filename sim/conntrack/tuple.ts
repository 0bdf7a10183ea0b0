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
  /** The same text for equal tuples alone: none of the parts can hold a blank. */
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
  const key = `${protocol} ${source} ${sourcePort} ${destination} ${destinationPort}`;
  return { protocol, source, sourcePort, destination, destinationPort, key };
}

/** The tuple of the packets that answer. */
export function reverseTuple({ protocol, source, sourcePort, destination, destinationPort }: Tuple): Tuple {
  return tupleOf(protocol, destination, destinationPort, source, sourcePort);
}

/** `TCP 10.0.0.1:40000 → 10.0.0.2:80`, for people. */
export function formatTuple({ protocol, source, sourcePort, destination, destinationPort }: Tuple): string {
  return `${protocol} ${end(source, sourcePort)} → ${end(destination, destinationPort)}`;
}

function end(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
