import { isDeepStrictEqual } from 'node:util';
import type { ClusterObject } from '../../../model/index.ts';

type Maybe = ClusterObject | undefined;

/** Whether two states of a pod or namespace differ in labels and nothing else. */
export function isRelabelled(now: Maybe, before: Maybe): boolean {
  if (now === undefined || before === undefined || !('labels' in now) || !('labels' in before)) return false;
  return (
    !isDeepStrictEqual(now.labels, before.labels) &&
    isDeepStrictEqual({ ...now, labels: before.labels }, before)
  );
}
