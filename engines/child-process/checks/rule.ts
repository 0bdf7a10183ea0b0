import type { EngineCapabilities } from '../../engine.ts';
import type { EngineIdentity } from '../protocol/index.ts';
import { excerpt, isJsonObject, PROTOCOL_VERSION, readIdentity, readVerdicts } from '../protocol/index.ts';
import type { RawAnswer, RawEngine } from './raw-engine.ts';
import { RuleBroken } from './rule-broken.ts';

/** One rule of the engine protocol, put to the test. */
export interface ProtocolRule {
  /** Kebab-case. */
  readonly name: string;
  readonly sentence: string;
  /** Why the rule is of no concern to an engine; `undefined`: it is. */
  readonly skip?: (capabilities: EngineCapabilities) => string | undefined;
  /** @throws RuleBroken */
  readonly check: (engine: StartedEngine) => Promise<void>;
}

/** A fresh process that has introduced itself. */
export interface StartedEngine extends RawEngine {
  readonly identity: EngineIdentity;
  readonly capabilities: EngineCapabilities;
  /** Loads objects. @throws RuleBroken unless the engine takes them */
  load(objects: readonly object[]): Promise<void>;
  /** Asks flows. @throws RuleBroken unless there is one verdict for each, in the protocol's words */
  probe(flows: readonly object[]): Promise<readonly number[]>;
  /** Another process of the same engine, introduced; ended with this one. */
  another(): Promise<StartedEngine>;
}

/** What every engine is greeted with. Fields that nobody knows are to be ignored. */
export const HELLO = {
  protocolVersion: PROTOCOL_VERSION,
  client: { name: 'fencepost', version: '0', colour: 'green' },
  future: { anything: [1, 2, 3] },
};

/** Greets an engine. @throws RuleBroken unless it introduces itself as the protocol says */
export async function introduce(
  raw: RawEngine,
  another: () => Promise<StartedEngine>,
): Promise<StartedEngine> {
  const identity = readAs(await raw.ask('initialize', HELLO), 'initialize', readIdentity);
  return {
    ...raw,
    identity,
    capabilities: identity.capabilities,
    another,
    load: async (objects) => {
      mustBeDone(await raw.ask('load', { objects }), 'load');
    },
    probe: async (flows) => [
      ...readAs(await raw.ask('probe', { flows }), `probe of ${flows.length} flows`, (result) =>
        readVerdicts(result, flows.length),
      ),
    ],
  };
}

/** The result of an answer, read. @throws RuleBroken for an error, or a result that cannot be read */
export function readAs<T>(answer: RawAnswer, sent: string, read: (result: unknown) => T): T {
  if (answer.error !== undefined) throw new RuleBroken(sent, `the error ${excerpt(answer.error)}`);
  try {
    return read(answer.result);
  } catch (error) {
    throw new RuleBroken(sent, error instanceof Error ? error.message : String(error));
  }
}

/** @throws RuleBroken unless the answer is a result that is an object */
export function mustBeDone(answer: RawAnswer, sent: string): void {
  if (answer.error !== undefined) throw new RuleBroken(sent, `the error ${excerpt(answer.error)}`);
  if (!isJsonObject(answer.result))
    throw new RuleBroken(sent, `the result ${excerpt(answer.result)}, not {}`);
}
