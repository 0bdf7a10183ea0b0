import type { Action, Cluster, ClusterEvent, Flow } from '../../model/index.ts';
import type { EngineCapabilities } from '../engine.ts';
import { ALLOW, UNSUPPORTED } from '../engine.ts';
import type { EngineSession } from './engine-session.ts';
import { excerpt, flowToJson, isJsonObject, readDone, readVerdict, WrongAnswer } from './protocol/index.ts';

/** A connection that the engine was asked to open. */
export interface OpenedConnection {
  /** The engine's own name for it. */
  readonly connection: string;
  readonly action: Action;
}

/** Connections that stay open while the cluster changes. All methods throw EngineFailure as `judge` does. */
export interface ConnectionPort {
  /**
   * Makes the cluster and then the events true in the engine. Connections live on where the call only adds
   * events to an earlier one; otherwise the cluster is loaded again, which closes them all.
   *
   * @returns false where a message would be longer than the engine takes
   */
  enter(initial: Cluster, events: readonly ClusterEvent[]): Promise<boolean>;
  /** Opens a connection; the flow must have a source port where its protocol has ports. */
  connect(flow: Flow): Promise<OpenedConnection>;
  /** Whether the next packet of the connection passes now. */
  transmit(connection: string, direction: 'original' | 'reply'): Promise<Action>;
  close(connection: string): Promise<void>;
  /** Lets time pass. Present where the engine declares `clock`. */
  wait?(milliseconds: number): Promise<void>;
}

/** Runs a task with a living process, one task at a time. */
export type WithSession = <T>(task: (session: EngineSession) => Promise<T>) => Promise<T>;

/** The connection methods of the protocol over whatever process is alive. */
export function createConnectionPort(
  withSession: WithSession,
  capabilities: EngineCapabilities,
): ConnectionPort {
  const ask = <T>(method: string, params: object, decode: (result: unknown) => T): Promise<T> =>
    withSession(({ client }) => client.request({ method, params: JSON.stringify(params), decode }));
  return {
    enter: (initial, events) => withSession((session) => session.enter(initial, events)),
    connect: (flow) => ask('connect', { flow: flowToJson(flow) }, readConnection),
    transmit: (connection, direction) => ask('transmit', { connection, direction }, readAction),
    close: (connection) => ask('close', { connection }, readDone),
    ...(capabilities.clock
      ? { wait: (milliseconds: number) => ask('wait', { milliseconds }, readDone) }
      : {}),
  };
}

function readConnection(result: unknown): OpenedConnection {
  const connection = isJsonObject(result) ? result['connection'] : undefined;
  if (typeof connection !== 'string') {
    throw new WrongAnswer('nonsense', `connection: ${excerpt(connection)} is not a string`);
  }
  return { connection, action: readAction(result) };
}

function readAction(result: unknown): Action {
  const word = isJsonObject(result) ? result['verdict'] : undefined;
  const verdict = readVerdict(word, 'verdict');
  if (verdict === UNSUPPORTED)
    throw new WrongAnswer('nonsense', 'verdict: "unsupported" is not an answer here');
  return verdict === ALLOW ? 'allow' : 'deny';
}
