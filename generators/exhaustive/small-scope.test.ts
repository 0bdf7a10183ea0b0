import { describe, expect, it } from 'vitest';
import type { NetworkPolicy } from '../../model/index.ts';
import { clusterObjects } from '../../model/index.ts';
import { inconsistenciesOf, refusalsOf } from '../testing/inconsistencies.ts';
import { mirror } from './mirror.ts';
import { partsOf, sizeClasses } from './size-classes.ts';
import { smallPolicies } from './small-policies.ts';
import type { SmallPlace } from './small-place.ts';
import { SMALL_PLACES } from './small-place.ts';
import { smallScope } from './small-scope.ts';

const scope = smallScope();
const sumOver = (of: (place: SmallPlace) => number): number =>
  SMALL_PLACES.reduce((sum, place) => sum + of(place), 0);

/** Numbers spread over all of the scope, the ends included. */
const samples = Array.from({ length: 400 }, (_, index) => Math.floor((index * (scope.total - 1)) / 399));

/** Unordered pairs of policies up to the mirror, by Burnside's lemma. */
function pairsUpToMirror(place: SmallPlace): number {
  const image = mirror(place);
  const policies = smallPolicies(place);
  const own = policies.filter((policy) => JSON.stringify(image(policy)) === JSON.stringify(policy)).length;
  const pairs = (policies.length * (policies.length + 1)) / 2;
  const fixed = (own * (own + 1)) / 2 + (policies.length - own) / 2;
  return (pairs + fixed) / 2;
}

describe('smallScope', () => {
  it('counts every scenario once', () => {
    const single = sumOver((place) => smallPolicies(place).length);
    expect(scope.total).toBe(SMALL_PLACES.length + single + sumOver(pairsUpToMirror));
  });

  it('has every policy of every place before any pair', () => {
    const single = sumOver((place) => smallPolicies(place).length);
    const texts = new Set<string>();
    for (let index = 0; index < SMALL_PLACES.length + single; index++) {
      texts.add(JSON.stringify(scope.scenario(index).cluster));
    }
    expect(texts.size).toBe(SMALL_PLACES.length + single);
    expect(scope.sizeOf(SMALL_PLACES.length + single).policies).toBe(2);
  });

  it('never has one pair twice, nor its mirror image', () => {
    const first = scope.total - 134_000_000;
    const seen = new Set<string>();
    let count = 0;
    for (const start of [first, first + 2_000_000, scope.total - 3_000]) {
      for (let index = start; index < start + 3_000; index++, count++) {
        const { cluster } = scope.scenario(index);
        const place = SMALL_PLACES.find(({ cluster: { nodes, namespaces, pods } }) =>
          [nodes, namespaces, pods].every(
            (list, at) => list === [cluster.nodes, cluster.namespaces, cluster.pods][at],
          ),
        )!;
        seen.add(`${place.name} ${orbitOf(cluster.policies, place)}`);
      }
    }
    expect(seen.size).toBe(count);
  });

  it('is in the order of size', () => {
    const sizes = samples.map((index) => scope.sizeOf(index));
    const inOrder = sizes.toSorted((a, b) => a.policies - b.policies || a.parts - b.parts);
    expect(sizes).toEqual(inOrder);
    for (const [at, index] of samples.entries()) {
      const { policies } = scope.scenario(index).cluster;
      const own = policies.reduce((sum, { spec }) => sum + partsOf(spec), 0);
      expect(policies.length).toBe(sizes[at]!.policies);
      expect([0, 1, 2, 3].map((place) => own + place)).toContain(sizes[at]!.parts);
    }
  });

  it('says up to which size a number of scenarios is all there is', () => {
    expect(scope.completeAfter(0)).toBeUndefined();
    expect(scope.completeAfter(scope.total)).toEqual(scope.sizeOf(scope.total - 1));
    for (const count of [4, 5, 100, 40_000, 1_000_000]) {
      const complete = scope.completeAfter(count)!;
      const next = scope.sizeOf(count);
      const isBefore = complete.policies < next.policies || complete.parts < next.parts;
      expect(isBefore).toBe(true);
    }
  });

  it.each([-1, scope.total, Number.NaN])('has no scenario %d', (index) => {
    expect(() => scope.scenario(index)).toThrow(RangeError);
  });

  it('makes scenarios that hold together and that an API server takes', () => {
    for (const index of samples) {
      const scenario = scope.scenario(index);
      expect(inconsistenciesOf(scenario)).toEqual([]);
      expect(clusterObjects(scenario.cluster).flatMap(refusalsOf)).toEqual([]);
    }
  });
});

/** The same text for the same pair in any order and mirrored or not. */
function orbitOf(policies: readonly NetworkPolicy[], place: SmallPlace): string {
  const image = mirror(place);
  const textOf = (list: readonly NetworkPolicy[]): string =>
    list
      .map((policy) => JSON.stringify({ ...policy, name: '' }))
      .toSorted()
      .join();
  return [textOf(policies), textOf(policies.map(image))].toSorted()[0]!;
}

describe('mirror', () => {
  it.each(SMALL_PLACES)('of $name is its own inverse and stays in the universe', (place) => {
    const image = mirror(place);
    const texts = new Set(smallPolicies(place).map((policy) => JSON.stringify(policy)));
    for (const policy of smallPolicies(place)) {
      expect(texts.has(JSON.stringify(image(policy)))).toBe(true);
      expect(JSON.stringify(image(image(policy)))).toBe(JSON.stringify(policy));
    }
  });

  it('keeps sizes', () => {
    for (const { halves, twofold, all } of sizeClasses(SMALL_PLACES[3]!)) {
      expect(all.length).toBe(halves.length + twofold);
    }
  });
});
