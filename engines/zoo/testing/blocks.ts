import type { Triggers } from './trigger.ts';
import { block, egress, ingress, tcp } from './trigger.ts';

const A = { pod: 'a' };

/** e1 is 203.0.113.7, e2 is 203.0.113.200. */
export const BLOCK_TRIGGERS: Triggers = {
  'OVN-845B': {
    policies: [
      ingress('x/p', A, { from: [block('203.0.113.0/24', '203.0.113.0/28'), block('203.0.112.0/20')] }),
    ],
    expect: ['allow e1 -> x/a TCP/80'],
  },
  'ANTREA-71': {
    policies: [ingress('x/p', A, { from: [block('203.0.113.0/24', '203.0.113.0/28')] })],
    expect: ['deny e1 -> x/a TCP/80', 'allow e2 -> x/a TCP/80'],
  },
  'ANTREA-367': {
    policies: [
      ingress('x/p', A, { from: [block('203.0.113.0/24', '203.0.113.0/28')] }),
      ingress('x/q', A, { from: [block('203.0.113.0/28')] }),
    ],
    expect: ['allow e1 -> x/a TCP/80'],
  },
  'KUBEOVN-854': {
    policies: [
      ingress('x/p', A, { from: [block('203.0.113.0/28')] }),
      ingress('x/q', {}, { from: [block('0.0.0.0/0', '203.0.113.0/28')] }),
    ],
    expect: ['allow e1 -> x/a TCP/80'],
  },
  'AWS-58': {
    policies: [egress('x/p', A, { to: [block('0.0.0.0/0', '203.0.113.7/32')] })],
    expect: ['deny x/a -> e1 TCP/80', 'allow x/a -> e2 TCP/80'],
  },
  'AWS-180': {
    policies: [
      egress(
        'x/p',
        A,
        { to: [block('0.0.0.0/0')], ports: [tcp(53)] },
        { to: [block('0.0.0.0/0', '10.0.0.0/8')] },
      ),
    ],
    expect: ['allow x/a -> e1 TCP/80', 'allow x/a -> e1 TCP/53'],
  },
  'AWS-344': {
    policies: [
      egress(
        'x/p',
        A,
        { to: [block('203.0.113.0/24')], ports: [tcp(3306)] },
        { to: [block('0.0.0.0/0', '203.0.113.0/24')] },
      ),
    ],
    expect: ['deny x/a -> e1 TCP/80', 'allow x/a -> e1 TCP/3306'],
  },
  'AWS-104': {
    policies: [
      egress(
        'x/p',
        A,
        { to: [block('203.0.112.0/20')], ports: [tcp(80)] },
        { to: [block('203.0.113.0/24')], ports: [tcp(443)] },
      ),
    ],
    expect: ['allow x/a -> e1 TCP/80', 'allow x/a -> e1 TCP/443'],
  },
  'AWS-142': {
    policies: [
      egress(
        'x/p',
        A,
        { to: [block('203.0.113.7/32')], ports: [tcp(80)] },
        { to: [block('203.0.113.200/32')], ports: [tcp(443)] },
      ),
    ],
    expect: ['allow x/a -> e1 TCP/80', 'deny x/a -> e1 TCP/443'],
  },
  'NPC-218': {
    policies: [
      egress(
        'x/p',
        A,
        { to: [block('203.0.113.0/24')], ports: [tcp(53)] },
        { to: [block('203.0.113.0/24')] },
        { to: [block('0.0.0.0/0', '203.0.113.0/24')] },
      ),
    ],
    expect: ['allow x/a -> e1 TCP/80'],
  },
  'MIZAR-409': {
    policies: [
      ingress('x/p', A, { from: [block('203.0.113.7/32')], ports: [tcp(81)] }),
      ingress('x/q', A, { from: [block('203.0.113.0/24')], ports: [tcp(80)] }),
    ],
    expect: ['allow e1 -> x/a TCP/80'],
  },
  'WEAVE-3653': {
    policies: [ingress('x/p', A, { from: [block('127.0.0.1/32')], ports: [tcp(80)] })],
    expect: ['deny e1 -> x/a TCP/80', 'deny y/a -> x/a TCP/80'],
  },
  'WEAVE-3924': {
    policies: [egress('x/p', A, { to: [block('0.0.0.0/0', '192.168.50.11/32')] })],
    expect: ['deny x/a -> node:n1 TCP/80', 'allow x/a -> node:n2 TCP/80'],
  },
  'AWS-609': {
    stored: [
      ingress(
        'x/p',
        A,
        { from: [block('203.0.113.0/24')], ports: [tcp(80)] },
        { from: [block('203.0.113.9/24')], ports: [tcp(443)] },
      ),
    ],
    expect: ['allow e1 -> x/a TCP/80', 'allow e1 -> x/a TCP/443'],
  },
  'ANTREA-1764': {
    stored: [ingress('x/p', A, { from: [block('10.244.2.12/24')] })],
    expect: ['allow y/a -> x/a TCP/80'],
  },
  'AZURE-4867': {
    stored: [ingress('x/p', A, { from: [block('10.0.0.0/0')], ports: [tcp(80)] })],
    expect: ['deny y/a -> x/a TCP/81'],
  },
  'AZURE-599': {
    policies: [egress('x/p', A, { to: [block('0.0.0.0/0')] })],
    expect: ['allow x/a -> e1 TCP/80'],
  },
  'CILIUM-22610': {
    policies: [egress('x/p', A, { to: [block('0.0.0.0/0')] })],
    expect: ['deny x/a -> v6 TCP/80'],
  },
  'CILIUM-4845': {
    policies: [egress('x/p', A, { to: [block('0.0.0.0/0'), block('::/0')] })],
    expect: ['allow x/a -> e1 TCP/80', 'allow x/a -> v6 TCP/80'],
  },
  'CILIUM-39693': {
    policies: [egress('x/p', A, { to: [block('0.0.0.0/0')] })],
    expect: ['allow x/a -> e1 TCP/80', 'allow x/a -> y/a TCP/80'],
  },
  'CILIUM-9209': {
    policies: [egress('x/p', A, { to: [block('10.244.0.0/16')] })],
    expect: ['allow x/a -> y/a TCP/80'],
  },
  'CILIUM-12277': {
    policies: [ingress('x/p', A, { from: [block('192.168.50.12/32')] })],
    expect: ['allow node:n2 -> x/a TCP/80'],
  },
};
