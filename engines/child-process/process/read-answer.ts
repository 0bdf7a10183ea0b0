import { ERROR_CODES, excerpt, isJsonObject, WrongAnswer } from '../protocol/index.ts';

export interface RefusalAnswer {
  readonly kind: 'refusal';
  /** Index of the object that is refused, where the engine can say. */
  readonly object: number | undefined;
  readonly reason: string;
}

export type Answer = { readonly kind: 'result'; readonly value: unknown } | RefusalAnswer;

/**
 * Reads one line as the answer to the request of the id.
 *
 * @throws WrongAnswer for anything but a result or a refusal (-32000) that carries the id
 */
export function readAnswer(line: Buffer, id: number): Answer {
  let message: unknown;
  try {
    message = JSON.parse(line.toString('utf8'));
  } catch {
    throw new WrongAnswer('nonsense', `not JSON: ${excerpt(line)}`);
  }
  if (!isJsonObject(message)) throw new WrongAnswer('nonsense', `not a JSON object: ${excerpt(line)}`);
  const { error, result } = message;
  // Some JSON-RPC libraries write `"error": null` beside a result.
  const failed = error !== undefined && error !== null;
  // JSON-RPC 2.0 §5: a null id answers a request whose own id could not be read.
  if (message['id'] !== id && !(failed && message['id'] === null)) {
    throw new WrongAnswer('nonsense', `id ${excerpt(message['id'])} instead of ${id}`);
  }
  if (failed) return readError(error);
  if (result === undefined) throw new WrongAnswer('nonsense', 'neither result nor error');
  return { kind: 'result', value: result };
}

function readError(error: unknown): RefusalAnswer {
  if (!isJsonObject(error) || error['code'] !== ERROR_CODES.refused) {
    throw new WrongAnswer('nonsense', `error ${excerpt(error)}`);
  }
  const { message, data } = error;
  const { object, reason = message } = isJsonObject(data) ? data : {};
  return {
    kind: 'refusal',
    object: Number.isSafeInteger(object) ? (object as number) : undefined,
    reason: typeof reason === 'string' && reason !== '' ? reason.slice(0, 1000) : 'without a reason',
  };
}
