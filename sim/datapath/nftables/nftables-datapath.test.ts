import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../model/index.ts';
import {
  addressOf,
  cidrOf,
  cidrRange,
  formatRange,
  rangeContains,
  SPEC_DEFAULT,
} from '../../../model/index.ts';
import { allQuestions, question, wrongAnswers } from '../common/testing/datapath-checks.ts';
import {
  BOUNDARY_ADDRESSES,
  classicIntent,
  randomIntent,
  seededDraw,
} from '../common/testing/random-intent.ts';
import { blockIntervals, findInterval, peerIntervals } from './intervals.ts';
import { nftablesDatapath } from './nftables-datapath.ts';

describe('every boundary of random intents gets what the clauses say', () => {
  const questions = allQuestions();
  const echo = questions.filter(({ packet }) => packet.icmpType === 'echo-request');

  it.each<Partial<Profile>>([
    {},
    { deniedAction: 'reject', ownNodeIngress: 'policed', selfDirect: 'policed' },
    { otherProtocolsWhenIsolated: 'allow', ownNodeEgress: 'always-allow' },
    { otherProtocolsWhenIsolated: 'follow-portless-rules', relatedIcmp: 'deny' },
    { sctp: 'rules-inert', endPort: 'single-port' },
  ])('%j', (options) => {
    const profile = { ...SPEC_DEFAULT, ...options };
    const datapath = nftablesDatapath(profile);
    for (let seed = 0; seed < 5; seed++) {
      const intent = randomIntent(seededDraw(seed));
      const wrong = wrongAnswers(datapath, datapath.compile(intent), intent, questions, profile);
      expect(wrong.slice(0, 3), `seed ${seed}`).toEqual([]);
    }
  });

  it('control messages of ICMP, echo included, pass where the profile lets them (PROTO-2)', () => {
    const datapath = nftablesDatapath({ ...SPEC_DEFAULT, otherProtocolsWhenIsolated: 'allow-icmp-control' });
    const state = datapath.compile(randomIntent(seededDraw(1)));
    for (const { pod, direction, packet } of echo) {
      expect(datapath.judge(state, pod, direction, packet).action).toBe('allow');
    }
  });
});

describe('intervals', () => {
  it.each<[string, string[], string[]]>([
    ['10.0.0.0/8', [], ['10.0.0.0/8']],
    ['10.0.0.0/8', ['10.1.2.0/24'], ['10.0.0.0-10.1.1.255', '10.1.3.0-10.255.255.255']],
    ['10.0.0.0/24', ['10.0.0.0/25'], ['10.0.0.128/25']],
    ['10.0.0.0/29', ['10.0.0.6/32', '10.0.0.1/32'], ['10.0.0.0', '10.0.0.2-10.0.0.5', '10.0.0.7']],
    ['10.0.0.0/24', ['10.0.0.128/25'], ['10.0.0.0/25']],
    // IPB-13: duplicate, nested and adjacent excepts are their union.
    ['10.0.0.0/24', ['10.0.0.0/26', '10.0.0.0/26', '10.0.0.64/26', '10.0.0.16/28'], ['10.0.0.128/25']],
    // IPB-14: nothing is left.
    ['10.0.0.0/24', ['10.0.0.0/25', '10.0.0.128/25'], []],
    ['0.0.0.0/0', ['255.255.255.255/32'], ['0.0.0.0-255.255.255.254']],
    ['::/0', ['8000::/1'], ['::/1']],
    ['fd00::/126', ['fd00::1/128'], ['fd00::', 'fd00::2/127']],
  ])('%s except %j', (cidr, excepts, left) => {
    const { family } = cidrOf(cidr).address;
    const intervals = blockIntervals({ family, cidr: cidrOf(cidr), excepts: excepts.map(cidrOf) });
    expect(intervals.map(formatRange)).toEqual(left);
  });

  it('of several blocks: what one leaves out another may bring back (IPB-5)', () => {
    const block = (cidr: string, ...excepts: string[]) => ({
      family: 'IPv4' as const,
      cidr: cidrOf(cidr),
      excepts: excepts.map(cidrOf),
    });
    const blocks = [block('10.0.0.0/8', '10.1.2.0/24'), block('10.1.0.0/16')];
    expect(peerIntervals({ addresses: ['11.0.0.0'], blocks }).map(formatRange)).toEqual([
      '10.0.0.0-11.0.0.0',
    ]);
  });

  it('are found by their values', () => {
    const ranges = ['10.0.0.0/24', '10.0.2.0/24', '10.0.4.0/24'].map((text) => cidrRange(cidrOf(text)));
    for (const text of BOUNDARY_ADDRESSES.filter((ip) => !ip.includes(':')).concat(
      '10.0.2.255',
      '10.0.4.0',
    )) {
      const address = addressOf(text);
      const found = ranges.findIndex((range) => rangeContains(range, address));
      expect(findInterval(ranges, address.value), text).toBe(found);
    }
  });
});

