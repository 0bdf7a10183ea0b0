import type { Cluster, ClusterEvent, Flow } from '../../model/index.ts';
import { applyEvents, clusterFrom, EMPTY_CLUSTER } from '../../model/index.ts';
import type { JsonObject, VerdictWord } from '../child-process/protocol/index.ts';
import {
  askableCells,
  ERROR_CODES,
  flowFromJson,
  identityToJson,
  PROTOCOL_VERSION,
  verdictWord,
} from '../child-process/protocol/index.ts';
import type { Engine } from '../engine.ts';
import { UNSUPPORTED } from '../engine.ts';
import { checkEnds } from './check-ends.ts';
import { readEvents, readObjects } from './read-objects.ts';
import { probeSetsOf } from './probe-sets.ts';
import { RpcError } from './request.ts';

/** Lines of any length are read; a string of the runtime ends at half a gigabyte. */
const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;
const MAX_FLOWS = 65_536;

/** Answers the parameters of one method; throws RpcError, or a FencepostError `input` for a parameter. */
export type Method = (params: JsonObject) => object | Promise<object>;

/** What the engine was told: a cluster, and what happened since. */
interface World {
  readonly initial: Cluster;
  readonly events: readonly ClusterEvent[];
  readonly cluster: Cluster;
}

const EMPTY_WORLD: World = { initial: EMPTY_CLUSTER, events: [], cluster: EMPTY_CLUSTER };

/** The methods of the protocol over an engine, `shutdown` excepted. They share one state. */
export function createMethods(engine: Engine): ReadonlyMap<string, Method> {
  let world = EMPTY_WORLD;

  /** A refused change leaves nothing behind until the next `load`. */
  const change = (next: () => World): object => {
    world = EMPTY_WORLD;
    world = next();
    return {};
  };
  const judge = async (flows: readonly Flow[]): Promise<VerdictWord[]> => {
    const words: VerdictWord[] = [];
    for (const probes of probeSetsOf(world, flows)) {
      const askable = askableCells(probes, engine.capabilities);
      const cells = Uint32Array.from(askable, (position) => probes.cells[position]!);
      const found = await engine.judge({ ...probes, cells });
      const verdicts = new Uint8Array(probes.cells.length).fill(UNSUPPORTED);
      for (const [index, position] of askable.entries()) verdicts[position] = found[index]!;
      for (const verdict of verdicts) words.push(verdictWord(verdict));
    }
    return words;
  };
  const flowAt = (value: unknown, path: string): Flow => {
    const flow = flowFromJson(value, path);
    checkEnds(world.cluster, flow, path);
    return flow;
  };

  const methods: Record<string, Method> = {
    initialize({ protocolVersion }) {
      if (!Number.isSafeInteger(protocolVersion)) {
        throw new RpcError(ERROR_CODES.invalidParams, `protocolVersion: must be ${PROTOCOL_VERSION}`);
      }
      return identityToJson(engine, { maxMessageBytes: MAX_MESSAGE_BYTES, maxFlows: MAX_FLOWS });
    },
    load: ({ objects }) =>
      change(() => {
        const initial = clusterFrom(readObjects(objects));
        return { initial, events: [], cluster: initial };
      }),
    apply({ events: list }) {
      const { initial, events, cluster } = world;
      return change(() => {
        const fresh = readEvents(list);
        return { initial, events: [...events, ...fresh], cluster: applyEvents(cluster, fresh) };
      });
    },
    async probe({ flows }) {
      if (!Array.isArray(flows)) throw new RpcError(ERROR_CODES.invalidParams, 'flows: must be a list');
      const asked = flows.map((flow: unknown, index) => flowAt(flow, `flows[${index}]`));
      return { verdicts: await judge(asked) };
    },
  };
  if (engine.explain !== undefined) {
    methods['explain'] = async (params) => {
      const flow = flowAt(params['flow'], 'flow');
      const [probes] = probeSetsOf(world, [flow]);
      const [verdict] = await judge([flow]);
      const reasons = verdict === 'unsupported' ? [] : await engine.explain!(probes!, flow);
      return { verdict, reasons };
    };
  }
  return new Map(Object.entries(methods));
}
