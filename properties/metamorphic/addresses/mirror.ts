import type { Address, Cidr, Cluster, IPBlock, ProbeEndpoint, Service } from '../../../model/index.ts';
import {
  addressOf,
  cidrRange,
  formatAddress,
  formatCidr,
  parseAddress,
  parseCidr,
  rangeContains,
  rangeCovers,
} from '../../../model/index.ts';
import { rewriteBlocks } from '../rewriting/rewrite.ts';
import { isMapped } from './block-arithmetic.ts';

/**
 * A /96 of IPv6, as large as all of IPv4, where an IPv4 world can have its mirror image. Address `a` becomes
 * prefix::a and block `c/n` becomes prefix::c/(96 + n), so that an address lies in a block exactly where its image
 * lies in the image of the block.
 */
export type Mirror = Cidr;

const PREFIX_LENGTH = 96;

/** Prefixes to choose from; the first one that nothing else touches is taken. */
const PREFIXES: readonly Mirror[] = ['fd44:0:4::', '2001:db8:44::', '2400:4400:4::'].map((text) => ({
  address: addressOf(text),
  prefixLength: PREFIX_LENGTH,
}));

/**
 * A mirror for a cluster.
 *
 * @returns `undefined` where every prefix is taken, or where a block cannot be read for certain (IPB-15): what it
 * would mean in the other family is anybody's guess
 */
export function mirrorFor(cluster: Cluster): Mirror | undefined {
  const blocks = blocksOf(cluster).map(parseCidr);
  if (!blocks.every((block) => block !== undefined && !isMapped(block))) return undefined;
  const addresses = addressesOf(cluster).map(parseAddress);
  return PREFIXES.find((candidate) => {
    const range = cidrRange(candidate);
    return (
      !addresses.some((address) => address !== undefined && rangeContains(range, address)) &&
      !blocks.some((block) => block !== undefined && rangeCovers(range, cidrRange(block)))
    );
  });
}

function blocksOf(cluster: Cluster): string[] {
  const texts: string[] = [];
  rewriteBlocks(cluster, ({ cidr, except = [] }) => {
    texts.push(cidr, ...except);
    return undefined;
  });
  return texts;
}

function addressesOf({ nodes, pods, services, endpointSlices, externals }: Cluster): string[] {
  return [
    ...nodes.flatMap(({ addresses }) => addresses),
    ...pods.flatMap(({ podIPs }) => podIPs),
    ...services.flatMap((service) => [
      ...service.clusterIPs,
      ...service.externalIPs,
      ...service.loadBalancerIPs,
    ]),
    ...endpointSlices.flatMap(({ endpoints }) => endpoints.map(({ address }) => address)),
    ...externals.map(({ ip }) => ip),
  ];
}

/**
 * The cluster with its IPv4 world in the mirror. Where an object may have one address of a family, the image takes
 * the place of an IPv6 address that it had; the slices of such addresses go. IPv6 blocks go on meaning what they
 * meant: those that happen to hold the mirror except it.
 */
export function mirrored(cluster: Cluster, mirror: Mirror): Cluster {
  const image = (ip: string): string => imageOfIp(ip, mirror);
  return {
    ...cluster,
    nodes: cluster.nodes.map((node) => ({
      ...node,
      // Where one address speaks for the node, it is the first of its family: the images take that place too.
      addresses: [...ipv4Of(node.addresses).map(image), ...node.addresses.filter((ip) => ip.includes(':'))],
      podCIDRs: ofOneFamily(node.podCIDRs, (text) => imageOfCidr(text, mirror)),
    })),
    pods: cluster.pods.map((pod) => ({ ...pod, podIPs: ofOneFamily(pod.podIPs, image) })),
    services: cluster.services.map((service): Service => ({
      ...service,
      clusterIPs: ofOneFamily(service.clusterIPs, image),
      externalIPs: service.externalIPs.map(image),
      loadBalancerIPs: service.loadBalancerIPs.map(image),
    })),
    endpointSlices: cluster.endpointSlices
      .filter(({ addressType }) => addressType === 'IPv4')
      .map((slice) => ({
        ...slice,
        addressType: 'IPv6' as const,
        endpoints: slice.endpoints.map((endpoint) => ({ ...endpoint, address: image(endpoint.address) })),
      })),
    externals: cluster.externals.map((external) => ({ ...external, ip: image(external.ip) })),
    policies: rewriteBlocks(cluster, (block) => [imageOfBlock(block, mirror)]).cluster.policies,
  };
}

/** The images alone where there are IPv4 texts, else what there is. */
function ofOneFamily(texts: readonly string[], image: (text: string) => string): readonly string[] {
  const ipv4 = ipv4Of(texts);
  return ipv4.length === 0 ? texts : ipv4.map(image);
}

function ipv4Of(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => !text.includes(':'));
}

/** An end of a flow in the mirror; an IPv6 end stays where it is. */
export function mirroredEnd(end: ProbeEndpoint, mirror: Mirror): ProbeEndpoint {
  const { endpoint, address, backend } = end;
  const of = <T extends { readonly ip: string }>(host: T): T => ({ ...host, ip: imageOfIp(host.ip, mirror) });
  return {
    ...end,
    endpoint: of(endpoint),
    address: imageOf(address, mirror),
    ...(backend === undefined ? {} : { backend: { ...backend, endpoint: of(backend.endpoint) } }),
  };
}

function imageOf(address: Address, { address: prefix }: Mirror): Address {
  if (address.family === 'IPv6') return address;
  return { family: 'IPv6', value: BigInt(prefix.value) + BigInt(address.value) };
}

function imageOfIp(ip: string, mirror: Mirror): string {
  const address = parseAddress(ip);
  return address?.family === 'IPv4' ? formatAddress(imageOf(address, mirror)) : ip;
}

/** Host bits have images too, so that whoever reads them in some way reads them so in both families (IPB-9). */
function imageOfCidr(text: string, mirror: Mirror): string {
  const cidr = parseCidr(text);
  if (cidr?.address.family !== 'IPv4') return text;
  return formatCidr({
    address: imageOf(cidr.address, mirror),
    prefixLength: PREFIX_LENGTH + cidr.prefixLength,
  });
}

function imageOfBlock({ cidr, except = [] }: IPBlock, mirror: Mirror): IPBlock {
  const block = parseCidr(cidr);
  const holdsMirror = block !== undefined && rangeCovers(cidrRange(block), cidrRange(mirror));
  const images = except.map((text) => imageOfCidr(text, mirror));
  const excepts = holdsMirror ? [...images, formatCidr(mirror)] : images;
  return { cidr: imageOfCidr(cidr, mirror), ...(excepts.length === 0 ? {} : { except: excepts }) };
}
