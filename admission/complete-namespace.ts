import type { Namespace } from '../model/index.ts';
import { NAMESPACE_NAME_LABEL, labelOf, labelsFrom } from '../model/index.ts';

/** The namespace with the label that the control plane forces on it at every write (NS-2). */
export function completeNamespace(namespace: Namespace): Namespace {
  if (labelOf(namespace.labels, NAMESPACE_NAME_LABEL) === namespace.name) return namespace;
  const labels = labelsFrom([...Object.entries(namespace.labels), [NAMESPACE_NAME_LABEL, namespace.name]]);
  return { ...namespace, labels };
}
