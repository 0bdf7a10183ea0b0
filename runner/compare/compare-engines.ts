import type { Engine } from '../../engines/index.ts';
import { GENERATOR_ID } from '../../generators/index.ts';
import type { Comparison } from '../../model/index.ts';
import { VERSION } from '../../model/index.ts';
import type { ComparedSpec, CompareOptions } from './compare-options.ts';
import { comparisonClock } from './comparison-clock.ts';
import type { CorpusQuestions } from './corpus/corpus-questions.ts';
import { questionsOf } from './corpus/corpus-questions.ts';
import { createExpectedAnswers } from './corpus/expected-answers.ts';
import type { CorpusSurvey } from './corpus/survey-corpus.ts';
import { surveyCorpus } from './corpus/survey-corpus.ts';
import { bucketDepartures } from './departures/bucket-departures.ts';
import type { Departure } from './departures/departure.ts';
import type { FindCause } from './departures/find-cause.ts';
import { causeFinder } from './departures/find-cause.ts';
import { createMisreadings } from './departures/misreadings.ts';
import type { ToldBucket } from './departures/tell-bucket.ts';
import { tellBucket } from './departures/tell-bucket.ts';
import type { CaseTaker } from './generated-cases.ts';
import { createCaseTaker, takeCases } from './generated-cases.ts';
import type { InferredOption } from './options/infer-options.ts';
import { inferOptions } from './options/infer-options.ts';
import type { EvidenceReducer } from './options/reduce-evidence.ts';
import { createEvidenceReducer, withScenarios } from './options/reduce-evidence.ts';
import type { Patience } from './patience.ts';
import { createPatience } from './patience.ts';
import type { Surveyed } from './surveyed.ts';
import { comparedClauses } from './tables/compared-clauses.ts';
import { comparedEngines } from './tables/compared-engines.ts';
import { comparedOptions } from './tables/compared-options.ts';
import { numberDeviations } from './tables/number-deviations.ts';

/**
 * Asks several engines the same questions and says where they differ: first the corpus, of which every scenario was
 * written for a clause, then generated cases. No engine is told a profile; what it makes of the points that the API
 * leaves open is inferred.
 */
export async function compareEngines(options: CompareOptions): Promise<Comparison> {
  const { engines, seed, settings, onProgress = () => {} } = options;
  const clock = comparisonClock(options);
  const corpus = questionsOf(options.corpus);
  const patience = engines.map(() => createPatience());
  onProgress(`asking ${engines.length} engines about ${corpus.moments.length} clusters of the corpus`);
  const surveys = await surveyAll(engines, corpus, patience, clock.aborted, clock.breathe);
  clock.startCases();

  const misreadings = createMisreadings(corpus.moments);
  const causes = surveys.map((survey) => causeFinder(survey, misreadings));
  const takers = engines.map(({ engine }, index) =>
    createCaseTaker(engine, seed, patience[index]!, options.probes),
  );
  const cases = await takeCases(inOrderOfPatience(engines, takers), {
    seed,
    settings,
    cases: options.cases ?? Infinity,
    stopped: clock.stopped,
    onCase: (done) => {
      onProgress(`${done} generated cases`);
      return clock.breathe();
    },
  });

  const ended = options.signal?.aborted === true ? 'interrupted' : clock.stopped() ? 'time' : 'cases';
  onProgress('cutting down what differs');
  // What differs comes first: where the time runs out, what is left open stays as it was asked.
  const told = await Promise.all(
    engines.map(({ engine }, index) => {
      const departures = [...surveys[index]!.departures, ...takers[index]!.survey().departures];
      return tellAll(engine, departures, causes[index]!, clock.overdue);
    }),
  );
  const evidence = createEvidenceReducer(clock.overdue);
  const surveyed = await Promise.all(
    engines.map(async (spec, index): Promise<Surveyed> => {
      const gaveUp = patience[index]!.lost();
      return {
        ...spec,
        corpus: surveys[index]!,
        generated: takers[index]!.survey(),
        told: told[index]!,
        options: await inferredFrom(spec.engine, surveys[index]!, evidence),
        ...(gaveUp === undefined ? {} : { gaveUp }),
      };
    }),
  );
  const deviations = numberDeviations(surveyed, options);
  return {
    schema: 'fencepost-compare/1',
    fencepost: VERSION,
    seed,
    settings: settings.name,
    generator: GENERATOR_ID,
    ended,
    corpus: { scenarios: options.corpus.length, questions: countQuestions(corpus) },
    cases,
    engines: comparedEngines(surveyed),
    clauses: comparedClauses(surveyed, deviations),
    options: comparedOptions(surveyed),
    deviations,
    notes: [],
    timing: clock.timing(),
  };
}

/** Engines of other processes are asked side by side, and meanwhile those of this process one after the other. */
async function surveyAll(
  engines: readonly ComparedSpec[],
  corpus: CorpusQuestions,
  patience: readonly Patience[],
  stopped: () => boolean,
  asked: () => Promise<void>,
): Promise<CorpusSurvey[]> {
  const expected = createExpectedAnswers();
  return Promise.all(
    engines.map(({ engine }, index) =>
      surveyCorpus(engine, corpus, { expected, patience: patience[index]!, stopped, asked }),
    ),
  );
}

/** Those first that think elsewhere. */
function inOrderOfPatience(engines: readonly ComparedSpec[], takers: readonly CaseTaker[]): CaseTaker[] {
  const isElsewhere = (index: number): boolean => engines[index]!.spec.startsWith('exec:');
  return [
    ...takers.filter((_, index) => isElsewhere(index)),
    ...takers.filter((_, index) => !isElsewhere(index)),
  ];
}

/** Cases of different shapes that are cut down for one cause. */
const SAMPLES = 2;

/** Most times an engine is asked while one of them is cut down. */
const EVALUATIONS = 600;

/** The same of a case over which it crashes: each time it is started again. */
const RESTARTS = 60;

async function tellAll(
  engine: Engine,
  departures: readonly Departure[],
  causeOf: FindCause,
  overdue: () => boolean,
): Promise<ToldBucket[]> {
  const told: ToldBucket[] = [];
  for (const bucket of bucketDepartures(engine, departures, causeOf)) {
    const evaluations = bucket.fault === undefined ? EVALUATIONS : bucket.fault === 'hang' ? 0 : RESTARTS;
    const limits = { samples: SAMPLES, evaluations, stopped: overdue };
    told.push(await tellBucket(bucket, causeOf, limits));
  }
  return told;
}

async function inferredFrom(
  engine: Engine,
  { answers, lived }: CorpusSurvey,
  evidence: EvidenceReducer,
): Promise<InferredOption[]> {
  const inferred = inferOptions(answers, lived, engine.capabilities.profile);
  const shown: InferredOption[] = [];
  for (const option of inferred) shown.push(await withScenarios(engine, option, evidence));
  return shown;
}

function countQuestions({ moments }: CorpusQuestions): number {
  return moments.reduce((sum, { questions }) => sum + questions.length, 0);
}
