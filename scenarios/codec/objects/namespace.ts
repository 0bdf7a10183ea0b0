import { completeNamespace } from '../../../admission/index.ts';
import type { Namespace } from '../../../model/index.ts';
import { NAMESPACE_NAME_LABEL } from '../../../model/index.ts';
import type { Field } from '../document/field.ts';
import { mapping, type YamlValue } from '../document/yaml-value.ts';
import { readLabels } from './part-codecs.ts';

/** The labels of a namespace; the one with its name need not be written (NS-2). A change replaces them all. */
export function readNamespace(name: string, field: Field): Namespace {
  return completeNamespace({ kind: 'Namespace', name, labels: readLabels(field) });
}

export function writeNamespace({ labels }: Namespace): YamlValue {
  return mapping(Object.entries(labels).filter(([key]) => key !== NAMESPACE_NAME_LABEL));
}