describe('a change', () => {
  const datapath = nftablesDatapath(SPEC_DEFAULT);
  const empty = datapath.empty();
  const states = [1, 2, 3].map((seed) => datapath.compile(randomIntent(seededDraw(seed))));

  it('is one transaction, whatever changes', () => {
    for (const from of [empty, ...states]) {
      for (const to of [empty, ...states]) {
        const plan = datapath.plan(from, to);
        expect(plan.length).toBe(
          from === to || datapath.print(from) === datapath.print(to) ? 0 : plan.length,
        );
        expect(plan.length).toBeLessThanOrEqual(1);
        expect(plan.reduce(datapath.apply, from)).toEqual(to);
      }
    }
  });

  it('that only swaps two chains is one', () => {
    const intent = classicIntent();
    const [first] = intent.pods;
    const rules = first!.ingress.rules.map((rule) => ({ ...rule, peers: 'any' as const }));
    const podWith = (key: string, allowed: typeof rules) => ({
      ...first!,
      pod: { ...first!.pod, key },
      ingress: { ...first!.ingress, rules: allowed },
    });
    const compile = (a: typeof rules, b: typeof rules) =>
      datapath.compile({ ...intent, pods: [podWith('x/a', a), podWith('x/b', b)] });
    expect(datapath.plan(compile(rules, []), compile([], rules))).toHaveLength(1);
  });
});

describe('the ruleset', () => {
  it('prints in the manner of nft', () => {
    const datapath = nftablesDatapath(SPEC_DEFAULT);
    const tables = datapath.print(datapath.compile(classicIntent()));
    expect(tables.map(({ title }) => title)).toEqual(['table inet fencepost']);
    expect(tables[0]!.lines).toEqual([
      'set "node4" {',
      '  type ipv4_addr; flags interval; auto-merge',
      '  elements = { 192.168.50.11 }',
      '}',
      'set "x/a ingress 0 0 v4" {',
      '  type ipv4_addr; flags interval; auto-merge',
      '  elements = { 10.0.0.0/8 }',
      '}',
      'map ingress {',
      '  type ifname : verdict',
      '  elements = { "x/a" : jump "x/a ingress" }',
      '}',
      'chain forward {',
      '  type filter hook forward priority filter; policy accept',
      '  ct state established accept',
      '  ct state related accept',
      '  icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept',
      '  iifname vmap @egress',
      '  oifname vmap @ingress',
      '}',
      'chain "x/a ingress" {',
      '  fib saddr type local accept comment "own node"',
      '  ip saddr @"node4" accept comment "own node"',
      '  ip saddr 10.1.2.3 ip daddr 10.1.2.3 accept comment "itself"',
      '  ip saddr @"x/a ingress 0 0 v4" tcp dport { 80 } accept comment "x/allow rule 0"',
      '  drop comment "isolated by x/allow"',
      '}',
    ]);
  });

  it('names the element that decided', () => {
    const datapath = nftablesDatapath(SPEC_DEFAULT);
    const { pod, direction, packet } = question('x/a', 'ingress', '10.1.2.9', 'TCP', 80);
    expect(datapath.judge(datapath.compile(classicIntent()), pod, direction, packet)).toEqual({
      action: 'allow',
      rule: 'chain "x/a ingress": ip saddr @"x/a ingress 0 0 v4" tcp dport { 80 } accept comment "x/allow rule 0", element 10.0.0.0/8',
    });
  });
});
