import type { ContainerPort, ContainerType } from '../../model/index.ts';

/** Which list of a pod spec holds which container, in the order in which a pod's ports are read back. */
const LISTS: readonly (readonly [ContainerType, 'containers' | 'initContainers' | 'ephemeralContainers'])[] =
  [
    ['regular', 'containers'],
    ['init', 'initContainers'],
    ['sidecar', 'initContainers'],
    ['ephemeral', 'ephemeralContainers'],
  ];

type Container = Readonly<Record<string, unknown>>;

/**
 * Containers that declare the ports: consecutive ports of one type share one, so that reading them back gives
 * the same list. A pod always has a regular container.
 */
export function containersOf(ports: readonly ContainerPort[]): Record<string, readonly Container[]> {
  const lists: Record<string, Container[]> = { containers: [] };
  for (const run of runsOf(ports)) {
    const [type, list] = LISTS.find(([each]) => each === run[0]!.container)!;
    const containers = (lists[list] ??= []);
    containers.push({
      name: `${type}-${containers.length}`,
      ...(type === 'sidecar' ? { restartPolicy: 'Always' } : {}),
      // A name may stand but once in a container (PORT-15 needs two).
      ports: run.map(declarationOf),
    });
  }
  if (lists['containers']!.length === 0) lists['containers'] = [{ name: 'regular-0' }];
  return lists;
}

function declarationOf({ name, containerPort, protocol, hostPort }: ContainerPort): Container {
  return {
    ...(name === undefined ? {} : { name }),
    containerPort,
    protocol,
    ...(hostPort === undefined ? {} : { hostPort }),
  };
}

/** The ports cut where the container type changes or a port name comes a second time. */
function runsOf(ports: readonly ContainerPort[]): ContainerPort[][] {
  const runs: ContainerPort[][] = [];
  for (const port of ports) {
    const run = runs.at(-1);
    const fits =
      run !== undefined &&
      run[0]!.container === port.container &&
      (port.name === undefined || !run.some(({ name }) => name === port.name));
    if (fits) run.push(port);
    else runs.push([port]);
  }
  return runs;
}
