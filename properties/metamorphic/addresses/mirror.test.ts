import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cidr, NetworkPolicyPeer } from '../../../model/index.ts';
import {
  addressOf,
  cidrOf,
  cidrRange,
  clusterFrom,
  formatCidr,
  rangeContains,
} from '../../../model/index.ts';
import { nodeOf, podOf, policyOf, serviceOf } from '../../../model/testing/sample-cluster.ts';
import { mirrored, mirroredEnd, mirrorFor } from './mirror.ts';

const MIRROR = cidrOf('fd44:0:4::/96');

const block = (cidr: string, ...except: string[]): NetworkPolicyPeer => ({
  ipBlock: { cidr, ...(except.length === 0 ? {} : { except }) },
});

function imageOf(cidr: string, ...except: string[]): unknown {
  const cluster = clusterFrom([policyOf('p', [block(cidr, ...except)])]);
  const rule = mirrored(cluster, MIRROR).policies[0]?.spec.ingress?.[0];
  return rule?.from?.[0]?.ipBlock;
}

describe('the image of a block', () => {
  it.each([
    ['0.0.0.0/0', [], { cidr: 'fd44:0:4::/96' }],
    ['10.0.0.0/8', ['10.1.0.0/16'], { cidr: 'fd44:0:4::a00:0/104', except: ['fd44:0:4::a01:0/112'] }],
    ['10.0.0.1/32', [], { cidr: 'fd44:0:4::a00:1/128' }],
    // Host bits stay host bits: whoever reads them as a single host goes on doing so (IPB-9).
    ['10.0.0.5/24', [], { cidr: 'fd44:0:4::a00:5/120' }],
    ['fd10::/16', [], { cidr: 'fd10::/16' }],
    // All of IPv6 held no IPv4 address, so it holds no image of one.
    ['::/0', ['fd10::/16'], { cidr: '::/0', except: ['fd10::/16', 'fd44:0:4::/96'] }],
  ])('%s without %j', (cidr, except, expected) => {
    expect(imageOf(cidr, ...except)).toEqual(expected);
  });

  it('holds the image of an address exactly where the block holds the address', () => {
    const value = fc.nat(0xffff_ffff);
    fc.assert(
      fc.property(value, fc.integer({ min: 0, max: 32 }), value, (base, prefixLength, other) => {
        const cidr: Cidr = { address: { family: 'IPv4', value: base }, prefixLength };
        const { first, last } = cidrRange(cidr) as { first: number; last: number };
        const image = cidrOf((imageOf(formatCidr(cidr)) as { cidr: string }).cidr);
        for (const candidate of [first, last, first - 1, last + 1, other]) {
          if (candidate < 0 || candidate > 0xffff_ffff) continue;
          const address = { family: 'IPv4', value: candidate } as const;
          const end = mirroredEnd({ endpoint: { kind: 'external', ip: '' }, address }, MIRROR);
          expect(rangeContains(cidrRange(image), end.address)).toBe(rangeContains(cidrRange(cidr), address));
        }
      }),
    );
  });
});

describe('mirrored', () => {
  const cluster = clusterFrom([
    { ...nodeOf('n1', 'fd50::11', '192.168.50.11', '10.0.0.11'), podCIDRs: ['10.244.1.0/24', 'fd10::/64'] },
    podOf('a', '10.244.1.10', { podIPs: ['fd10::10', '10.244.1.10'] }),
    podOf('six', 'fd10::6'),
    serviceOf('s', { clusterIPs: ['10.96.0.10', 'fd96::10'], externalIPs: ['203.0.113.9'] }),
    {
      kind: 'EndpointSlice',
      namespace: 'x',
      name: 's-4',
      service: 's',
      addressType: 'IPv4',
      endpoints: [{ address: '10.244.1.10', pod: 'x/a', ready: true }],
      ports: [],
    },
    {
      kind: 'EndpointSlice',
      namespace: 'x',
      name: 's-6',
      service: 's',
      addressType: 'IPv6',
      endpoints: [{ address: 'fd10::10', pod: 'x/a', ready: true }],
      ports: [],
    },
  ]);
  const image = mirrored(cluster, MIRROR);

  it('gives pods and services one address of a family, and nodes all of them, images first', () => {
    expect(image.pods.map(({ podIPs }) => podIPs)).toEqual([['fd44:0:4::af4:10a'], ['fd10::6']]);
    expect(image.services[0]).toMatchObject({
      clusterIPs: ['fd44:0:4::a60:a'],
      externalIPs: ['fd44:0:4::cb00:7109'],
    });
    expect(image.nodes[0]).toMatchObject({
      addresses: ['fd44:0:4::c0a8:320b', 'fd44:0:4::a00:b', 'fd50::11'],
      podCIDRs: ['fd44:0:4::af4:100/120'],
    });
  });

  it('keeps the slices of IPv4, as slices of IPv6', () => {
    expect(image.endpointSlices).toMatchObject([
      { name: 's-4', addressType: 'IPv6', endpoints: [{ address: 'fd44:0:4::af4:10a', pod: 'x/a' }] },
    ]);
  });

  it('follows an end and what is behind it', () => {
    const end = {
      endpoint: { kind: 'service', ip: '10.96.0.10', service: 'x/s' },
      address: addressOf('10.96.0.10'),
      backend: { endpoint: { kind: 'pod', ip: '10.244.1.10', pod: 'x/a' }, port: 80 },
      only: 1,
    } as const;
    expect(mirroredEnd(end, MIRROR)).toEqual({
      endpoint: { kind: 'service', ip: 'fd44:0:4::a60:a', service: 'x/s' },
      address: addressOf('fd44:0:4::a60:a'),
      backend: { endpoint: { kind: 'pod', ip: 'fd44:0:4::af4:10a', pod: 'x/a' }, port: 80 },
      only: 1,
    });
  });
});

describe('mirrorFor', () => {
  it.each<[string, NetworkPolicyPeer[], string | undefined]>([
    ['the first prefix', [block('::/0'), block('10.0.0.0/8')], 'fd44:0:4::/96'],
    ['another one where a block lies in it', [block('fd44:0:4::1/128')], '2001:db8:44::/96'],
    ['another one where a block is it', [block('fd44:0:4::/96')], '2001:db8:44::/96'],
    ['none where a block is read in different ways', [block('::ffff:10.0.0.0/104')], undefined],
    ['none where an except is', [block('10.0.0.0/8', '010.1.0.0/16')], undefined],
  ])('is %s', (_what, peers, expected) => {
    const mirror = mirrorFor(clusterFrom([policyOf('p', peers)]));
    expect(mirror && formatCidr(mirror)).toBe(expected);
  });

  it('is another one where somebody lives in it', () => {
    expect(formatCidr(mirrorFor(clusterFrom([podOf('a', 'fd44:0:4::1')]))!)).toBe('2001:db8:44::/96');
  });
});
