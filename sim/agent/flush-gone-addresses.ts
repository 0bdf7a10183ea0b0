import type { ClusterObject } from '../../model/index.ts';
import { formatAddress, isFinished, parseAddress } from '../../model/index.ts';
import type { ConntrackTable } from '../conntrack/index.ts';
import type { CacheChange } from './cache.ts';

/**
 * Forgets the connections of addresses that a pod held before a change and does not hold after it: whoever gets such
 * an address next must not inherit them (CONN-3, LIFE-9).
 */
export function flushGoneAddresses(conntrack: ConntrackTable, { before, now }: CacheChange): void {
  const left = heldBy(before);
  if (left.length === 0) return;
  const kept = sameLife(before, now) ? heldBy(now) : [];
  const gone = new Set(left.filter((address) => !kept.includes(address)));
  if (gone.size === 0) return;
  conntrack.flush(({ original, reply }) =>
    [original, reply].some(({ source, destination }) => gone.has(source) || gone.has(destination)),
  );
}

function sameLife(before: ClusterObject | undefined, now: ClusterObject | undefined): boolean {
  return before?.kind === 'Pod' && now?.kind === 'Pod' && before.uid === now.uid;
}

/** Addresses in canonical form; a hostNetwork pod holds none of its own. */
function heldBy(object: ClusterObject | undefined): readonly string[] {
  if (object?.kind !== 'Pod' || object.hostNetwork || isFinished(object)) return [];
  return object.podIPs.map((text) => {
    const address = parseAddress(text);
    return address === undefined ? text : formatAddress(address);
  });
}
