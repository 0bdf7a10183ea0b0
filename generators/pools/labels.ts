import { NAMESPACE_NAME_LABEL } from '../../model/index.ts';

/** Ordinary keys; the first ones most often, so that they collide. */
export const PLAIN_KEYS: readonly string[] = ['app', 'role', 'tier'];

/** Keys that look as if somebody had reserved them, a prefix of another key, and one that differs by case. */
export const RESERVED_KEYS: readonly string[] = [
  NAMESPACE_NAME_LABEL,
  'namespace',
  'name',
  'constructor',
  'toString',
  'hasOwnProperty',
  'app.kubernetes.io/name',
  'io.kubernetes.pod.namespace',
  'pod-template-hash',
  'projectcalico.org/orchestrator',
  'example.com/app',
  'ap',
  'App',
];

/** Ordinary values. */
export const PLAIN_VALUES: readonly string[] = ['a', 'b', 'c'];

/** Values that differ by case or separator only, or that YAML and JSON would read as something else. */
export const CONFUSABLE_VALUES: readonly string[] = [
  'A',
  'B',
  'C',
  'a-b',
  'a_b',
  'a.b',
  'true',
  'null',
  '1',
  '01',
  'web',
];

/** A key and a value that nothing in a generated cluster carries. */
export const STRANGE_KEY = 'nobody';
export const STRANGE_VALUE = 'nothing';
