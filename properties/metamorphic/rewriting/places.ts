import type { Cluster, Direction, NetworkPolicy } from '../../../model/index.ts';
import { objectKey } from '../../../model/index.ts';
import type { Transformation } from '../metamorphic.ts';

/** At least one element. In most lists of a policy, none at all would mean everything (PEER-1, PORT-1). */
export type NonEmpty<T> = readonly [T, ...T[]];

/** A cluster in which something was rewritten, and where. */
export interface Rewritten {
  readonly cluster: Cluster;
  /** `ingress[0].from[1] of x/p`, in the order of the cluster. */
  readonly places: readonly string[];
}

/** A list that is not empty as what it is; `undefined` where it is empty. */
export function nonEmpty<T>(list: readonly T[]): NonEmpty<T> | undefined {
  return list.length > 0 ? (list as NonEmpty<T>) : undefined;
}

/** Where a rule, or a part of one, stands. */
export function placeIn(policy: NetworkPolicy, direction: Direction, index: number, rest = ''): string {
  return `${direction}[${index}]${rest} of ${objectKey(policy)}`;
}

/**
 * What was rewritten as the change of a metamorphic property.
 *
 * @param describe from the places, `ingress[0] of x/p and 3 more`, to the whole sentence part
 * @returns `undefined` where nothing was
 */
export function transformed(
  { cluster, places }: Rewritten,
  describe: (where: string) => string,
): Transformation | undefined {
  const [first, ...more] = places;
  if (first === undefined) return undefined;
  return { cluster, describe: describe(more.length === 0 ? first : `${first} and ${more.length} more`) };
}

/**
 * The first variant for which the cluster gives occasion, beginning with the one that the salt points at, so that
 * a campaign sees all of them.
 */
export function oneOf<Variant, Result>(
  variants: readonly Variant[],
  salt: number,
  attempt: (variant: Variant) => Result | undefined,
): Result | undefined {
  for (let index = 0; index < variants.length; index++) {
    const result = attempt(variants[(salt + index) % variants.length]!);
    if (result !== undefined) return result;
  }
  return undefined;
}
