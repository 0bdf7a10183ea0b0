import type { Cluster } from '../../../model/index.ts';
import { metamorphicProperty } from '../metamorphic.ts';
import { rewritePorts } from '../rewriting/rewrite.ts';

/**
 * PORT-9, PORT-11: a port's name says which of the destination's ports is meant and nothing else. Gives every port
 * name another text: where containers declare it, where Services target it, where policies use it. A name that
 * nobody declares gets another one that nobody declares. Names of the ports of Services and of their slices belong
 * together and to nobody else, and stay. Finds engines that look names up in lists of their own.
 *
 * Seen to find, of the zoo, in 300 cases of seed 1: AZURE-734.
 */
export const portNamesMeanNothing = metamorphicProperty({
  name: 'port-names-mean-nothing',
  sentence: 'Renaming container ports, and what refers to them, changes no verdict.',
  relation: 'equal',
  transform({ cluster }) {
    const names = new Map<string, string>();
    const renamed = (name: string): string => {
      let other = names.get(name);
      // VAL-4: at most 15 characters, at least one letter.
      if (other === undefined) names.set(name, (other = `port${String(names.size).padStart(3, '0')}`));
      return other;
    };
    const changed = withPortNames(cluster, renamed);
    return names.size === 0 ? undefined : { cluster: changed, describe: 'renaming every port' };
  },
});

function withPortNames(cluster: Cluster, renamed: (name: string) => string): Cluster {
  return {
    ...cluster,
    pods: cluster.pods.map((pod) => ({
      ...pod,
      ports: pod.ports.map((port) =>
        port.name === undefined ? port : { ...port, name: renamed(port.name) },
      ),
    })),
    services: cluster.services.map((service) => ({
      ...service,
      ports: service.ports.map((port) =>
        typeof port.targetPort === 'string' ? { ...port, targetPort: renamed(port.targetPort) } : port,
      ),
    })),
    policies: rewritePorts(cluster, (item) =>
      typeof item.port === 'string' ? [{ ...item, port: renamed(item.port) }] : undefined,
    ).cluster.policies,
  };
}
