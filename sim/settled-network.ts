import type { Cluster, Profile } from '../model/index.ts';
import { objectKey, clusterObjects } from '../model/index.ts';
import type { AgentBehaviour, ForeignState, NodeLimits } from './agent/index.ts';
import { CORRECT_BEHAVIOUR, createCache, hooksOf, intentFor, NO_FOREIGN_STATE } from './agent/index.ts';
import { createConntrackTable } from './conntrack/index.ts';
import type { RuleTable } from './datapath/datapath.ts';
import type { DatapathMaker } from './datapaths.ts';
import type { Network, NodeDatapath } from './path/index.ts';

/** What a network is made of, beside the cluster. */
export interface NetworkParts {
  readonly profile: Profile;
  readonly datapath: DatapathMaker;
  readonly behaviour?: AgentBehaviour;
  readonly limits?: NodeLimits;
  readonly foreign?: ForeignState;
}

/** A network, and the rules of its nodes for people. */
export interface SettledNetwork extends Network {
  print(node: string): readonly RuleTable[];
}

/**
 * The network of a cluster in which every agent has just started and put all that it saw into effect: no queue, no
 * watches, time stands. Equal to a simulation of the cluster that has settled.
 */
export function settledNetwork(cluster: Cluster, parts: NetworkParts): SettledNetwork {
  const { profile, datapath, behaviour = CORRECT_BEHAVIOUR, limits = {}, foreign = NO_FOREIGN_STATE } = parts;
  const nodes = new Map<string, NodeDatapath>();
  const programs = new Map<string, ReturnType<DatapathMaker>>();
  for (const node of nodeNamesOf(cluster)) {
    const program = datapath(profile);
    const view = viewOf(cluster, node, behaviour);
    program.install(
      behaviour.programming.fit(intentFor(view, node, profile, behaviour.reading), limits).intent,
    );
    programs.set(node, program);
    const state = { program, agentIsUp: true, isProgrammed: true, foreign };
    nodes.set(node, {
      conntrack: createConntrackTable(profile, behaviour.conntrack),
      filtersArp: behaviour.programming.filtersArp,
      judge: hooksOf(() => state, profile, behaviour.programming),
    });
  }
  return { cluster, profile, nodes, now: () => 0, print: (node) => programs.get(node)?.print() ?? [] };
}

/** The nodes of a cluster, those included that only its pods name, in the order of their names. */
export function nodeNamesOf({ nodes, pods }: Pick<Cluster, 'nodes' | 'pods'>): readonly string[] {
  const names = new Set(nodes.map(({ name }) => name));
  for (const { nodeName } of pods) if (nodeName !== undefined) names.add(nodeName);
  return [...names].sort();
}

function viewOf(cluster: Cluster, node: string, { cache: behaviour }: AgentBehaviour) {
  const cache = createCache(node, behaviour);
  for (const object of clusterObjects(cluster)) {
    const key = objectKey(object);
    cache.take({ type: 'ADDED', stored: { object, key, uid: key, revision: 1 } });
  }
  return cache.view();
}
