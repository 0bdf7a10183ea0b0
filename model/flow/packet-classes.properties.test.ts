import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AddressRange } from '../address/cidr.ts';
import { cidrOf, cidrRange, rangeContains } from '../address/cidr.ts';
import type { Address } from '../address/ip.ts';
import { addressOf, formatAddress } from '../address/ip.ts';
import { isUsableUnicast } from '../address/unicast.ts';
import type { Cluster } from '../objects/cluster.ts';
import { policyOf, SMALL } from '../testing/sample-cluster.ts';
import { packetClasses } from './packet-classes.ts';
import type { ProbeSet } from './probe-set.ts';

function externals(probes: ProbeSet): string[] {
  return probes.endpoints
    .filter(({ endpoint }) => endpoint.kind === 'external')
    .map(({ endpoint }) => endpoint.ip);
}

/** Blocks from a small pool, so that ends coincide, with excepts that may lie anywhere. */
const block = fc.record({
  cidr: fc.constantFrom(
    '0.0.0.0/0',
    '0.0.0.0/1',
    '128.0.0.0/1',
    '10.0.0.0/8',
    '10.244.0.0/16',
    '10.244.1.8/29',
    '96.0.0.0/3',
    '127.0.0.0/8',
    '203.0.113.0/24',
    '203.0.113.7/32',
    '255.255.255.255/32',
    '10.10.1.12/24',
    '::/0',
    'fd00::/8',
    'fd10:244:1::/64',
    '2001:db8::/32',
  ),
  except: fc.array(
    fc.constantFrom(
      '10.244.1.0/24',
      '10.244.1.10/32',
      '203.0.113.0/25',
      '128.0.0.0/2',
      '0.0.0.0/8',
      'fd10:244::/32',
    ),
    { maxLength: 3 },
  ),
});
const clusterWithBlocks = fc.array(block, { maxLength: 5 }).map((blocks) => ({
  ...SMALL,
  policies: blocks.map((ipBlock, index) => policyOf(`p${index}`, [{ ipBlock }])),
}));

function cutsOf(cluster: Cluster): AddressRange[] {
  return cluster.policies
    .flatMap(({ spec }) => spec.ingress ?? [])
    .flatMap(({ from }) => from ?? [])
    .flatMap(({ ipBlock }) => (ipBlock === undefined ? [] : [ipBlock.cidr, ...(ipBlock.except ?? [])]))
    .map((text) => cidrRange(cidrOf(text)));
}

describe('for any blocks', () => {
  it.each(['class', 'boundary'] as const)(
    'some probe stands for every address outside (%s)',
    (resolution) => {
      const anyAddress = fc
        .oneof(
          fc.nat(0xffff_ffff).map((value): Address => ({ family: 'IPv4', value })),
          fc.bigInt(0n, 2n ** 128n - 1n).map((value): Address => ({ family: 'IPv6', value })),
          fc
            .constantFrom('0.255.255.255', '1.0.0.0', '10.244.1.9', '203.0.113.128', '223.255.255.255')
            .map(addressOf),
        )
        .filter(isUsableUnicast);
      fc.assert(
        fc.property(clusterWithBlocks, anyAddress, (cluster, address) => {
          const cuts = cutsOf(cluster);
          const held = cluster.pods.flatMap(({ podIPs }) => podIPs).includes(formatAddress(address));
          const blocksOf = (one: Address): string =>
            cuts.map((range) => Number(rangeContains(range, one))).join('');
          const outside = packetClasses(cluster, { resolution }).endpoints.filter(
            ({ endpoint, address: other }) => endpoint.kind === 'external' && other.family === address.family,
          );
          expect(held || outside.some(({ address: other }) => blocksOf(other) === blocksOf(address))).toBe(
            true,
          );
        }),
        { numRuns: 300 },
      );
    },
  );

  it('nobody outside has the address of a live end, of no host, or of another', () => {
    fc.assert(
      fc.property(clusterWithBlocks, (cluster) => {
        const probes = packetClasses(cluster);
        const live = new Set(
          probes.endpoints
            .filter(({ endpoint }) => endpoint.kind !== 'external')
            .map(({ endpoint }) => endpoint.ip),
        );
        const outside = externals(probes);
        expect(outside.filter((ip) => live.has(ip))).toEqual([]);
        expect(outside.filter((ip) => !isUsableUnicast(addressOf(ip)))).toEqual([]);
        expect(new Set(outside).size).toBe(outside.length);
      }),
    );
  });

  it('asks the same in whatever order the policies come (ISO-6)', () => {
    fc.assert(
      fc.property(clusterWithBlocks, (cluster) => {
        const { endpoints, ports } = packetClasses(cluster);
        const turned = packetClasses({ ...cluster, policies: cluster.policies.toReversed() });
        expect(turned.endpoints).toEqual(endpoints);
        expect(turned.ports).toEqual(ports);
      }),
    );
  });
});
