import type { Readable, Writable } from 'node:stream';
import { FencepostError } from '../../model/index.ts';
import { ERROR_CODES } from '../child-process/protocol/index.ts';
import { EngineFailure } from '../engine-failure.ts';
import type { Engine } from '../engine.ts';
import { createMethods } from './methods.ts';
import { readLines } from './read-lines.ts';
import type { Request } from './request.ts';
import { readRequest, RpcError } from './request.ts';

/**
 * Answers the engine protocol for an engine, in order, until `shutdown` or the end of the input. The engine
 * stays open: it is its owner's to close.
 *
 * @returns when everything was answered, or nobody reads the answers any more
 */
export async function serveEngine(engine: Engine, input: Readable, output: Writable): Promise<void> {
  const methods = createMethods(engine);
  // Whatever goes wrong with the output also shows in the write that meets it.
  output.on('error', () => {});
  for await (const line of readLines(input)) {
    const { answer, isLast } = await answerLine(methods, line);
    if (!(await write(output, `${JSON.stringify(answer)}\n`)) || isLast) return;
  }
}

async function answerLine(
  methods: ReturnType<typeof createMethods>,
  line: Buffer,
): Promise<{ answer: object; isLast: boolean }> {
  let request: Request | undefined;
  try {
    request = readRequest(line);
    const { id, method, params } = request;
    if (method === 'shutdown') return { answer: { jsonrpc: '2.0', id, result: {} }, isLast: true };
    const answer = methods.get(method);
    if (answer === undefined) throw new RpcError(ERROR_CODES.methodNotFound, `unknown method: ${method}`);
    return { answer: { jsonrpc: '2.0', id, result: await answer(params) }, isLast: false };
  } catch (thrown) {
    const { code, message, data, id } = rpcErrorOf(thrown);
    const error = { code, message, ...(data === undefined ? {} : { data }) };
    return { answer: { jsonrpc: '2.0', id: request?.id ?? id ?? null, error }, isLast: false };
  }
}

function rpcErrorOf(error: unknown): RpcError {
  if (error instanceof RpcError) return error;
  if (error instanceof EngineFailure && error.fault === 'refused') {
    return new RpcError(ERROR_CODES.refused, error.message, { data: { reason: error.message } });
  }
  // What the decoders of the protocol throw.
  if (error instanceof FencepostError && error.code === 'input') {
    return new RpcError(ERROR_CODES.invalidParams, error.message);
  }
  return new RpcError(ERROR_CODES.internal, error instanceof Error ? error.message : String(error));
}

/** Resolves once the text is on its way, so that answers never pile up; to false where nobody reads them. */
function write(output: Writable, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    output.write(text, (error) => resolve(error === null || error === undefined));
  });
}
