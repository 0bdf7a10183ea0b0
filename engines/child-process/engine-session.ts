import type { KubernetesObject } from '../../admission/index.ts';
import { clusterToObjects, objectToManifest } from '../../admission/index.ts';
import type { Cluster, ClusterEvent, ClusterObject, Flow, Node, ProbeSet } from '../../model/index.ts';
import manifest from '../../package.json' with { type: 'json' };
import { applyEvents, EMPTY_CLUSTER, flowOf } from '../../model/index.ts';
import type { Verdicts } from '../engine.ts';
import { packItems } from './pack-items.ts';
import type { RpcClient, RpcClientLimits } from './process/index.ts';
import { createRpcClient, startProcess } from './process/index.ts';
import type { EngineIdentity } from './protocol/index.ts';
import {
  flowToJson,
  PROTOCOL_VERSION,
  readDone,
  readIdentity,
  readReasons,
  readVerdicts,
} from './protocol/index.ts';

/** More than any request adds to its parameters' text. */
const ENVELOPE_BYTES = 128;

/** A `probe` is kept short, so that the engine judges one while the next is written and the last is read. */
const PROBE_BYTES = 1024 * 1024;

/** One life of an engine's process, from `initialize` on. */
export interface EngineSession {
  readonly identity: EngineIdentity;
  readonly client: RpcClient;
  /**
   * Makes the cluster and then the events true in the engine, and sends only what is missing of that.
   *
   * @returns false where a message would be longer than the engine takes
   */
  enter(initial: Cluster, events: readonly ClusterEvent[]): Promise<boolean>;
  /** Asks the cells at the positions and puts the answers there; a flow too long to send stays as it is. */
  ask(probes: ProbeSet, positions: readonly number[], verdicts: Verdicts): Promise<void>;
  explain(flow: Flow): Promise<readonly string[]>;
}

/**
 * Starts the command and shakes hands.
 *
 * @param onClient sees the client before anything is asked of it, so that it can be stopped at any time
 * @throws EngineFailure, or FencepostError as `startProcess` and `readIdentity` do; nothing is left running
 */
export async function startSession(
  words: readonly [string, ...string[]],
  limits: RpcClientLimits,
  onClient: (client: RpcClient) => void,
): Promise<EngineSession> {
  const client = createRpcClient(await startProcess(words), limits);
  onClient(client);
  const hello = {
    protocolVersion: PROTOCOL_VERSION,
    client: { name: 'fencepost', version: manifest.version },
  };
  try {
    const result = await client.request({
      method: 'initialize',
      params: JSON.stringify(hello),
      decode: (answer) => answer,
    });
    return createSession(client, readIdentity(result));
  } catch (error) {
    await client.stop();
    throw error;
  }
}

/** What an engine has in effect: a cluster it loaded, and what was applied since. */
interface Loaded {
  readonly initial: Cluster;
  readonly events: readonly ClusterEvent[];
}

function createSession(client: RpcClient, identity: EngineIdentity): EngineSession {
  const { maxFlows, maxMessageBytes } = identity.limits;
  const maxBytes = maxMessageBytes - ENVELOPE_BYTES;
  let loaded: Loaded | undefined;

  /** After a refusal the engine's state is empty: what is loaded is known again only after success. */
  const change = async (next: Loaded, requests: readonly ChangeRequest[]): Promise<boolean> => {
    if (requests.some(({ params }) => Buffer.byteLength(params) > maxBytes)) return false;
    loaded = undefined;
    for (const request of requests) await client.request({ ...request, decode: readDone });
    loaded = next;
    return true;
  };

  return {
    identity,
    client,
    async enter(initial, events) {
      const known = loaded !== undefined && isContinuation(loaded, initial, events) ? loaded : undefined;
      const applies = applyRequests(initial, events, known?.events.length ?? 0, maxBytes);
      if (applies === undefined) return false;
      const loads = known === undefined ? [loadRequest(initial)] : [];
      return change({ initial, events }, [...loads, ...applies]);
    },
    async ask(probes, positions, verdicts) {
      const limits = { maxItems: maxFlows, maxBytes: Math.min(maxBytes, PROBE_BYTES) };
      const flowJson = (position: number): string =>
        JSON.stringify(flowToJson(flowOf(probes, probes.cells[position]!)));
      const answers: Promise<void>[] = [];
      for (const batch of packItems(positions, flowJson, limits)) {
        await client.writable();
        if (client.failure() !== undefined) break;
        answers.push(client.request(probeRequest(batch, verdicts)));
      }
      for (const answer of await Promise.allSettled(answers)) {
        if (answer.status !== 'rejected') continue;
        loaded = undefined;
        throw answer.reason;
      }
    },
    explain: (flow) =>
      client.request({
        method: 'explain',
        params: JSON.stringify({ flow: flowToJson(flow) }),
        decode: readReasons,
      }),
  };
}

interface ChangeRequest {
  readonly method: 'load' | 'apply';
  readonly params: string;
  readonly objectName: (index: number) => string | undefined;
}

/** Whether what is wanted is what is loaded, or what is loaded and then some. */
function isContinuation(loaded: Loaded, initial: Cluster, events: readonly ClusterEvent[]): boolean {
  return loaded.initial === initial && loaded.events.every((event, index) => events[index] === event);
}

function loadRequest(cluster: Cluster): ChangeRequest {
  const objects = clusterToObjects(cluster);
  return {
    method: 'load',
    params: JSON.stringify({ objects }),
    objectName: (index) => nameOf(objects[index]),
  };
}

/** The events from one on in as few messages as the engine takes; `undefined` where one is too long. */
function applyRequests(
  initial: Cluster,
  events: readonly ClusterEvent[],
  from: number,
  maxBytes: number,
): ChangeRequest[] | undefined {
  let { nodes } = applyEvents(initial, events.slice(0, from));
  const changes = events.slice(from).map((event) => {
    ({ nodes } = applyEvents({ ...EMPTY_CLUSTER, nodes }, [event]));
    return { type: event.type, object: manifestAmong(nodes, event.object) };
  });
  const limits = { maxItems: Infinity, maxBytes: maxBytes - '{"events":}'.length };
  const batches = [...packItems(changes, (change) => JSON.stringify(change), limits)];
  const packed = batches.reduce((sum, { items }) => sum + items.length, 0);
  if (packed < changes.length) return undefined;
  return batches.map(({ items, json }) => ({
    method: 'apply',
    params: `{"events":${json}}`,
    objectName: (index) => nameOf(items[index]?.object),
  }));
}

/** The object as `load` would send it: a pod says which address its node has. */
function manifestAmong(nodes: readonly Node[], object: ClusterObject): KubernetesObject {
  if (object.kind !== 'Pod') return objectToManifest(object);
  const own = nodes.filter(({ name }) => name === object.nodeName);
  return clusterToObjects({ ...EMPTY_CLUSTER, nodes: own, pods: [object] }).at(-1)!;
}

/** `NetworkPolicy x/deny-all` */
function nameOf(object: KubernetesObject | undefined): string | undefined {
  if (object === undefined) return undefined;
  const { namespace, name } = object.metadata;
  return `${object.kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function probeRequest(
  { items, json }: { readonly items: readonly number[]; readonly json: string },
  verdicts: Verdicts,
): { method: string; params: string; decode: (result: unknown) => void } {
  return {
    method: 'probe',
    params: `{"flows":${json}}`,
    decode: (result) => {
      const found = readVerdicts(result, items.length);
      for (const [index, position] of items.entries()) verdicts[position] = found[index]!;
    },
  };
}
