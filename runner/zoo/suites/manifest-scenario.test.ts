import { describe, expect, it } from 'vitest';
import { referenceEngine } from '../../../engines/index.ts';
import { checkScenario } from '../../../properties/index.ts';
import { quarryOf } from '../quarry.ts';
import { huntWithSuite } from '../hunt-with-suite.ts';
import { manifestScenario } from './manifest-scenario.ts';

const policy = (name: string, namespace: string, spec: string): string =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: ${spec}\n`;

const DENY_ALL = policy('deny', 'x', '{podSelector: {}, policyTypes: [Ingress]}');
const ALLOW_A = policy(
  'allow',
  'x',
  '{podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {pod: a}}}]}]}',
);

function scenarioOfText(text: string): { scenario: ReturnType<typeof manifestScenario>; notes: string[] } {
  const notes: string[] = [];
  const scenario = manifestScenario({ file: 'a.yaml', text }, (note) => notes.push(note));
  return { scenario, notes };
}

/** How many flows to namespace x are allowed after each step. */
function allowedIntoX(text: string): number[] {
  return scenarioOfText(text).scenario.steps.map(
    ({ expectations }) =>
      expectations.filter(
        (each) =>
          each.kind === 'flow' &&
          each.action === 'allow' &&
          each.flow.destination.kind === 'pod' &&
          each.flow.destination.pod.startsWith('x/'),
      ).length,
  );
}

describe('manifests as a scenario', () => {
  it('applies policies one by one and lets every pod dial every other on six ports', () => {
    const { steps } = scenarioOfText(`${DENY_ALL}---\n${ALLOW_A}`).scenario;
    expect(steps.map(({ title }) => title)).toEqual(['apply x/deny', 'apply x/allow']);
    expect(steps.map(({ expectations }) => expectations.length)).toEqual([9 * 8 * 6, 9 * 8 * 6]);
  });

  it.each([
    // ISO-3: nobody gets in; then x/a reaches x/b and x/c on six ports, as policies add up (ISO-6).
    ['two policies', `${DENY_ALL}---\n${ALLOW_A}`, [0, 12]],
    // LIFE-7: the same name again is the same policy with other content.
    ['a policy that is changed', `${DENY_ALL}---\n${ALLOW_A.replace('name: allow', 'name: deny')}`, [0, 12]],
    ['no policy of x', policy('deny', 'y', '{podSelector: {}, policyTypes: [Ingress]}'), [3 * 8 * 6]],
  ])('expects what the API promises: %s', (_, text, allowed) => {
    expect(allowedIntoX(text)).toEqual(allowed);
  });

  it('holds under the reference', async () => {
    const results = await checkScenario(scenarioOfText(ALLOW_A).scenario, referenceEngine());
    expect(results.filter(({ status }) => status !== 'held')).toEqual([]);
  });

  it('applies policies of strange namespaces in x, leaves other objects out, and says both', () => {
    const { scenario, notes } = scenarioOfText(
      `${policy('deny', 'shop', '{podSelector: {}, policyTypes: [Ingress]}')}---\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n`,
    );
    expect(scenario.steps.map(({ title }) => title)).toEqual(['apply x/deny']);
    expect(notes).toEqual([
      'a.yaml: not a NetworkPolicy and left out: 1',
      'a.yaml: of a namespace that is not x, y or z, applied in x: 1',
    ]);
  });

  it('refuses what an API server would refuse', () => {
    expect(() => scenarioOfText(policy('deny', 'x', '{podSelector: 7}'))).toThrow(
      expect.objectContaining({ code: 'input' }),
    );
  });

  it('finds a bug that it asks about, and not one that it does not', async () => {
    const { scenario } = scenarioOfText(ALLOW_A);
    const suite = { name: 'a.yaml', kind: 'fixed' as const, scenarios: 1, cases: [scenario], notes: [] };
    const hunts = await Promise.all(
      ['MERMIN-120', 'OVN-845B'].map((mutation) => huntWithSuite(quarryOf(mutation), suite)),
    );
    expect(hunts.map(({ hunt }) => hunt.kill?.scenario)).toEqual(['a.yaml', undefined]);
  });
});
