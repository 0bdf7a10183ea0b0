import type { NetworkPolicy } from '../../model/index.ts';
import { mirror } from './mirror.ts';
import { smallPolicies } from './small-policies.ts';
import type { SmallPlace } from './small-place.ts';

/** Policies of a place that are equally large. */
export interface SizeClass {
  readonly size: number;
  readonly all: readonly NetworkPolicy[];
  /** Of each pair of mirror images one. First those that have another as their image, then their own images. */
  readonly halves: readonly NetworkPolicy[];
  /** How many of the halves have another policy as their image. */
  readonly twofold: number;
}

/** The policies of a place by size, the smallest first. */
export function sizeClasses(place: SmallPlace): readonly SizeClass[] {
  const image = mirror(place);
  const bySize = new Map<number, NetworkPolicy[]>();
  for (const policy of smallPolicies(place)) {
    const size = partsOf(policy.spec);
    const others = bySize.get(size);
    if (others === undefined) bySize.set(size, [policy]);
    else others.push(policy);
  }
  return [...bySize].sort(([a], [b]) => a - b).map(([size, all]) => ({ size, all, ...halvesOf(all, image) }));
}

function halvesOf(
  all: readonly NetworkPolicy[],
  image: (policy: NetworkPolicy) => NetworkPolicy,
): Pick<SizeClass, 'halves' | 'twofold'> {
  const seen = new Set<string>();
  const twofold: NetworkPolicy[] = [];
  const own: NetworkPolicy[] = [];
  for (const policy of all) {
    const [text, imageText] = [JSON.stringify(policy), JSON.stringify(image(policy))];
    if (text === imageText) own.push(policy);
    else if (!seen.has(imageText)) twofold.push(policy);
    seen.add(text);
  }
  return { halves: [...twofold, ...own], twofold: twofold.length };
}

/** How many values, lists and objects there are in something, itself included. */
export function partsOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, part) => sum + partsOf(part), 1);
}
