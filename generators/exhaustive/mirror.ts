import type { NetworkPolicy } from '../../model/index.ts';
import type { SmallPlace } from './small-place.ts';
import { WEB_PORTS } from './small-place.ts';

/** The policy as it is once the two pods of its place have been swapped, with all that tells them apart. */
export function mirror(place: SmallPlace): (policy: NetworkPolicy) => NetworkPolicy {
  const { namespaces, addresses } = place;
  const pairs: readonly (readonly [string | number, string | number])[] = [
    ['a', 'b'],
    namespaces,
    WEB_PORTS,
    addresses.pods.map((ip) => `${ip}/${addresses.bits}`) as [string, string],
  ];
  const other = new Map(pairs.flatMap(([one, two]) => [[one, two] as const, [two, one] as const]));
  const swapped = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(swapped);
    if (typeof value !== 'object' || value === null) return other.get(value as string) ?? value;
    const parts = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, swapped(part)]));
    return inOrder(parts);
  };
  return (policy) => swapped(policy) as NetworkPolicy;
}

/** A range still begins with its lower end. */
function inOrder(parts: Record<string, unknown>): Record<string, unknown> {
  const { port, endPort } = parts;
  if (typeof port !== 'number' || typeof endPort !== 'number' || port <= endPort) return parts;
  return { ...parts, port: endPort, endPort: port };
}
