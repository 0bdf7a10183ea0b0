import type { Cluster, Endpoint, HostEndpoint, IPFamily, Pod } from '../../../model/index.ts';
import { addressOf, compareAddresses, familyOf, isFinished, isLoopback } from '../../../model/index.ts';
import { objectKey, parseAddress } from '../../../model/index.ts';
import { didYouMean } from '../document/did-you-mean.ts';

/** Ends decoding with a message about the text at hand. */
export type Refuse = (message: string) => never;

/** What an end may turn out to be: an address is chosen once the other end is known too. */
export interface EndCandidate {
  /** As the text names it, for messages. */
  readonly name: string;
  /** In order of preference; of one family where the text chooses one. */
  readonly addresses: readonly string[];
  readonly at: (ip: string) => Endpoint;
}

const FAMILIES: readonly IPFamily[] = ['IPv4', 'IPv6'];

/** The ends that a text stands for: one, or every pod of a wildcard. */
export function resolveEnds(text: string, cluster: Cluster, refuse: Refuse): EndCandidate[] {
  const { name, choice } = splitChoice(text, refuse);
  const wildcard = name === '*' ? '' : name.endsWith('/*') ? name.slice(0, -1) : undefined;
  if (wildcard === undefined) return [resolveEnd(name, choice, cluster, refuse)];
  if (choice !== undefined && choice !== 'IPv4' && choice !== 'IPv6') {
    return refuse(`${text}: after "@" a wildcard takes IPv4 or IPv6`);
  }
  const pods = cluster.pods.filter(
    (pod) => !pod.hostNetwork && !isFinished(pod) && objectKey(pod).startsWith(wildcard),
  );
  const ends = pods
    .map((pod) => chosen(podCandidate(pod), choice))
    .filter(({ addresses }) => addresses.length > 0);
  return ends.length > 0 ? ends : refuse(`${text} matches no pod`);
}

/** {@link resolveEnds} for a text that may not be a wildcard. */
export function resolveSingleEnd(text: string, cluster: Cluster, refuse: Refuse): EndCandidate {
  const { name, choice } = splitChoice(text, refuse);
  return resolveEnd(name, choice, cluster, refuse);
}

/** The first family that both ends have, IPv4 first; `undefined` where there is none. */
export function sharedFamily(a: EndCandidate, b: EndCandidate): IPFamily | undefined {
  return FAMILIES.find((family) => hasFamily(a, family) && hasFamily(b, family));
}

/** The end at its first address of the family. */
export function endAt(candidate: EndCandidate, family: IPFamily, refuse: Refuse): Endpoint {
  const ip = candidate.addresses.find((address) => familyOf(address) === family);
  return ip === undefined ? refuse(`${candidate.name} has no ${family} address`) : candidate.at(ip);
}

function hasFamily({ addresses }: EndCandidate, family: IPFamily): boolean {
  return addresses.some((address) => familyOf(address) === family);
}

function splitChoice(text: string, refuse: Refuse): { name: string; choice?: string } {
  const at = text.indexOf('@');
  if (at < 0) return { name: unbracketed(text) };
  const choice = unbracketed(text.slice(at + 1));
  if (choice !== 'IPv4' && choice !== 'IPv6' && parseAddress(choice) === undefined) {
    return refuse(`${text}: after "@" comes IPv4, IPv6 or an address`);
  }
  return { name: text.slice(0, at), choice };
}

function unbracketed(text: string): string {
  return text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
}

function resolveEnd(
  name: string,
  choice: string | undefined,
  cluster: Cluster,
  refuse: Refuse,
): EndCandidate {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? '' : name.slice(0, colon);
  const rest = name.slice(colon + 1);
  if (prefix === 'node') return checked(nodeCandidate(rest, cluster, refuse), choice, refuse);
  if (prefix === 'service') return serviceEnd(rest, choice, cluster, refuse);
  if (!name.includes('/')) return checked(externalCandidate(name, cluster, refuse), choice, refuse);
  const pod = cluster.pods.find((candidate) => objectKey(candidate) === name);
  if (pod === undefined) return refuse(`no pod ${name}${didYouMean(name, cluster.pods.map(objectKey))}`);
  if (choice !== undefined && isLoopbackText(choice)) return { ...podCandidate(pod), addresses: [choice] };
  return checked(podCandidate(pod), choice, refuse);
}

