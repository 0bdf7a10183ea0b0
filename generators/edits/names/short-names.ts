import type { Renaming } from './rename.ts';

const LETTERS: readonly string[] = [...'abcdefghijklmnopqrstuvwxyz'];

/** What names become, in this order. A name is replaced by a shorter one only. */
export const SHORT_NAMES: Readonly<Record<Renaming['what'], readonly string[]>> = {
  namespace: [...'xyzwvutsrqponm'],
  pod: LETTERS,
  policy: [...'pqrstuvwabcdefgh'],
  service: [...'stuvwabcdefgh'],
  node: ['n1', 'n2', 'n3', 'n4', 'n5', 'n6'],
  'label key': ['app', 'role', 'tier'],
  'label value': LETTERS,
  port: ['web', 'dns', 'api', 'log'],
};
