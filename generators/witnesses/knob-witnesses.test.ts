import { isDeepStrictEqual } from 'node:util';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { admission, ADMISSION_MUTANTS, createAdmission, objectToManifest } from '../../admission/index.ts';
import { createEngine } from '../../engines/index.ts';
import type { Scenario } from '../../model/index.ts';
import { PROPERTIES } from '../../properties/index.ts';
import { generateScenario } from '../generate-scenario.ts';
import { HISTORY_FEATURES } from '../history/history-presets.ts';
import type { HistoryFeature } from '../history/history-settings.ts';
import { FEATURES } from '../presets.ts';
import type { Feature } from '../settings.ts';
import type { KnobWitness } from './knob-witness.ts';
import { settingsWith } from './knob-witness.ts';
import { KNOB_WITNESSES } from './knob-witnesses.ts';

const IS_NIGHT = process.env['FENCEPOST_NIGHTLY'] === '1';

/** Cases that a witness may take to be found with its feature on, and that it must survive with it off. */
const MOST_WITH = IS_NIGHT ? 2000 : 400;
const ALL_WITHOUT = IS_NIGHT ? 2000 : 10;

/** Features without a witness. */
const MOST_REASONS = 40;

/** Machines that run tests may be slow. */
const PATIENCE_MS = 600_000;

const FEATURE_NAMES: readonly (Feature | HistoryFeature)[] = [...FEATURES, ...HISTORY_FEATURES];

const ALL = FEATURE_NAMES.flatMap((feature) => {
  const witness = KNOB_WITNESSES[feature];
  return typeof witness === 'string' ? [] : [{ feature, witness, finds: witness.finds }];
});

/** By day the rare ones are left out, which the title counts. */
const ROWS = ALL.filter(({ witness }) => IS_NIGHT || witness.isRare !== true);

const REASONS = FEATURE_NAMES.flatMap((feature) => {
  const witness = KNOB_WITNESSES[feature];
  return typeof witness === 'string' ? [{ feature, reason: witness }] : [];
});

describe('the features', () => {
  it('have a witness, but for a few of which it is said why not', () => {
    expect(REASONS.filter(({ reason }) => !reason.endsWith('.'))).toEqual([]);
    // The number may only fall.
    expect(REASONS.length).toBeLessThanOrEqual(MOST_REASONS);
  });

  it('are not compared in settings that have no such feature', () => {
    const on = ({ feature, witness }: (typeof ALL)[number]): unknown => {
      const { features, history } = settingsWith(feature, witness, true);
      return { ...features, ...history.features }[feature];
    };
    expect(ALL.filter((row) => on(row) === 0).map(({ feature }) => feature)).toEqual([]);
  });
});

const ASKED = `${ROWS.length} of ${ALL.length} asked, ${MOST_WITH} cases with the feature and ${ALL_WITHOUT} without`;

describe(`what only a feature finds (${ASKED})`, () => {
  it.each(ROWS)(
    '$feature finds $finds',
    async ({ feature, witness }) => {
      expect(await firstFound(feature, witness, true, MOST_WITH)).toBeDefined();
      expect(await firstFound(feature, witness, false, ALL_WITHOUT)).toBeUndefined();
    },
    PATIENCE_MS,
  );
});

/** The first case that shows the witness; `undefined` where none does. */
async function firstFound(
  feature: Feature | HistoryFeature,
  witness: KnobWitness,
  isOn: boolean,
  cases: number,
): Promise<number | undefined> {
  const settings = settingsWith(feature, witness, isOn);
  const isShownBy = await detectorOf(witness.finds);
  for (let run = 0; run < cases; run++) {
    if (await isShownBy(generateScenario(1, run, settings))) return run;
  }
  return undefined;
}

type Detector = (scenario: Scenario) => boolean | Promise<boolean>;

async function detectorOf(name: string): Promise<Detector> {
  const [kind, id] = name.split(/:(.*)/s) as [string, string];
  return kind === 'admission' ? admissionDetector(id) : engineDetector(name);
}

/** Whether an engine departs from the specification, at rest or on the way. */
async function engineDetector(name: string): Promise<Detector> {
  const engine = await createEngine(name);
  const oracles = PROPERTIES.filter(
    (property) =>
      (property.kind === 'differential' || property.kind === 'history') && property.appliesTo(engine),
  );
  return async (scenario) => {
    for (const oracle of oracles) {
      if ((await oracle.check(scenario, engine)).violation !== undefined) return true;
    }
    return false;
  };
}

/** Whether an API server with a mistake answers otherwise about some policy. */
function admissionDetector(id: string): Detector {
  const mutant = ADMISSION_MUTANTS.find((candidate) => candidate.id === id)!;
  const mistaken = createAdmission(mutant.rules);
  return ({ cluster }) =>
    cluster.policies
      .map((policy) => objectToManifest(policy))
      .some((manifest) => !isDeepStrictEqual(admission.admit(manifest), mistaken.admit(manifest)));
}
