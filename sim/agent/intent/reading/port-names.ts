import type { ContainerPort, ContainerType, Pod, Profile, Protocol } from '../../../../model/index.ts';
import { isFinished } from '../../../../model/index.ts';
import type { PeerTerm, PortTerm } from '../../../datapath/intent.ts';
import type { KnownPod, ReadingContext } from '../policy-reading.ts';

/** The containers whose port names count (PORT-20). */
const NAMING_CONTAINERS: Readonly<Record<Profile['namedPortSources'], readonly ContainerType[]>> = {
  containers: ['regular'],
  '+sidecars': ['regular', 'sidecar'],
  '+all-init': ['regular', 'sidecar', 'init'],
};

/** {@link PolicyReading.namedPortsOf} */
export function namedPortsOf(pod: Pod, { profile }: ReadingContext): readonly ContainerPort[] {
  const containers = NAMING_CONTAINERS[profile.namedPortSources];
  return pod.ports.filter(({ name, container }) => name !== undefined && containers.includes(container));
}

/** {@link PolicyReading.resolveName} */
export function resolveName(
  name: string,
  protocol: Protocol,
  pod: Pod,
  context: ReadingContext,
): readonly number[] {
  const declared = context.reading.namedPortsOf(pod, context).filter((port) => port.name === name);
  const numbers = declared.filter((port) => port.protocol === protocol).map((port) => port.containerPort); // PORT-10
  // PORT-15
  switch (context.profile.duplicateNamedPorts) {
    case 'all':
      return [...new Set(numbers)];
    case 'first':
      return numbers.slice(0, 1);
    case 'reject-name':
      return declared.length > 1 ? [] : numbers;
  }
}

/** {@link PolicyReading.nameOnIngress} */
export function nameOnIngress(
  name: string,
  protocol: Protocol,
  subject: Pod,
  context: ReadingContext,
): readonly PortTerm[] {
  const numbers = context.reading.resolveName(name, protocol, subject, context);
  return numbers.map((port) => ({ protocol, first: port, last: port }));
}

/** {@link PolicyReading.nameOnEgress}: each number holds for the pods that declare it, and for no others. */
export function nameOnEgress(
  name: string,
  protocol: Protocol,
  destinations: readonly KnownPod[],
  context: ReadingContext,
): readonly PortTerm[] {
  const keysByNumber = new Map<number, string[]>();
  for (const { pod, view } of destinations) {
    for (const port of context.reading.resolveName(name, protocol, pod, context)) {
      const keys = keysByNumber.get(port);
      if (keys === undefined) keysByNumber.set(port, [view.key]);
      else keys.push(view.key);
    }
  }
  return [...keysByNumber]
    .sort(([a], [b]) => a - b)
    .map(([port, only]) => ({ protocol, first: port, last: port, only })); // PORT-12
}

/** {@link PolicyReading.namedDestinations}: whoever they are, they must be peers of the rule as well (RULE-1). */
export function namedDestinations(
  peers: 'any' | readonly PeerTerm[],
  { known, profile }: ReadingContext,
): readonly KnownPod[] {
  // HOST-6, LIFE-9: of a finished pod the labels may linger, its ports do not.
  const named = known.filter(
    ({ pod }) => !isFinished(pod) && (!pod.hostNetwork || profile.hostNetworkPods === 'as-pod'),
  );
  if (peers === 'any') return named; // PORT-13
  const hasBlock = peers.some(({ kind }) => kind === 'block');
  if (hasBlock && profile.namedPortWithIpBlock === 'resolve-if-pod-ip') return named; // IPB-12
  const members = new Set(peers.flatMap((peer) => (peer.kind === 'pods' ? peer.members : [])));
  return named.filter(({ view }) => members.has(view));
}
