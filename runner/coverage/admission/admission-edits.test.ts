import { describe, expect, it } from 'vitest';
import { admission, ADMISSION_MUTANTS, createAdmission, objectToManifest } from '../../../admission/index.ts';
import { generateScenario, GENERATOR_PRESETS } from '../../../generators/index.ts';
import type { ClauseId } from '../../../model/index.ts';
import { CLAUSES } from '../../../spec/index.ts';
import { admissionBins } from './admission-bins.ts';
import { ADMISSION_EDITS } from './admission-edits.ts';
import { askAdmission } from './ask-admission.ts';

const POLICIES = Array.from({ length: 40 }, (_, run) => generateScenario(5, run, GENERATOR_PRESETS.default))
  .flatMap(({ cluster }) => cluster.policies)
  .map(objectToManifest);

/** Enough of them for a deliberate edit, which shows in most. */
const SOME = POLICIES.slice(0, 24);

const places = ADMISSION_EDITS.flatMap((edit) =>
  edit.sites.map((site) => ({ edit, site, title: edit.title })),
);

describe('an edit of a generated policy', () => {
  it.each(places)('shows a mistake about $edit.clause: $title, $site', ({ edit, site }) => {
    const isPlain = edit.title === 'as generated';
    const policies = isPlain ? POLICIES : SOME;
    const bins = policies.map((policy, at) => askAdmission(edit, policy, { site, at }));
    expect(bins.filter(({ size }) => size > 0).length).toBeGreaterThan(isPlain ? 0 : SOME.length / 2);
  });

  it('shows no bin that the table of bins does not have', () => {
    const strangers = new Set<string>();
    for (const { edit, site } of places) {
      for (const [at, policy] of SOME.entries()) {
        for (const bin of askAdmission(edit, policy, { site, at })) {
          if (admissionBins().get(edit.clause)?.has(bin) !== true) strangers.add(`${edit.clause}/${bin}`);
        }
      }
    }
    expect([...strangers]).toEqual([]);
  });
});

describe('what a mutant does otherwise', () => {
  it.each([
    ['port 0', 'ingress', ['accepts/ingress']],
    ['port 0', 'egress', ['accepts/egress']],
    ['both selectors', 'egress', ['refuses/egress']],
    ['a port without protocol', 'ingress', ['stores/ingress']],
    ['IPv6 text that is not canonical', 'egress', ['says/egress']],
    ['the same again', 'object', ['stores/object']],
  ] as const)('about %s, %s, is %j', (title, site, bins) => {
    const edit = ADMISSION_EDITS.find((each) => each.title === title)!;
    const plain = { ...POLICIES[0]!, spec: { podSelector: {}, policyTypes: ['Ingress'] } };
    expect([...askAdmission(edit, plain, { site, at: 0 })]).toEqual(bins);
  });
});

describe('a mutant of admission', () => {
  it.each(ADMISSION_MUTANTS)('$id, who $title, is found by an edit', ({ clause, rules }) => {
    const wrong = createAdmission(rules);
    const [policy] = POLICIES;
    const found = places
      .filter(({ edit }) => edit.clause === clause)
      .some(({ edit, site }) => {
        const { object, options } = edit.submit(policy!, { site, at: 1 });
        const [right, answer] = [admission, wrong].map((each) => JSON.stringify(each.admit(object, options)));
        return right !== answer;
      });
    expect(found).toBe(true);
  });

  it('is at hand for every clause of admission and of shape, and so is an edit', () => {
    const judged = CLAUSES.filter(({ kind }) => kind === 'ADM' || kind === 'SHAPE').map(({ id }) => id);
    const edited = new Set<ClauseId>(ADMISSION_EDITS.map(({ clause }) => clause));
    expect(judged.filter((clause) => !edited.has(clause))).toEqual([]);
  });
});
