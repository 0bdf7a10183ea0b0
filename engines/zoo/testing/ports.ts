import type { Triggers } from './trigger.ts';
import { block, egress, ingress, sctp, spaces, tcp, udp } from './trigger.ts';

const A = { pod: 'a' };
const BLUE = { team: 'blue' };

/** y/a and y/b declare `web`, each as something else. */
const TWO_WEBS = {
  pods: {
    'y/a': { labels: A, node: 'n2', ips: ['10.244.2.20'], ports: ['web=80/TCP'] },
    'y/b': { labels: { pod: 'b' }, node: 'n1', ips: ['10.244.1.21'], ports: ['web=8080/TCP'] },
  },
};

const serving = (...ports: readonly string[]): object => ({
  pods: { 'x/a': { labels: { pod: 'a', role: 'db' }, node: 'n1', ips: ['10.244.1.10'], ports } },
});

export const PORT_TRIGGERS: Triggers = {
  'CILIUM-28684': {
    policies: [egress('x/p', A, { ports: [tcp(32000, 32768)] })],
    expect: ['allow x/a -> e1 TCP/32001', 'allow x/a -> e1 TCP/32000', 'deny x/a -> e1 TCP/32769'],
  },
  'AKS-2857': {
    policies: [ingress('x/p', A, { ports: [tcp(11000, 11999)] })],
    expect: ['allow y/a -> x/a TCP/11999'],
  },
  'CALICO-4373': {
    policies: [ingress('x/p', A, { ports: [{}] })],
    expect: ['allow y/a -> x/a TCP/80', 'deny y/a -> x/a UDP/80'],
  },
  'CILIUM-21184': {
    policies: [ingress('x/p', A, { ports: [{ protocol: 'TCP' }] })],
    expect: ['allow y/a -> x/a TCP/80'],
  },
  'ACI-1279': {
    policies: [egress('x/p', A, { ports: [{ protocol: 'TCP' }] })],
    expect: ['allow x/a -> y/a TCP/80'],
  },
  'MULTINP-71': {
    policies: [ingress('x/p', A, { ports: [{ protocol: 'UDP' }] })],
    expect: ['allow y/a -> x/a UDP/53'],
  },
  'K8S-102509': {
    policies: [ingress('x/p', A, { ports: [sctp(81)] })],
    expect: ['deny y/a -> x/a TCP/81', 'allow y/a -> x/a SCTP/81'],
  },
  'K8S-102509B': {
    policies: [ingress('x/p', A, { ports: [sctp(80)] })],
    expect: ['deny y/a -> x/a TCP/80', 'deny y/a -> x/a TCP/81'],
  },
  'AZURE-550': {
    policies: [ingress('x/p', A, { ports: [tcp('serve-80-tcp')] })],
    expect: ['deny y/a -> x/a TCP/81', 'allow y/a -> x/a TCP/80'],
  },
  'NPC-52': {
    cluster: {
      pods: {
        'y/a': { labels: A, node: 'n2', ips: ['10.244.2.20'], ports: ['http=666/TCP'] },
        'x/a': { labels: A, node: 'n1', ips: ['10.244.1.10'], ports: ['http=80/TCP'] },
      },
    },
    policies: [ingress('x/p', A, { ports: [tcp('http')] })],
    expect: ['allow y/a -> x/a TCP/80', 'deny y/a -> x/a TCP/666'],
  },
  'NPC-81': {
    policies: [ingress('x/p', A, { from: [block('203.0.113.0/24')], ports: [tcp('serve-80-tcp')] })],
    expect: ['allow e1 -> x/a TCP/80'],
  },
  'NETPOLAN-405': {
    cluster: serving('newport=8956/SCTP'),
    policies: [ingress('x/p', A, { ports: [udp('newport')] })],
    expect: ['deny y/a -> x/a UDP/8956', 'deny y/a -> x/a SCTP/8956'],
  },
  'AZURE-904': {
    cluster: serving('serve-81-udp=81/UDP'),
    policies: [ingress('x/p', A, { ports: [tcp('serve-81-udp')] })],
    expect: ['deny y/a -> x/a UDP/81', 'deny y/a -> x/a TCP/81'],
  },
  'CILIUM-30003': {
    cluster: TWO_WEBS,
    policies: [egress('x/p', A, { to: [spaces(BLUE)], ports: [tcp('web')] })],
    expect: ['allow x/a -> y/a TCP/80', 'allow x/a -> y/b TCP/8080'],
  },
  'ACI-1707': {
    cluster: TWO_WEBS,
    policies: [egress('x/p', A, { to: [spaces(BLUE)], ports: [tcp('web')] })],
    expect: ['deny x/a -> y/a TCP/8080', 'deny x/a -> y/b TCP/80'],
  },
  'KUBEOVN-2326': {
    cluster: TWO_WEBS,
    policies: [egress('x/p', A, { to: [spaces(BLUE)], ports: [tcp('web')] })],
    expect: ['allow x/a -> y/a TCP/80', 'allow x/a -> y/b TCP/8080'],
  },
  'CALICO-NPCOPY': {
    policies: [ingress('x/p', A, { ports: [tcp('serve-80-tcp')] })],
    expect: ['allow y/a -> x/a TCP/80'],
  },
  'CALICO-SCTPNP': {
    cluster: serving('assoc=9000/SCTP'),
    policies: [ingress('x/p', A, { ports: [sctp('assoc')] })],
    expect: ['allow y/a -> x/a SCTP/9000'],
  },
  'CALICO-DUPNP': {
    cluster: serving('m=9000/TCP', 'm=9001/TCP'),
    policies: [ingress('x/p', A, { ports: [tcp('m')] })],
    expect: ['allow y/a -> x/a TCP/9001'],
  },
};
