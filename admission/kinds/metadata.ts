import type { Labels } from '../../model/index.ts';
import { NO_LABELS } from '../../model/index.ts';
import type { KubernetesMetadata } from '../kubernetes-object.ts';
import { DEFAULT_NAMESPACE } from '../request.ts';

/**
 * Metadata as stored: in the namespace `default` where none is named, with a name where only `generateName` is
 * given (a server appends five random characters; here they are always the same), without empty members.
 */
export function completeMetadata(metadata: KubernetesMetadata, namespaced: boolean): KubernetesMetadata {
  const { name, namespace, generateName, ...others } = metadata;
  const prefix = typeof generateName === 'string' ? generateName : '';
  const isNamed = name !== undefined && name !== '';
  return {
    ...(isNamed ? { name } : prefix === '' ? {} : { name: `${prefix}00000` }),
    ...(namespaced ? { namespace: namespace || DEFAULT_NAMESPACE } : {}),
    ...(prefix === '' ? {} : { generateName: prefix }),
    ...Object.fromEntries(Object.entries(others).filter(([, member]) => !isEmpty(member))),
  };
}

function isEmpty(member: unknown): boolean {
  if (member === '') return true;
  return typeof member === 'object' && member !== null && Object.keys(member).length === 0;
}

/** The labels of an object, none where it has none. */
export function labelsOf(metadata: KubernetesMetadata): Labels {
  return metadata.labels ?? NO_LABELS;
}
