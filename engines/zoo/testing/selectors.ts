import type { Triggers } from './trigger.ts';
import { egress, ingress, pods, podsIn, policy, spaces, tcp } from './trigger.ts';

const A = { pod: 'a' };
const B = { pod: 'b' };
const BLUE = { team: 'blue' };
const TYPES = { policyTypes: ['Ingress'] };

export const SELECTOR_TRIGGERS: Triggers = {
  'KNP-NILMATCH': {
    policies: [ingress('x/p', A, { from: [pods(B)] })],
    expect: ['deny e1 -> x/a TCP/80', 'allow x/b -> x/a TCP/80'],
  },
  'CILIUM-4513': {
    policies: [egress('x/p', A, { to: [spaces({})], ports: [tcp(53)] })],
    expect: ['deny x/a -> e1 TCP/53', 'allow x/a -> y/a TCP/53'],
  },
  'CILIUM-46996': {
    policies: [
      egress('x/p', A, {
        to: [
          { namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['red'] }] } },
        ],
      }),
    ],
    expect: ['deny x/a -> e1 TCP/80', 'deny x/a -> node:n2 TCP/80', 'allow x/a -> y/a TCP/80'],
  },
  'CALICO-EMPTYNS': {
    policies: [ingress('x/p', A, { from: [spaces({})] })],
    expect: ['allow y/a -> x/a TCP/80', 'allow x/b -> x/a TCP/80'],
  },
  'CALICO-OR': {
    policies: [ingress('x/p', A, { from: [podsIn(BLUE, A)] })],
    expect: ['deny y/b -> x/a TCP/80', 'allow y/a -> x/a TCP/80'],
  },
  'MULTINP-14': {
    policies: [ingress('x/p', A, { from: [spaces(BLUE)] })],
    expect: ['allow y/a -> x/a TCP/80'],
  },
  'OVN-2POD': {
    policies: [ingress('x/p', A, { from: [pods(B), pods({ pod: 'c' })] })],
    expect: ['allow x/b -> x/a TCP/80', 'allow x/c -> x/a TCP/80'],
  },
  'ANTREA-161': {
    policies: [
      ingress('x/p', A, { from: [pods(B)], ports: [tcp(443)] }, { from: [spaces(BLUE)], ports: [tcp(80)] }),
    ],
    expect: ['deny x/b -> x/a TCP/80', 'allow y/a -> x/a TCP/80'],
  },
  'OSDN-459': {
    policies: [egress('x/p', A, { to: [pods({})] })],
    expect: ['allow x/a -> x/b TCP/80', 'deny x/a -> y/a TCP/80'],
  },
  'OVN-4063': {
    policies: [ingress('x/p', { pod: 'c' }, { from: [spaces({ team: 'red' })] })],
    expect: ['deny x/hn -> x/c TCP/80'],
  },
  'MERMIN-120': {
    policies: [ingress('x/p', A, { from: [pods(B)] })],
    expect: ['deny y/b -> x/a TCP/80', 'allow x/b -> x/a TCP/80'],
  },
  'CILIUM-23154': {
    cluster: { pods: { 'y/a': { labels: BLUE, node: 'n2', ips: ['10.244.2.20'] } } },
    policies: [ingress('x/p', A, { from: [spaces(BLUE)] })],
    expect: ['allow y/a -> x/a TCP/80', 'allow y/b -> x/a TCP/80'],
  },
  'KR-614': {
    policies: [policy('x/p', { matchExpressions: [{ key: 'role', operator: 'Exists' }] }, TYPES)],
    expect: ['allow y/a -> x/b TCP/80', 'deny y/a -> x/a TCP/80'],
  },
  'AKS-2006': {
    policies: [
      policy('x/p', { matchExpressions: [{ key: 'pod', operator: 'In', values: ['a', 'b'] }] }, TYPES),
    ],
    expect: ['deny y/a -> x/a TCP/80', 'allow y/a -> x/c TCP/80'],
  },
  'OVN-NONE': {
    policies: [ingress('x/p', A, { from: [pods({})] })],
    expect: ['allow x/b -> x/a TCP/80'],
  },
  'KR-90': {
    policies: [policy('x/p', {}, TYPES)],
    expect: ['deny y/a -> x/a TCP/80'],
  },
  'KR-183': {
    policies: [ingress('x/p', A)],
    expect: ['allow y/a -> x/b TCP/80', 'deny y/a -> x/a TCP/80'],
  },
  'CILIUM-39347': {
    cluster: {
      pods: {
        'x/a': { labels: { 'io.kubernetes.pod.namespace': 'foo' }, node: 'n1', ips: ['10.244.1.10'] },
      },
    },
    policies: [ingress('x/p', {})],
    expect: ['deny y/a -> x/a TCP/80', 'deny y/a -> x/b TCP/80'],
  },
  'KR-883': {
    policies: [policy('x/p', { matchLabels: A }, { policyTypes: ['Ingress', 'Egress'], ingress: [{}] })],
    expect: ['deny x/a -> y/a TCP/80', 'allow y/a -> x/a TCP/80'],
  },
  'NPC-229': {
    policies: [
      policy(
        'x/p',
        { matchLabels: A },
        { policyTypes: ['Ingress'], ingress: [{}], egress: [{ to: [pods(B)] }] },
      ),
    ],
    expect: ['allow x/a -> y/a TCP/80'],
  },
  'CALICO-1360': {
    policies: [egress('x/p', A, {})],
    expect: ['allow y/a -> x/a TCP/80'],
  },
  'ANTREA-131': {
    policies: [ingress('x/p', A, {}), ingress('y/p', A)],
    expect: ['allow y/a -> x/a TCP/80', 'deny x/a -> y/a TCP/80'],
  },
  'OVN-1174': {
    policies: [egress('x/p', A)],
    expect: ['deny x/a -> y/a TCP/80', 'allow y/a -> x/a TCP/80'],
  },
  'OVN-EMPTYNS': {
    policies: [ingress('x/p', A, { from: [spaces({ team: 'nobody' })] }, { from: [pods(B)] })],
    expect: ['allow x/b -> x/a TCP/80'],
  },
  'NPAPI-DENYALL': {
    policies: [policy('x/p', {}, { policyTypes: ['Ingress', 'Egress'] })],
    expect: ['deny y/a -> x/a TCP/80'],
  },
};
