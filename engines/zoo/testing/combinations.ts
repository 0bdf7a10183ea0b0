import type { Triggers } from './trigger.ts';
import { egress, ingress, pods, spaces, tcp } from './trigger.ts';

const A = { pod: 'a' };
const B = { pod: 'b' };
const BLUE = { team: 'blue' };

const WEB = {
  services: {
    'x/web': { ips: ['10.96.0.10'], selector: A, ports: ['http=8080/TCP->80'] },
    'y/web': {
      ips: ['10.96.0.20'],
      selector: A,
      type: 'NodePort',
      ports: ['http=8080/TCP->80(nodePort 30080)'],
    },
  },
};

const LONG = 'a-namespace-with-a-name-that-is-nearly-as-long-as-names-may-be';

/** Rules and policies together, names, nodes, Services and families. */
export const COMBINATION_TRIGGERS: Triggers = {
  'AZURE-269': {
    policies: [egress('x/p', A, { to: [spaces(BLUE)] })],
    expect: ['allow x/a -> y/a TCP/80', 'deny x/a -> z/a TCP/80'],
  },
  'AZURE-870': {
    policies: [
      ingress('x/p', A, { from: [pods(B)], ports: [tcp(8000)] }),
      ingress('x/q', A, { from: [spaces({})] }),
    ],
    expect: ['allow y/a -> x/a TCP/80', 'allow x/b -> x/a TCP/8000'],
  },
  'CILIUM-3418': {
    policies: [
      egress('x/p', A, { to: [pods(B)], ports: [tcp(9090)] }, { to: [spaces(BLUE)], ports: [tcp(9090)] }),
    ],
    expect: ['allow x/a -> x/b TCP/9090', 'allow x/a -> y/a TCP/9090'],
  },
  'MULTINP-28': {
    policies: [ingress('x/p', A, { from: [pods(B)] }), ingress('x/q', A, { from: [spaces(BLUE)] })],
    expect: ['allow x/b -> x/a TCP/80', 'allow y/a -> x/a TCP/80'],
  },
  'KUBEOVN-196': {
    cluster: { pods: { 'x/pending': { labels: A, ips: [], phase: 'Pending' } } },
    policies: [ingress('x/p', A, { from: [pods(B)] })],
    expect: ['allow x/b -> x/a TCP/80'],
  },
  'OSDN-240': {
    cluster: { pods: { 'x/pending': { labels: B, ips: [], phase: 'Pending' } } },
    policies: [ingress('x/p', A, { from: [pods(B)] })],
    expect: ['allow x/b -> x/a TCP/80'],
  },
  'AZURE-4587': {
    policies: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q'].map(
      (name) => ingress(`x/${name}`, A, { ports: [tcp(8000 + name.codePointAt(0)!)] }),
    ),
    // Of seventeen policies two share one of sixteen digests.
    expect: Array.from({ length: 17 }, (_, at) => `allow y/a -> x/a TCP/${8097 + at}`),
  },
  'AZURE-734': {
    cluster: {
      pods: { 'x/a': { labels: { http: 'yes' }, node: 'n1', ips: ['10.244.1.10'], ports: ['http=80/TCP'] } },
    },
    policies: [ingress('x/p', { http: 'yes' }, { ports: [tcp('http')] })],
    expect: ['deny y/a -> x/a TCP/81', 'allow y/a -> x/a TCP/80'],
  },
  'AWS-576': {
    cluster: {
      namespaces: { b: {}, 'a-b': {} },
      pods: {
        'b/c-a': { labels: A, node: 'n1', ips: ['10.244.1.50'] },
        'a-b/c': { labels: A, node: 'n1', ips: ['10.244.1.51'] },
      },
    },
    policies: [ingress('b/p', {})],
    expect: ['deny z/a -> b/c-a TCP/80', 'allow z/a -> a-b/c TCP/80'],
  },
  'KR-NFTCOMMENT': {
    cluster: {
      namespaces: { [LONG]: {} },
      pods: { [`${LONG}/a`]: { labels: A, node: 'n1', ips: ['10.244.1.50'] } },
    },
    policies: [ingress(`${LONG}/and-a-policy-that-has-a-long-name-too`, {})],
    expect: [`deny y/a -> ${LONG}/a TCP/80`],
  },
  'ANTREA-3080': {
    policies: [ingress('x/p', { pod: 'c' }, { from: [pods({})] })],
    expect: ['deny x/hn -> x/c TCP/80', 'deny node:n1 -> x/c TCP/80'],
  },
  'NPC-202': {
    policies: [ingress('x/p', {})],
    expect: ['allow y/a -> x/hn TCP/80'],
  },
  'KNP-283': {
    policies: [egress('x/p', A)],
    expect: ['deny x/a -> node:n1 TCP/10250', 'deny x/a -> node:n2 TCP/10250'],
  },
  'KR-891': {
    policies: [egress('x/p', A)],
    expect: ['deny x/a -> x/hn TCP/80', 'deny x/a -> node:n2 TCP/10250'],
  },
  'KUBEOVN-2279': {
    policies: [ingress('x/p', A, { from: [pods(B)] })],
    expect: ['allow node:n1 -> x/a TCP/80'],
  },
  'KNP-ROOT': {
    policies: [ingress('x/p', {})],
    expect: ['allow node:n1 -> x/a TCP/80', 'deny node:n2 -> x/a TCP/80'],
  },
  'ANTREA-5681': {
    cluster: WEB,
    policies: [ingress('x/p', {}, { from: [pods({})] })],
    expect: ['allow x/a -> service:x/web TCP/8080 => x/a:80'],
  },
  'CALICO-6949': {
    cluster: WEB,
    policies: [ingress('x/p', {})],
    expect: ['allow x/a -> service:x/web TCP/8080 => x/a:80'],
  },
  'K8S-125611': {
    cluster: WEB,
    policies: [ingress('x/p', {})],
    expect: ['allow x/a -> service:x/web TCP/8080 => x/a:80', 'allow x/a -> x/a TCP/80'],
  },
  'OVN-HAIRPIN': {
    cluster: WEB,
    policies: [ingress('x/p', A, { from: [pods(A)] })],
    expect: ['allow x/a -> service:x/web TCP/8080 => x/a:80'],
  },
  'OVN-PRELB': {
    cluster: WEB,
    policies: [egress('x/p', A, { to: [spaces(BLUE)] })],
    expect: ['allow x/a -> service:y/web TCP/8080 => y/a:80'],
  },
  'CILIUM-17144': {
    cluster: WEB,
    policies: [ingress('y/p', A, { from: [spaces({ team: 'red' })] })],
    expect: ['allow x/a -> service:y/web@192.168.50.12 TCP/30080 => y/a:80'],
  },
  'KNP-46': {
    cluster: WEB,
    policies: [ingress('y/p', {})],
    expect: ['deny x/a -> service:y/web TCP/8080 => y/a:80'],
  },
  'KR-875': {
    cluster: WEB,
    policies: [egress('x/p', A)],
    expect: ['deny x/a -> service:y/web TCP/8080 => y/a:80', 'deny x/a -> y/a TCP/80'],
  },
  'NPC-222': {
    cluster: {
      services: {
        'y/web': { ips: ['10.96.0.20'], selector: A, ports: ['http=8080/TCP->80', 'more=9095/TCP->9095'] },
      },
    },
    policies: [egress('x/p', A, { to: [spaces(BLUE)], ports: [tcp(80)] })],
    expect: ['allow x/a -> service:y/web TCP/8080 => y/a:80'],
  },
  'CALICO-2088': {
    cluster: WEB,
    policies: [ingress('y/p', A, { from: [{ ipBlock: { cidr: '203.0.113.0/24' } }] })],
    expect: ['allow e1 -> service:y/web@192.168.50.11 TCP/30080 => y/a:80'],
  },
  'KUBESPRAY-1012': {
    cluster: WEB,
    policies: [ingress('y/p', A, { from: [spaces({ team: 'red' })] })],
    expect: ['allow x/a -> service:y/web TCP/8080 => y/a:80'],
  },
  'KUBEOVN-3347': {
    cluster: WEB,
    policies: [ingress('x/p', A)],
    expect: ['allow x/a -> service:y/web TCP/8080 => y/a:80'],
  },
  'KNP-ICMP6': {
    policies: [ingress('x/p', {})],
    expect: ['deny y/a@IPv6 -> x/a@IPv6 ICMP', 'deny y/a -> x/a ICMP'],
  },
  'KR-RETURN': {
    policies: [ingress('x/p', A)],
    expect: ['deny y/a@IPv6 -> x/a@IPv6 TCP/80', 'deny y/a -> x/a TCP/80'],
  },
};
