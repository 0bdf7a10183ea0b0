import type { EndpointKind, IPFamily } from '../../../model/index.ts';
import { FencepostError, PROTOCOLS } from '../../../model/index.ts';
import type { Engine, EngineCapabilities } from '../../engine.ts';
import { DEFAULT_CAPABILITIES } from '../../engine.ts';
import { isFlowProtocol } from './flow-json.ts';
import {
  DEFAULT_MAX_FLOWS,
  DEFAULT_MAX_MESSAGE_BYTES,
  excerpt,
  isJsonObject,
  PROTOCOL_VERSION,
} from './messages.ts';
import { readProfile } from './read-profile.ts';

/** What one message may hold. */
export interface EngineLimits {
  readonly maxMessageBytes: number;
  readonly maxFlows: number;
}

/** What an engine says of itself when it is started. */
export interface EngineIdentity {
  readonly name: string;
  readonly version: string;
  readonly capabilities: EngineCapabilities;
  readonly limits: EngineLimits;
}

type Declared = Omit<EngineCapabilities, 'probesPerCase'> & EngineLimits;

/** Reads a value; throws a FencepostError that names the field. */
type Reader<T> = (value: unknown, field: string) => T;

const FAMILIES: readonly IPFamily[] = ['IPv4', 'IPv6'];
const KINDS: readonly EndpointKind[] = ['pod', 'hostNetwork', 'node', 'external', 'service'];

const CAPABILITIES: { readonly [K in keyof Declared]: Reader<Declared[K]> } = {
  protocols: listOf(isFlowProtocol, `${PROTOCOLS.join(', ')}, ICMP or an IP protocol number as a string`),
  ipFamilies: listOf(memberOf(FAMILIES), FAMILIES.join(', ')),
  endpoints: listOf(memberOf(KINDS), KINDS.join(', ')),
  endPort: readFlag,
  namedPorts: readFlag,
  history: readFlag,
  connections: readFlag,
  clock: readFlag,
  explain: readFlag,
  maxMessageBytes: readCount,
  maxFlows: readCount,
  profile: readProfile,
};

const DEFAULTS: Declared = {
  ...DEFAULT_CAPABILITIES,
  maxMessageBytes: DEFAULT_MAX_MESSAGE_BYTES,
  maxFlows: DEFAULT_MAX_FLOWS,
};

/**
 * Reads the result of `initialize`; absent capabilities get the protocol's defaults, unknown ones are ignored.
 *
 * @throws FencepostError `usage` for another version of the protocol, `engine` for a value of a wrong kind
 */
export function readIdentity(result: unknown): EngineIdentity {
  if (!isJsonObject(result)) throw invalid('result', 'an object', result);
  const { protocolVersion, engine, capabilities: declared = {} } = result;
  if (protocolVersion !== PROTOCOL_VERSION) {
    throw new FencepostError(
      'usage',
      `the engine speaks version ${excerpt(protocolVersion)} of the engine protocol, not ${PROTOCOL_VERSION}`,
    );
  }
  if (!isJsonObject(engine)) throw invalid('engine', 'an object', engine);
  if (!isJsonObject(declared)) throw invalid('capabilities', 'an object', declared);
  const { maxMessageBytes, maxFlows, ...capabilities } = readCapabilities(declared);
  return {
    name: readText(engine['name'], 'engine.name', /^[^\p{C}\s][^\p{C}]{0,127}$/u),
    version: readText(engine['version'], 'engine.version', /^[^\p{C}]{0,128}$/u),
    capabilities,
    limits: { maxMessageBytes, maxFlows },
  };
}

/** The result of `initialize` for an engine of ours: only what the protocol's server can pass on. */
export function identityToJson(engine: Engine, limits: EngineLimits): object {
  const { probesPerCase: _, ...capabilities } = engine.capabilities;
  return {
    protocolVersion: PROTOCOL_VERSION,
    engine: { name: engine.name, version: engine.version },
    capabilities: {
      ...capabilities,
      connections: false,
      clock: false,
      explain: engine.explain !== undefined,
      ...limits,
    },
  };
}

function readCapabilities(declared: Readonly<Record<string, unknown>>): Declared {
  const read: Record<string, unknown> = { ...DEFAULTS };
  for (const [name, reader] of Object.entries(CAPABILITIES)) {
    const value = declared[name];
    if (value !== undefined) read[name] = reader(value, `capabilities.${name}`);
  }
  return read as unknown as Declared;
}

function memberOf<T extends string>(values: readonly T[]): (value: unknown) => value is T {
  return (value): value is T => (values as readonly unknown[]).includes(value);
}

function listOf<T>(isItem: (value: unknown) => value is T, choice: string): Reader<readonly T[]> {
  return (value, field) => {
    if (!Array.isArray(value)) throw invalid(field, 'a list', value);
    return value.map((item: unknown, index) => {
      if (!isItem(item)) throw invalid(`${field}[${index}]`, `one of ${choice}`, item);
      return item;
    });
  };
}

function readFlag(value: unknown, field: string): boolean {
  if (typeof value !== 'boolean') throw invalid(field, 'true or false', value);
  return value;
}

function readCount(value: unknown, field: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 1)
    throw invalid(field, 'a positive integer', value);
  return value as number;
}

function readText(value: unknown, field: string, form: RegExp): string {
  if (typeof value === 'string' && form.test(value)) return value;
  throw invalid(field, 'one line of at most 128 characters', value);
}

function invalid(field: string, expected: string, value: unknown): FencepostError {
  return new FencepostError('engine', `the engine's ${field}: must be ${expected}, not ${excerpt(value)}`);
}
