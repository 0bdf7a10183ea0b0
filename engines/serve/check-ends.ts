import type { Cluster, Endpoint, Flow } from '../../model/index.ts';
import { FencepostError, objectKey } from '../../model/index.ts';

/** The names that flows may mention. */
interface Names {
  readonly pods: ReadonlySet<string>;
  readonly nodes: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
}

const namesByCluster = new WeakMap<Cluster, Names>();

/**
 * Makes sure that the ends of a flow are in the cluster: a verdict on a misspelt pod would be an answer to
 * another question.
 *
 * @throws FencepostError `input` that names the field, starting with `path`
 */
export function checkEnds(cluster: Cluster, { source, destination, backend }: Flow, path: string): void {
  const names = namesOf(cluster);
  checkEnd(names, source, `${path}.source`);
  checkEnd(names, destination, `${path}.destination`);
  if (backend !== undefined) checkEnd(names, backend.endpoint, `${path}.backend`);
}

function checkEnd(names: Names, endpoint: Endpoint, path: string): void {
  switch (endpoint.kind) {
    case 'pod':
    case 'hostNetwork':
      return checkName(names.pods, endpoint.pod, `${path}.pod`);
    case 'node':
      return checkName(names.nodes, endpoint.node, `${path}.node`);
    case 'service':
      return checkName(names.services, endpoint.service, `${path}.service`);
    case 'external':
      return undefined;
  }
}

function checkName(names: ReadonlySet<string>, name: string, path: string): void {
  if (!names.has(name)) {
    throw new FencepostError('input', `${path}: Not found: ${JSON.stringify(name)} was not loaded`);
  }
}

function namesOf(cluster: Cluster): Names {
  let names = namesByCluster.get(cluster);
  if (names === undefined) {
    names = {
      pods: new Set(cluster.pods.map(objectKey)),
      nodes: new Set(cluster.nodes.map(objectKey)),
      services: new Set(cluster.services.map(objectKey)),
    };
    namesByCluster.set(cluster, names);
  }
  return names;
}
