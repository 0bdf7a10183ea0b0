import type { ClusterObject, Position } from '../model/index.ts';
import type { FieldError, FieldPath } from './field-error.ts';
import type { KubernetesObject } from './kubernetes-object.ts';

/** How a request is to be judged. */
export interface AdmitOptions {
  /** What becomes of unknown and duplicate fields (VAL-25). Default: `Strict`, as kubectl sends. */
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore';
  /** Whether ambiguous CIDRs are refused or pass with a warning (VAL-12). Default: `on`. */
  readonly strictCidrValidation?: 'on' | 'warn-only';
  /** The stored object that this one replaces: the request is then an update (VAL-18, VAL-24, VAL-26). */
  readonly old?: KubernetesObject;
  /** Fields that the text gives more than once; the decoded object holds the last value only (VAL-25). */
  readonly duplicateFields?: readonly FieldPath[];
  /** Where a field stands in its file, for the positions of errors. */
  readonly positionOf?: (path: FieldPath) => Position | undefined;
}

/** The answer to a request. */
export type Admitted =
  | {
      readonly ok: true;
      /** The object as an API server serves it afterwards: defaults filled in, empty lists left out. */
      readonly stored: KubernetesObject;
      /** The object as the harness knows it; `undefined` for kinds that it does not model. */
      readonly object: ClusterObject | undefined;
      readonly warnings: readonly FieldError[];
    }
  | { readonly ok: false; readonly errors: readonly FieldError[]; readonly warnings: readonly FieldError[] };

/** An API server's front door: decode, default, validate, store. */
export interface Admission {
  /** Judges one decoded object. Never throws for any input. */
  admit(raw: unknown, options?: AdmitOptions): Admitted;
}
