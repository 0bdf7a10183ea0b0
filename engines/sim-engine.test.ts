import { describe, expect, it } from 'vitest';
import type { Flow, PartialProfile } from '../model/index.ts';
import { probesOfFlows, SPEC_DEFAULT } from '../model/index.ts';
import type { DatapathMaker } from '../sim/index.ts';
import { DATAPATHS } from '../sim/index.ts';
import { admits, between, TWO_NODES } from '../sim/testing/small-life.ts';
import { PROFILE_OPTIONS } from '../spec/index.ts';
import { breachedClauses, PRESETS } from './presets/presets.ts';
import { createEngine, listEngines } from './registry.ts';
import { simEngine } from './sim-engine.ts';

const plugin = simEngine({ name: 'sim:test', datapath: DATAPATHS.acl, profile: { selfDirect: 'policed' } });

const cluster = { ...TWO_NODES, policies: [admits('p', 'a', 'b')] };
const asked = (...pairs: readonly (readonly [from: string, to: string])[]): Flow[] =>
  pairs.map(([from, to]) => between({ cluster: () => cluster }, from, to));
const FLOWS = asked(['x/b', 'x/a'], ['y/a', 'x/a'], ['y/a', 'x/c'], ['x/a', 'x/a']);

describe('a simulated plugin as an engine', () => {
  it('judges a snapshot as a cluster whose agents have just started', () => {
    expect([...plugin.judge(probesOfFlows(cluster, FLOWS))]).toEqual([1, 0, 1, 0]);
  });

  it('lives through a history before it judges', () => {
    const behind = simEngine({ name: 'sim:stubborn', datapath: keepsFirstRules });
    const history = {
      initial: TWO_NODES,
      events: [{ type: 'ADDED' as const, object: cluster.policies[0]! }],
    };
    const probes = probesOfFlows(cluster, FLOWS.slice(0, 3));
    expect([...behind.judge(probes)]).toEqual([1, 0, 1]);
    expect([...behind.judge({ ...probes, history })]).toEqual([1, 1, 1]);
  });

  it('declares every option, and those of its own where it has them', () => {
    expect(plugin.capabilities.profile).toEqual({ ...SPEC_DEFAULT, selfDirect: 'policed' });
    const told = plugin.withProfile({ relatedIcmp: 'deny' });
    expect(told.capabilities.profile).toEqual({ ...SPEC_DEFAULT, relatedIcmp: 'deny' });
    expect([...told.judge(probesOfFlows(cluster, FLOWS))]).toEqual([1, 0, 1, 1]);
  });

  it('says which rule decided', () => {
    const { disposition, hops } = plugin.walk(cluster, FLOWS[1]!);
    expect(disposition).toBe('dropped');
    expect(hops.at(-1)!.steps.at(-1)).toMatchObject({
      kind: 'ingress-hook',
      action: 'deny',
      rule: 'to-lport 1000 (outport == "x/a") drop',
    });
    const words = plugin.explain!(probesOfFlows(cluster, []), FLOWS[1]!);
    expect(words).toEqual(expect.arrayContaining([expect.stringContaining('(outport == "x/a") drop')]));
  });

  it('lives under the limits that it has, and those of the occasion', () => {
    const small = simEngine({ name: 'sim:small', datapath: DATAPATHS.ebpf, limits: { rulesPerPod: 0 } });
    expect([...small.judge(probesOfFlows(cluster, FLOWS.slice(0, 3)))]).toEqual([0, 0, 1]);
    expect(
      small
        .simulate({ cluster, limits: { poison: [] } })
        .refused()
        .get('n1'),
    ).toHaveLength(1);
    expect(plugin.simulate({ cluster, limits: { poison: ['x/p'] } }).probe(FLOWS[0]!)).toBe('deny');
  });
});

/** A datapath that never changes a rule. */
const keepsFirstRules: DatapathMaker = (profile) => {
  const program = DATAPATHS.nftables(profile);
  return { ...program, plan: () => [] };
};

describe('the presets', () => {
  it.each(PRESETS.map((preset) => [preset.name, preset] as const))(
    '%s',
    async (name, { profile, datapath }) => {
      for (const [option, value] of Object.entries(profile)) {
        const row = PROFILE_OPTIONS.find((each) => each.option === option);
        expect(row?.values, option).toContain(value);
      }
      const engine = await createEngine(`sim:${name}`);
      expect(engine.capabilities.profile).toEqual({ ...SPEC_DEFAULT, ...profile });
      expect(Object.keys(DATAPATHS)).toContain(datapath);
      const told: PartialProfile = { relatedIcmp: 'deny' };
      const tuned = await createEngine(`sim:${name}`, { profile: told });
      expect(tuned.capabilities.profile).toEqual({ ...SPEC_DEFAULT, ...profile, ...told });
    },
  );

  it('keep to the API, but for the one that says so where engines are listed', () => {
    const offenders = PRESETS.filter(({ profile }) => breachedClauses(profile).length > 0);
    expect(offenders.map(({ name, profile }) => [name, breachedClauses(profile)])).toEqual([
      ['cilium-like', ['IPB-10', 'NODE-3']],
    ]);
    const warned = listEngines().filter(({ description }) => description.includes('by design against'));
    expect(warned.map(({ name }) => name)).toEqual(['sim:cilium-like']);
  });

  it('cover every datapath, each under a name of its own', () => {
    expect(new Set(PRESETS.map(({ datapath }) => datapath))).toEqual(new Set(Object.keys(DATAPATHS)));
    expect(new Set(PRESETS.map(({ name }) => name)).size).toBe(PRESETS.length);
  });
});
