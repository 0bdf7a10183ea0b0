import { ERROR_CODES, isJsonObject } from '../child-process/protocol/index.ts';
import type { JsonObject } from '../child-process/protocol/index.ts';

/** An error as JSON-RPC answers it. */
export class RpcError extends Error {
  readonly code: number;
  readonly data: object | undefined;
  /** The id of the request, where it could be read although the request could not. */
  readonly id: number | undefined;

  constructor(code: number, message: string, more: { readonly data?: object; readonly id?: number } = {}) {
    super(message);
    this.code = code;
    this.data = more.data;
    this.id = more.id;
  }
}

export interface Request {
  readonly id: number;
  readonly method: string;
  readonly params: JsonObject;
}

/**
 * Reads one line as a request.
 *
 * @throws RpcError -32700 for what is not JSON, -32600 for what is no request of the protocol, -32602 for
 * parameters that are no object
 */
export function readRequest(line: Buffer): Request {
  const message = parse(line);
  if (!isJsonObject(message)) throw invalidRequest('a request is one JSON object; there are no batches');
  const { id, method, params = {} } = message;
  if (!Number.isSafeInteger(id)) throw invalidRequest('id: must be an integer; there are no notifications');
  const known = { id: id as number };
  if (message['jsonrpc'] !== '2.0') throw invalidRequest('jsonrpc: must be "2.0"', known);
  if (typeof method !== 'string') throw invalidRequest('method: must be a string', known);
  if (!isJsonObject(params)) {
    throw new RpcError(ERROR_CODES.invalidParams, 'params: must be an object', known);
  }
  return { ...known, method, params };
}

function parse(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch (error) {
    throw new RpcError(ERROR_CODES.parse, `not JSON: ${(error as Error).message}`);
  }
}

function invalidRequest(message: string, more: { readonly id?: number } = {}): RpcError {
  return new RpcError(ERROR_CODES.invalidRequest, message, more);
}
