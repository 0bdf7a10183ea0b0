import { describe, expect, it } from 'vitest';
import type { Engine } from '../../engines/index.ts';
import { EngineFailure, matrixEngine } from '../../engines/index.ts';
import { GENERATOR_PRESETS, generateScenario } from '../../generators/index.ts';
import type { ProbeSet } from '../../model/index.ts';
import { flowOf } from '../../model/index.ts';
import { askedBefore } from './asked-before.ts';
import { METAMORPHIC } from './index.ts';

// One moment only: a history has several clusters to ask about.
const scenario = { ...generateScenario(1, 3, GENERATOR_PRESETS.small), steps: [] };
const { cluster } = scenario;

function counting(
  judge: (probes: ProbeSet) => Uint8Array,
  capabilities = {},
): Engine & { asked: ProbeSet[] } {
  const matrix = matrixEngine();
  const asked: ProbeSet[] = [];
  return {
    ...matrix,
    capabilities: { ...matrix.capabilities, ...capabilities },
    asked,
    judge(probes) {
      asked.push(probes);
      return judge(probes);
    },
  };
}

const allowing = (probes: ProbeSet): Uint8Array => new Uint8Array(probes.cells.length).fill(1);

describe('askedBefore', () => {
  it('asks about a cluster once, for all properties', () => {
    const engine = counting(allowing);
    const occasions = METAMORPHIC.filter((property) => {
      const before = engine.asked.length;
      void property.check(scenario, engine);
      return engine.asked.length > before;
    });
    expect(occasions.length).toBeGreaterThan(10);
    expect(engine.asked.filter((probes) => probes.cluster === cluster)).toHaveLength(1);
    expect(engine.asked).toHaveLength(occasions.length + 1);
  });

  it('asks again for another engine, limit or cluster', () => {
    const engine = counting(allowing);
    const first = askedBefore(engine, cluster, {});
    expect(askedBefore(engine, cluster, {})).toBe(first);
    for (const other of [
      askedBefore(counting(allowing), cluster, {}),
      askedBefore(engine, { ...cluster }, {}),
      askedBefore(engine, cluster, { probes: 10 }),
    ]) {
      expect(other).not.toBe(first);
    }
  });

  it('asks as much as the engine wants, and a watched flow in any case', () => {
    const engine = counting(allowing, { probesPerCase: 20 });
    const { probes } = askedBefore(counting(allowing), cluster, {});
    for (const index of [0, 7, probes.cells.length - 1]) {
      const watch = flowOf(probes, probes.cells[index]!);
      const few = askedBefore(engine, cluster, { watch });
      expect(few.probes.cells).toHaveLength(20);
      expect([...few.probes.cells].map((cell) => flowOf(few.probes, cell))).toContainEqual(watch);
    }
    expect(askedBefore(engine, cluster, {}).probes.cells).toHaveLength(20);
  });
});

describe('an engine that fails', () => {
  const property = METAMORPHIC.find(({ name }) => name === 'order-changes-nothing')!;
  const failing = (when: (probes: ProbeSet) => boolean): Engine =>
    counting((probes) => {
      if (when(probes)) throw new EngineFailure('crash', 'gone');
      return allowing(probes);
    });

  it('before the change is not for this property to report: others say so once', () => {
    const outcome = property.check(
      scenario,
      failing(() => true),
    );
    expect(outcome).toEqual({ cells: 0, skipped: { 'no answer before the change': 1 } });
  });

  it('after the change is a violation', () => {
    const outcome = property.check(
      scenario,
      failing((probes) => probes.cluster !== cluster),
    );
    expect(outcome).toMatchObject({ violation: { observed: 'crash', scenario: { cluster } } });
  });
});
