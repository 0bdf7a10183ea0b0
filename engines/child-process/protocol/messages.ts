import type { EngineFault } from '../../../model/index.ts';

/** The version of the engine protocol that this code speaks. */
export const PROTOCOL_VERSION = 1;

/** What an engine takes that declares neither. */
export const DEFAULT_MAX_MESSAGE_BYTES = 67_108_864;
export const DEFAULT_MAX_FLOWS = 4096;

/** JSON-RPC 2.0 §5.1, and the protocol's own `refused`. */
export const ERROR_CODES = {
  parse: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internal: -32603,
  refused: -32000,
} as const;

/** An answer that the protocol does not know; the message continues `answered … wrongly:`. */
export class WrongAnswer extends Error {
  readonly fault: EngineFault;

  constructor(fault: EngineFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const EXCERPT_CHARACTERS = 120;

/** The start of a value or raw line as one line of printable text, for messages. */
export function excerpt(value: unknown): string {
  // Four bytes a character at most: the rest of a huge line need not be decoded.
  const text = Buffer.isBuffer(value)
    ? JSON.stringify(value.subarray(0, 4 * EXCERPT_CHARACTERS + 4).toString('utf8'))
    : (JSON.stringify(value) ?? 'missing');
  return text.length > EXCERPT_CHARACTERS ? `${text.slice(0, EXCERPT_CHARACTERS)}…` : text;
}
