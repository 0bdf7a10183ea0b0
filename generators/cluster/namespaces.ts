import type { Namespace } from '../../model/index.ts';
import { NAMESPACE_NAME_LABEL } from '../../model/index.ts';
import type { Draft } from '../draft.ts';
import { count } from '../draft.ts';
import { nameAt } from '../pools/names.ts';
import { drawLabels } from './labels.ts';

/** Draws the namespaces, each with the label that the control plane gives it (NS-2). */
export function drawNamespaces(draft: Draft): Namespace[] {
  const namespaces: Namespace[] = [];
  for (let index = 0, total = count(draft, draft.sizes.namespaces); index < total; index++) {
    namespaces.push(namespaceWith(draft, nameAt(draft.words.namespaceNames, index)));
  }
  return namespaces;
}

/** A namespace of the name, with labels drawn anew. */
export function namespaceWith(draft: Draft, name: string): Namespace {
  const labels: Record<string, string> = draft.on.namespaceLabels
    ? drawLabels(draft, NAMESPACE_NAME_LABEL)
    : (Object.create(null) as Record<string, string>);
  labels[NAMESPACE_NAME_LABEL] = name;
  return { kind: 'Namespace', name, labels };
}
