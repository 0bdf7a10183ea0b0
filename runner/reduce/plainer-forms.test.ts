import { describe, expect, test } from 'vitest';
import { createEngine } from '../../engines/index.ts';
import type { GeneratorPreset } from '../../generators/index.ts';
import { generateScenario, GENERATOR_PRESETS } from '../../generators/index.ts';
import { engineAgreesWithReference as property } from '../../properties/index.ts';
import { inPlainerForm } from './plainer-forms.ts';
import { reduceViolation } from './reduce-violation.ts';

/** The first case of a preset that shows a bug, reduced. */
async function reducedFinding(bug: string, preset: GeneratorPreset) {
  const engine = await createEngine(bug);
  for (let run = 0; run < 200; run++) {
    const scenario = generateScenario(1, run, GENERATOR_PRESETS[preset]);
    const { violation } = await property.check(scenario, engine);
    if (violation !== undefined) return reduceViolation(property, engine, violation);
  }
  throw new Error(`nothing shows ${bug}`);
}

describe('a reduced finding reads as a person would have written it', () => {
  test.each<[bug: string, preset: GeneratorPreset, summary: RegExp]>([
    ['zoo:CALICO-OR', 'default', /x\/a \(10\.[\d.]+\) → x\/b \(10\.[\d.]+\) TCP\/80,/],
    ['zoo:NPC-229', 'wide', /x\/a \(10\.[\d.]+\) → 203\.0\.113\.7 TCP\/80,/],
    ['zoo:OVN-PRELB', 'default', /x\/b \(10\.[\d.]+\) → service x\/s .* TCP\/30080 ⇒ x\/a:80,/],
    // The address is the bug: just behind where the block ends. The rest is plain nevertheless.
    ['zoo:OVN-845B', 'default', /8000:: → x\/a \(fd10:[\da-f:]+\) TCP\/80,/],
    // A plugin that lives through the case, whose packets pass through IPv6 alone.
    ['zoo:K3S-9151', 'default', /x\/a \(fd10:[\da-f:]+\) TCP\/80,/],
  ])('%s', async (bug, preset, summary) => {
    const { violation, summary: told } = await reducedFinding(bug, preset);
    expect(violation.summary).toMatch(summary);
    expect(told.complete).toBe(true);
    // What is said of the flow and what the scenario expects are one thing.
    expect(violation.scenario.expectations).toMatchObject([{ kind: 'flow', flow: violation.flow }]);
  });
});

describe('plainer forms', () => {
  test('are left out where they do not keep the finding', async () => {
    const { violation } = await reducedFinding('zoo:NPC-229', 'wide');
    const [expectation] = violation.scenario.expectations;
    if (expectation?.kind !== 'flow') throw new Error('a flow is expected');
    const drawn = { ...expectation, flow: { ...expectation.flow, protocol: 'UDP' as const, port: 7 } };
    const scenario = { ...violation.scenario, expectations: [drawn] };
    const none = await inPlainerForm(scenario, () => false);
    expect(none.scenario).toBe(scenario);
    const onlyTcp = await inPlainerForm(scenario, ({ expectations: [each] }) => {
      return each?.kind === 'flow' && each.flow.protocol === 'TCP' && each.flow.port === 7;
    });
    expect(onlyTcp.scenario.expectations).toMatchObject([{ flow: { protocol: 'TCP', port: 7 } }]);
  });

  test('are not asked for where somebody says stop', async () => {
    const scenario = generateScenario(1, 1, GENERATOR_PRESETS.default);
    expect(
      await inPlainerForm(
        scenario,
        () => true,
        () => true,
      ),
    ).toEqual({ scenario, evaluations: 0 });
  });
});
