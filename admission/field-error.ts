import type { Position } from '../model/index.ts';

/** What is wrong with a field: the types of `field.Error`, and three for what fails before validation. */
export type FieldErrorType =
  | 'invalid'
  | 'required'
  | 'forbidden'
  | 'unsupported'
  | 'too-many'
  | 'too-long'
  | 'duplicate'
  | 'unknown-field'
  | 'type'
  | 'syntax';

/** One complaint about an object, worded as an API server words it. */
export interface FieldError {
  readonly type: FieldErrorType;
  /** The field as Kubernetes writes it: `spec.ingress[0].from[0].ipBlock.cidr`; empty for a whole document. */
  readonly field: string;
  /** The whole text, field included where Kubernetes includes it. */
  readonly message: string;
  /** Where the field stands in its file. */
  readonly position?: Position;
}

/** The way to a field, from the top of its object. */
export type FieldPath = readonly (string | number)[];
