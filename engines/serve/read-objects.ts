import { createAdmission } from '../../admission/index.ts';
import type { ClusterEvent, ClusterObject } from '../../model/index.ts';
import { ERROR_CODES, excerpt, isJsonObject } from '../child-process/protocol/index.ts';
import { RpcError } from './request.ts';

const admission = createAdmission();

/**
 * The objects of a `load`; kinds that the harness does not model are left out.
 *
 * @throws RpcError -32602 for what is no list, -32000 for an object that an API server refuses
 */
export function readObjects(value: unknown): ClusterObject[] {
  if (!Array.isArray(value)) throw new RpcError(ERROR_CODES.invalidParams, 'objects: must be a list');
  return value.flatMap((raw: unknown, index) => admit(raw, index) ?? []);
}

const EVENT_TYPES: readonly unknown[] = ['ADDED', 'MODIFIED', 'DELETED'] satisfies ClusterEvent['type'][];

/** The events of an `apply`, as {@link readObjects} reads their objects. */
export function readEvents(value: unknown): ClusterEvent[] {
  if (!Array.isArray(value)) throw new RpcError(ERROR_CODES.invalidParams, 'events: must be a list');
  return value.flatMap((event: unknown, index) => {
    const { type, object: raw } = isJsonObject(event) ? event : {};
    if (!EVENT_TYPES.includes(type)) {
      const message = `events[${index}].type: must be one of ${EVENT_TYPES.join(', ')}, not ${excerpt(type)}`;
      throw new RpcError(ERROR_CODES.invalidParams, message);
    }
    const object = admit(raw, index);
    return object === undefined ? [] : [{ type: type as ClusterEvent['type'], object }];
  });
}

function admit(raw: unknown, index: number): ClusterObject | undefined {
  // The objects are stored already: an older or laxer API server may have let in what a strict one would not.
  const admitted = admission.admit(raw, { fieldValidation: 'Ignore', strictCidrValidation: 'warn-only' });
  if (admitted.ok) return admitted.object;
  const reason = admitted.errors.map(({ message }) => message).join('; ');
  throw new RpcError(ERROR_CODES.refused, `object ${index}: ${reason}`, { data: { object: index, reason } });
}
