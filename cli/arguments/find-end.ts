import type { Cluster, HostEndpoint, IPFamily } from '../../model/index.ts';
import {
  FencepostError,
  familyOf,
  formatAddress,
  isFinished,
  objectKey,
  parseAddress,
} from '../../model/index.ts';
import { nearest } from './nearest.ts';

/**
 * The end that a word on the command line names: `x/a`, `a` where only one pod is called so, `node/n1`, or an
 * address, which is that of a pod or node where one has it.
 *
 * @param family the family wanted where a name has both
 */
export function findEnd(cluster: Cluster, word: string, family?: IPFamily): HostEndpoint {
  const address = parseAddress(word);
  if (address !== undefined) return endAt(cluster, formatAddress(address));
  if (word.startsWith('node/')) return nodeEnd(cluster, word.slice('node/'.length), family);
  const pods = cluster.pods.filter((pod) => objectKey(pod) === word || pod.name === word);
  const [pod, second] = pods;
  if (pod === undefined) {
    const hint = nearest(word, cluster.pods.map(objectKey));
    throw new FencepostError('usage', `no pod '${word}' in the manifests${hint}`);
  }
  if (second !== undefined) {
    throw new FencepostError('usage', `'${word}' is ambiguous: ${pods.map(objectKey).join(', ')}`);
  }
  const ip = pod.podIPs.find((each) => family === undefined || familyOf(each) === family);
  if (ip === undefined || isFinished(pod)) {
    throw new FencepostError('usage', `pod ${objectKey(pod)} has no ${family ?? 'IP'} address`);
  }
  return pod.hostNetwork
    ? { kind: 'hostNetwork', ip, pod: objectKey(pod), node: pod.nodeName ?? '' }
    : { kind: 'pod', ip, pod: objectKey(pod) };
}

function endAt(cluster: Cluster, ip: string): HostEndpoint {
  const has = (text: string): boolean => {
    const address = parseAddress(text);
    return address !== undefined && formatAddress(address) === ip;
  };
  const pod = cluster.pods.find((each) => !each.hostNetwork && !isFinished(each) && each.podIPs.some(has));
  if (pod !== undefined) return { kind: 'pod', ip, pod: objectKey(pod) };
  const node = cluster.nodes.find(({ addresses }) => addresses.some(has));
  if (node !== undefined) return { kind: 'node', ip, node: node.name };
  return { kind: 'external', ip };
}

function nodeEnd(cluster: Cluster, name: string, family?: IPFamily): HostEndpoint {
  const node = cluster.nodes.find((each) => each.name === name);
  const ip = node?.addresses.find((each) => family === undefined || familyOf(each) === family);
  if (ip === undefined) {
    const hint = nearest(
      name,
      cluster.nodes.map((each) => each.name),
    );
    throw new FencepostError('usage', `no node '${name}' with an address in the manifests${hint}`);
  }
  return { kind: 'node', ip, node: name };
}
