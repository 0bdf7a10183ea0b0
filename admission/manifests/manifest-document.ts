import type { Position } from '../../model/index.ts';
import type { FieldError, FieldPath } from '../field-error.ts';

/** One document of a file: decoded, or the reason why not. */
export type ManifestDocument =
  | {
      readonly kind: 'decoded';
      /** Where the document begins. */
      readonly position: Position;
      readonly value: unknown;
      /** Fields given more than once; the value holds the last. */
      readonly duplicateFields: readonly FieldPath[];
      /** Where a field stands, or the nearest field above it that is there. */
      readonly positionOf: (path: FieldPath) => Position;
    }
  | { readonly kind: 'broken'; readonly error: FieldError & { readonly position: Position } };

/** A document that cannot be read. */
export function broken(message: string, position: Position): ManifestDocument {
  return { kind: 'broken', error: { type: 'syntax', field: '', message, position } };
}

/** How deep objects and lists may nest. No Kubernetes object of ours comes near; what does is an attack. */
export const MAX_DEPTH = 200;
