import type { Position } from '../model/index.ts';
import type { FieldError, FieldErrorType, FieldPath } from './field-error.ts';

/** A field error before it has a place: paths are relative to whatever was judged. */
export interface Complaint {
  readonly type: FieldErrorType;
  readonly path: FieldPath;
  /** Present where Kubernetes shows the offending value. */
  readonly value?: unknown;
  readonly detail: string;
  /** More exact than `path` where Kubernetes names the parent: the entry of a map, say. */
  readonly at?: FieldPath;
  /** The detail stands alone behind the field, as in warnings. */
  readonly plain?: true;
}

export function invalid(path: FieldPath, value: unknown, detail: string): Complaint {
  return { type: 'invalid', path, value, detail };
}

export function warning(path: FieldPath, detail: string): Complaint {
  return { type: 'invalid', path, detail, plain: true };
}

export function required(path: FieldPath, detail: string): Complaint {
  return { type: 'required', path, detail };
}

export function forbidden(path: FieldPath, detail: string): Complaint {
  return { type: 'forbidden', path, detail };
}

export function unsupported(path: FieldPath, value: unknown, supported: readonly string[]): Complaint {
  const list = supported.map((each) => JSON.stringify(each)).join(', ');
  return { type: 'unsupported', path, value, detail: `supported values: ${list}` };
}

/** One complaint for each message, all about one value. */
export function invalidEach(path: FieldPath, value: unknown, details: readonly string[]): Complaint[] {
  return details.map((detail) => invalid(path, value, detail));
}

/** The same complaints, seen from further up. */
export function below(prefix: FieldPath, complaints: readonly Complaint[]): Complaint[] {
  return complaints.map((complaint) => ({
    ...complaint,
    path: [...prefix, ...complaint.path],
    ...(complaint.at === undefined ? {} : { at: [...prefix, ...complaint.at] }),
  }));
}

/** Complaints about the items of a list, each under its index. */
export function inEach<T>(
  path: FieldPath,
  items: readonly T[] | undefined,
  judge: (item: T) => readonly Complaint[],
): Complaint[] {
  const complaints: Complaint[] = [];
  for (const [index, item] of (items ?? []).entries()) {
    const found = judge(item);
    if (found.length > 0) complaints.push(...below([...path, index], found));
  }
  return complaints;
}

/** A path as Kubernetes writes it: `spec.ingress[0].from[1].ipBlock`. */
export function formatFieldPath(path: FieldPath): string {
  let text = '';
  for (const part of path) {
    text += typeof part === 'number' ? `[${part}]` : text === '' ? part : `.${part}`;
  }
  return text;
}

/** The words that `field.ErrorType` begins a message with. */
const TITLES: Readonly<Record<FieldErrorType, string>> = {
  invalid: 'Invalid value',
  required: 'Required value',
  forbidden: 'Forbidden',
  unsupported: 'Unsupported value',
  'too-many': 'Too many',
  'too-long': 'Too long',
  duplicate: 'duplicate field',
  'unknown-field': 'unknown field',
  type: 'Invalid value',
  syntax: '',
};

function messageOf({ type, path, value, detail, plain }: Complaint): string {
  const field = formatFieldPath(path);
  if (plain === true) return `${field}: ${detail}`;
  switch (type) {
    case 'syntax':
      return detail;
    case 'duplicate':
    case 'unknown-field':
      // The decoder's own errors put the field into the text: `strict decoding error: unknown field "spec.x"`.
      return `${detail}${TITLES[type]} ${JSON.stringify(field)}`;
    default: {
      const shown = value === undefined ? '' : `: ${JSON.stringify(value)}`;
      const more = detail === '' ? '' : `: ${detail}`;
      return `${field === '' ? '' : `${field}: `}${TITLES[type]}${shown}${more}`;
    }
  }
}

/** The complaint as users see it. */
export function fieldErrorOf(
  complaint: Complaint,
  positionOf?: (path: FieldPath) => Position | undefined,
): FieldError {
  const position = positionOf?.(complaint.at ?? complaint.path);
  return {
    type: complaint.type,
    field: formatFieldPath(complaint.path),
    message: messageOf(complaint),
    ...(position === undefined ? {} : { position }),
  };
}
