import type { NetworkPolicyPort, NetworkPolicyRule, Protocol } from '../../../../model/index.ts';
import type { PortTerm } from '../../../datapath/intent.ts';
import type { ReadingContext } from '../policy-reading.ts';

/** {@link PolicyReading.portsOf} */
export function portsOf({ ports }: NetworkPolicyRule): 'any' | readonly NetworkPolicyPort[] {
  return ports === undefined || ports.length === 0 ? 'any' : ports; // PORT-1
}

/** {@link PolicyReading.protocolOf} */
export function protocolOf(
  { protocol = 'TCP' }: NetworkPolicyPort, // PORT-3
  { profile }: ReadingContext,
): Protocol | undefined {
  return protocol === 'SCTP' && profile.sctp === 'rules-inert' ? undefined : protocol; // PROTO-5
}

/** {@link PolicyReading.portRange} */
export function portRange(
  { port, endPort }: NetworkPolicyPort,
  { profile }: ReadingContext,
): Pick<PortTerm, 'first' | 'last'> | undefined {
  if (port === undefined) return { first: 1, last: 65_535 }; // PORT-4
  if (typeof port === 'string') return undefined;
  // PORT-19: without ranges the first port stands alone, never every port.
  const last = profile.endPort === 'supported' ? (endPort ?? port) : port;
  return { first: port, last }; // PORT-7, PORT-8
}
