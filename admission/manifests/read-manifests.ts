import type { ClusterObject, Position } from '../../model/index.ts';
import type { Admission, Admitted, AdmitOptions } from '../admitted.ts';
import { admission as defaultAdmission } from '../create-admission.ts';
import { isRecord } from '../decode/decode.ts';
import type { FieldPath } from '../field-error.ts';
import { jsonDocuments } from './json-documents.ts';
import type { ManifestDocument } from './manifest-document.ts';
import { broken } from './manifest-document.ts';
import type { ManifestSource } from './manifest-source.ts';
import { shownFile } from './manifest-source.ts';
import { yamlDocuments } from './yaml-documents.ts';
import { yamlListItems } from './yaml-list-items.ts';

/** One object found in a file. */
export interface ManifestRead {
  readonly position: Position;
  readonly admitted: Admitted;
  /** Present where the object was admitted and is of a kind that the harness models. */
  readonly object?: ClusterObject;
  /** The object as written, decoded; absent where the document could not be read. */
  readonly manifest?: unknown;
  /** Where a field of the object stands; absent where the document could not be read. */
  readonly positionOf?: (path: FieldPath) => Position;
}

export type ReadOptions = AdmitOptions & { readonly admission?: Admission };

/**
 * Reads the objects of a YAML or JSON text one after the other, each document and each item of a `List` on its
 * own, so that memory does not grow with the file. What cannot be read is reported in its place, with its
 * position, and the rest is still read. Never throws for any text.
 */
export function* readManifests(source: ManifestSource, options: ReadOptions = {}): Generator<ManifestRead> {
  const shown = { ...source, file: shownFile(source.file) };
  let isEmpty = true;
  for (const document of documentsOf(shown)) {
    isEmpty = false;
    yield* readDocument(document, options);
  }
  if (isEmpty) {
    const position = { file: shown.file, line: 1, column: 1 };
    yield* readDocument(broken('no Kubernetes object here: the text is empty', position), options);
  }
}

function* documentsOf(source: ManifestSource): Generator<ManifestDocument> {
  const json = /^\s*[[{]/.test(source.text) ? jsonDocuments(source) : undefined;
  if (json !== undefined) {
    yield* json;
    return;
  }
  const list = yamlListItems(source);
  if (list === undefined) {
    yield* yamlDocuments({ ...source, linesBefore: 0 });
    return;
  }
  const [frame] = yamlDocuments({ file: source.file, text: list.frame, linesBefore: 0 });
  for (const item of list.items) {
    for (const document of yamlDocuments(item)) yield completeDocument(document, frame);
  }
}

/** An item of a list that was taken apart. */
function completeDocument(document: ManifestDocument, frame: ManifestDocument | undefined): ManifestDocument {
  if (document.kind === 'broken' || frame?.kind !== 'decoded') return document;
  return { ...document, value: completeItem(document.value, frame.value) };
}

function* readDocument(document: ManifestDocument, options: ReadOptions): Generator<ManifestRead> {
  if (document.kind === 'broken') {
    const { error } = document;
    yield { position: error.position, admitted: { ok: false, errors: [error], warnings: [] } };
    return;
  }
  const { value } = document;
  if (isList(value)) {
    for (const index of value.items.keys()) yield readItem(value, index, document, options);
  } else if (Array.isArray(value)) {
    // JSON tools like to write bare lists.
    for (const index of value.keys()) yield readValue(value[index], [index], document, options);
  } else yield readValue(value, [], document, options);
}

interface List {
  readonly apiVersion?: unknown;
  readonly kind: string;
  readonly items: readonly unknown[];
}

/** `List`, `PodList` and their kin. */
function isList(value: unknown): value is List {
  if (!isRecord(value) || !Object.hasOwn(value, 'kind') || !Object.hasOwn(value, 'items')) return false;
  return typeof value['kind'] === 'string' && value['kind'].endsWith('List') && Array.isArray(value['items']);
}

function readItem(list: List, index: number, document: DecodedDocument, options: ReadOptions): ManifestRead {
  return readValue(completeItem(list.items[index], list), ['items', index], document, options);
}

/** The items of a typed list need not say what they are. */
function completeItem(item: unknown, list: unknown): unknown {
  if (!isRecord(item) || !isRecord(list) || typeof list['kind'] !== 'string') return item;
  const kind = list['kind'].slice(0, -'List'.length);
  return kind === '' ? item : { apiVersion: list['apiVersion'], kind, ...item };
}

type DecodedDocument = ManifestDocument & { readonly kind: 'decoded' };

function readValue(
  value: unknown,
  prefix: FieldPath,
  document: DecodedDocument,
  { admission = defaultAdmission, ...options }: ReadOptions,
): ManifestRead {
  const isBelow = (path: FieldPath): boolean => prefix.every((part, index) => path[index] === part);
  const positionOf = (path: FieldPath): Position => document.positionOf([...prefix, ...path]);
  const admitted = admission.admit(value, {
    ...options,
    duplicateFields: document.duplicateFields.filter(isBelow).map((path) => path.slice(prefix.length)),
    positionOf,
  });
  return {
    position: prefix.length === 0 ? document.position : document.positionOf(prefix),
    admitted,
    ...(admitted.ok && admitted.object !== undefined ? { object: admitted.object } : {}),
    manifest: value,
    positionOf,
  };
}
