import { laneOf } from '../generators/index.ts';
import type { Scenario } from '../model/index.ts';
import type { Property } from './property.ts';

/**
 * Whether it is the property's turn in a case of a campaign. A property with `every: 4` has one turn in four, in
 * every lane alike and at another case than most of its neighbours, so that every case costs about the same.
 *
 * @param run the number of the case, as `generateScenario` takes it
 */
export function appliesToCase({ name, every = 1 }: Pick<Property, 'name' | 'every'>, run: number): boolean {
  const { lane, step } = laneOf(run);
  // Lane and step both count: by the case's number alone, every fourth case would always be in the same lanes.
  return (lane + step + (hashOf(name) >>> 8)) % every === 0;
}

/**
 * A number that belongs to the case: what decides among the variants of a transformation. It stays the same when
 * the scenario is reduced or replayed, and has nothing to do with whose turn it is.
 */
export function saltOf({ name, provenance }: Scenario): number {
  return provenance?.run === undefined ? hashOf(name) : hashOf(String(provenance.run));
}

/** FNV-1a over UTF-16, then stirred so that its low bits are as good as its high ones. */
function hashOf(text: string): number {
  let hash = 0x811c_9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x0100_0193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x21f0_aaad);
  hash = Math.imul(hash ^ (hash >>> 15), 0x735a_2d97);
  return (hash ^ (hash >>> 15)) >>> 0;
}