function podCandidate(pod: Pod): EndCandidate {
  const key = objectKey(pod);
  return {
    name: key,
    addresses: pod.podIPs,
    at: (ip): HostEndpoint =>
      pod.hostNetwork
        ? { kind: 'hostNetwork', ip, pod: key, node: pod.nodeName ?? '' }
        : { kind: 'pod', ip, pod: key },
  };
}

function nodeCandidate(name: string, cluster: Cluster, refuse: Refuse): EndCandidate {
  const node = cluster.nodes.find((candidate) => candidate.name === name);
  if (node === undefined) return refuse(`no node ${name}${didYouMean(name, cluster.nodes.map(objectKey))}`);
  return { name: `node:${name}`, addresses: node.addresses, at: (ip) => ({ kind: 'node', ip, node: name }) };
}

/** A Service answers on its own addresses and, where it has a NodePort, on those of every node. */
function serviceEnd(key: string, choice: string | undefined, cluster: Cluster, refuse: Refuse): EndCandidate {
  const service = cluster.services.find((candidate) => objectKey(candidate) === key);
  if (service === undefined) {
    return refuse(`no service ${key}${didYouMean(key, cluster.services.map(objectKey))}`);
  }
  const candidate: EndCandidate = {
    name: `service:${key}`,
    addresses: service.clusterIPs,
    at: (ip) => ({ kind: 'service', ip, service: key }),
  };
  if (choice === undefined || choice === 'IPv4' || choice === 'IPv6') {
    if (service.clusterIPs.length > 0) return checked(candidate, choice, refuse);
    return refuse(`service:${key} has no cluster IP: name a backend pod, or an address after "@"`);
  }
  const nodes = cluster.nodes.flatMap(({ addresses }) => addresses);
  const own = [...service.clusterIPs, ...service.externalIPs, ...service.loadBalancerIPs];
  return checked({ ...candidate, addresses: [...own, ...nodes] }, choice, refuse);
}

function externalCandidate(text: string, cluster: Cluster, refuse: Refuse): EndCandidate {
  const at = (ip: string): HostEndpoint => ({ kind: 'external', ip });
  const named = cluster.externals.find(({ name }) => name === text);
  if (named !== undefined) return { name: text, addresses: [named.ip], at };
  if (parseAddress(text) === undefined) {
    const names = cluster.externals.flatMap(({ name }) => (name === undefined ? [] : [name]));
    return refuse(`${JSON.stringify(text)} is neither a pod (namespace/name), a node (node:name), a service \
(service:namespace/name), an external nor an address${didYouMean(text, names)}`);
  }
  const owner = ownerOf(text, cluster);
  return owner === undefined
    ? { name: text, addresses: [text], at }
    : refuse(`${text} is an address of ${owner}: write ${owner}@${text}`);
}

/** Who in the cluster holds an address now, in the words of this notation. */
function ownerOf(text: string, cluster: Cluster): string | undefined {
  const holds = (addresses: readonly string[]): boolean => addresses.some((other) => isSame(other, text));
  const node = cluster.nodes.find(({ addresses }) => holds(addresses));
  if (node !== undefined) return `node:${node.name}`;
  const pod = cluster.pods.find((candidate) => !isFinished(candidate) && holds(candidate.podIPs));
  if (pod !== undefined) return objectKey(pod);
  const service = cluster.services.find((candidate) =>
    holds([...candidate.clusterIPs, ...candidate.externalIPs, ...candidate.loadBalancerIPs]),
  );
  return service === undefined ? undefined : `service:${objectKey(service)}`;
}

function chosen(candidate: EndCandidate, choice: string | undefined): EndCandidate {
  if (choice === undefined) return candidate;
  const keep = (ip: string): boolean =>
    choice === 'IPv4' || choice === 'IPv6' ? familyOf(ip) === choice : isSame(ip, choice);
  return { ...candidate, addresses: candidate.addresses.filter(keep) };
}

function checked(candidate: EndCandidate, choice: string | undefined, refuse: Refuse): EndCandidate {
  const result = chosen(candidate, choice);
  if (result.addresses.length > 0) return result;
  const has = candidate.addresses.length === 0 ? 'no address' : candidate.addresses.join(', ');
  return refuse(`${candidate.name} has ${choice === undefined ? 'no address' : `${has}, not ${choice}`}`);
}

function isSame(a: string, b: string): boolean {
  const left = parseAddress(a);
  const right = parseAddress(b);
  return left !== undefined && right !== undefined && compareAddresses(left, right) === 0;
}

function isLoopbackText(text: string): boolean {
  return parseAddress(text) !== undefined && isLoopback(addressOf(text));
}
