import type { PodView } from '../../../sim/index.ts';
import { CORRECT_BEHAVIOUR, EBPF_COMPILER } from '../../../sim/index.ts';
import { agentBugs, asLimits, compilerBugs } from '../plugin-bugs.ts';
import type { Mutation } from '../zoo-entry.ts';

const { reading } = CORRECT_BEHAVIOUR;

const MOST_NAMESPACES = 3;
const MOST_ENTRIES = 6;
const MOST_PORTS = 3;

/** What a plugin has room for. The real numbers are larger; small ones show the same with fewer objects. */
export const LIMITS: readonly Mutation[] = [
  // A set of sets has eight places, one a namespace.
  asLimits(
    agentBugs('WEAVE-3289', 'iptables', {
      reading: {
        peerTerms: (peer, policy, context) =>
          reading
            .peerTerms(peer, policy, context)
            .map((term) =>
              term.kind === 'pods' && peer.namespaceSelector !== undefined
                ? { ...term, members: ofFirstNamespaces(term.members) }
                : term,
            ),
      },
    }),
  ),

  // A map has 16,384 places; what comes later is not there.
  asLimits(
    compilerBugs('CILIUM-46189', { ebpf: { capacity: { ...EBPF_COMPILER.capacity, policy: MOST_ENTRIES } } }),
  ),

  // The value of a prefix has room for 24 ports.
  asLimits(
    compilerBugs('AWS-24', {
      ebpf: {
        prefixEntries: (grants) =>
          Object.fromEntries(
            Object.entries(EBPF_COMPILER.prefixEntries(grants)).map(([cidr, value]) => [
              cidr,
              { ...value, ports: value.ports.slice(0, MOST_PORTS) },
            ]),
          ),
      },
    }),
  ),

  // A rule has room for 40 ports.
  asLimits(
    agentBugs('CILIUM-1406', 'ebpf', {
      reading: {
        portsOf: (rule) => {
          const ports = reading.portsOf(rule);
          return ports === 'any' ? ports : ports.slice(0, MOST_PORTS);
        },
      },
    }),
  ),
];

function ofFirstNamespaces(members: readonly PodView[]): readonly PodView[] {
  const namespaces = [...new Set(members.map(({ namespace }) => namespace))].sort();
  const first = new Set(namespaces.slice(0, MOST_NAMESPACES));
  return members.filter(({ namespace }) => first.has(namespace));
}
