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

/** A class, so that its key is made when somebody asks: most tuples meet a node that remembers nobody. */
class LateTuple implements Tuple {
  readonly protocol: FlowProtocol;
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
  #key: string | undefined;

  constructor(
    protocol: FlowProtocol,
    source: string,
    sourcePort: number,
    destination: string,
    destinationPort: number,
  ) {
    this.protocol = protocol;
    this.source = source;
    this.sourcePort = sourcePort;
    this.destination = destination;
    this.destinationPort = destinationPort;
  }

  get key(): string {
    this.#key ??= `${this.protocol} ${end(this.source, this.sourcePort)} → ${end(this.destination, this.destinationPort)}`;
    return this.#key;
  }
}

/** The tuple of packets from one end to another. Addresses are in canonical form. */
export function tupleOf(
  protocol: FlowProtocol,
  source: string,
  sourcePort: number,
  destination: string,
  destinationPort: number,
): Tuple {
  return new LateTuple(protocol, source, sourcePort, destination, destinationPort);
}

/** The tuple of the packets that answer. */
export function reverseTuple({ protocol, source, sourcePort, destination, destinationPort }: Tuple): Tuple {
  return tupleOf(protocol, destination, destinationPort, source, sourcePort);
}

/** Whether both are of the same packets. */
export function isSameTuple(a: Tuple, b: Tuple): boolean {
  return (
    a === b ||
    (a.sourcePort === b.sourcePort &&
      a.destinationPort === b.destinationPort &&
      a.protocol === b.protocol &&
      a.source === b.source &&
      a.destination === b.destination)
  );
}

/** `TCP 10.0.0.1:40000 → 10.0.0.2:80`, for people. */
export function formatTuple({ key }: Tuple): string {
  return key;
}

function end(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
