import { describe, expect, it } from 'vitest';
import { clusterFrom, packetClasses } from '../../model/index.ts';
import type { ProbeSet } from '../../model/index.ts';
import type { EngineFailure } from '../engine-failure.ts';
import { matrixEngine } from '../matrix.ts';
import { createEngine, listEngines } from '../registry.ts';
import { podOf } from '../../model/testing/sample-cluster.ts';
import { onceIn } from './once-in.ts';

/** Two pods, named so that every cluster is another one. */
function clusterProbes(number: number): ProbeSet {
  return packetClasses(clusterFrom([podOf(`a${number}`, '10.0.0.1'), podOf(`b${number}`, '10.0.0.2')]));
}

/** How many verdicts differ from the specification's. */
function lies(probes: ProbeSet, every: number): number {
  const [right, said] = [matrixEngine().judge(probes), onceIn(every).judge(probes)];
  return said.filter((verdict, index) => verdict !== right[index]).length;
}

const MANY = Array.from({ length: 400 }, (_, number) => clusterProbes(number));

describe('canary:once-in-N', () => {
  it('turns one verdict of about one cluster in N', () => {
    const counts = MANY.map((probes) => lies(probes, 8));
    expect(new Set(counts)).toEqual(new Set([0, 1]));
    const failed = counts.filter((count) => count === 1).length;
    // 400 / 8, give or take four times the square root of the variance.
    expect(failed).toBeGreaterThan(50 - 27);
    expect(failed).toBeLessThan(50 + 27);
  });

  it('turns one verdict of every cluster for N = 1', () => {
    expect(MANY.slice(0, 20).map((probes) => lies(probes, 1))).toEqual(Array.from({ length: 20 }, () => 1));
  });

  it('says the same whenever it is asked, whatever its profile', () => {
    const probes = MANY.find((each) => lies(each, 8) === 1)!;
    const engine = onceIn(8);
    expect(engine.judge(probes)).toEqual(engine.judge(probes));
    expect(engine.withProfile({}).judge(probes)).toEqual(engine.judge(probes));
  });

  it('survives a cluster that has nothing to ask', () => {
    const probes = { ...clusterProbes(0), cells: new Uint32Array() };
    expect(onceIn(1).judge(probes)).toEqual(new Uint8Array());
  });
});

describe('canaries in a process of their own', () => {
  it.each([
    ['crash', 'crash'],
    ['hang', 'hang'],
    ['leak', 'crash'],
  ])('canary:%s answers three clusters, then fails by %s, and again', async (kind, fault) => {
    const engine = await createEngine(`canary:${kind}`);
    const fate = async (number: number): Promise<string> => {
      try {
        return (await engine.judge(clusterProbes(number))).every((verdict) => verdict === 2)
          ? 'unsupported'
          : 'judged';
      } catch (error) {
        return (error as EngineFailure).fault;
      }
    };
    try {
      const fates: string[] = [];
      for (let number = 0; number < 8; number++) fates.push(await fate(number));
      const life = ['unsupported', 'unsupported', 'unsupported', fault];
      expect(fates).toEqual([...life, ...life]);
    } finally {
      await engine.close?.();
    }
  });
});

describe('the registry', () => {
  it('lists them', () => {
    const names = listEngines().map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['canary:crash', 'canary:hang', 'canary:leak']));
  });

  it.each(['canary:sing', 'canary:once-in-0', 'canary:once-in-', 'canary'])('refuses %s', async (name) => {
    await expect((async () => createEngine(name))()).rejects.toThrow(
      expect.objectContaining({ code: 'usage' }),
    );
  });
});
