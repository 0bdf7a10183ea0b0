import type { Engine, EngineFailure } from '../../../engines/index.ts';
import { conformingProfile } from '../../../evaluator/index.ts';
import type { Action, PartialProfile, Scenario, Verdict } from '../../../model/index.ts';
import { scenarioOf, SPEC_DEFAULT } from '../../../model/index.ts';
import type { Violation } from '../../../properties/index.ts';
import {
  directionOf,
  engineAgreesWithReference,
  expectationOf,
  summaryOf,
  violationOfResult,
} from '../../../properties/index.ts';
import type { LivedAnswer } from '../corpus/ask-history.ts';
import type { Moment, Question } from '../corpus/corpus-questions.ts';
import type { ExpectedAnswers } from '../corpus/expected-answers.ts';
import type { Departure } from './departure.ts';

/** A question of the corpus that an engine answers otherwise than the specification. */
export function departureOfAnswer(
  engine: Engine,
  moment: Moment,
  question: Question,
  observed: Action,
  expected: ExpectedAnswers,
): Departure {
  const { flow } = question;
  const verdict = expected.evaluation(moment, engine.capabilities.profile).evaluate(flow);
  const violation: Violation = {
    summary: summaryOf(engine.name, flow, verdict),
    direction: directionOf(verdict),
    expected: verdict.action,
    observed,
    scenario: {
      ...snapshotOf(moment, relyingOn(verdict, engine.capabilities.profile)),
      expectations: [expectationOf(flow, verdict)],
    },
    flow,
    verdict,
  };
  return {
    violation,
    origin: { kind: 'corpus', file: moment.path },
    property: engineAgreesWithReference,
    clauses: moment.clauses,
    asked: { moment, question },
  };
}

/** A moment of the corpus about which an engine does not answer. */
export function departureOfFailure(engine: Engine, moment: Moment, failure: EngineFailure): Departure {
  const { fault, message, log } = failure;
  const violation: Violation = {
    summary: `${engine.name}: ${message}`,
    direction: 'none',
    expected: 'an answer',
    observed: fault,
    scenario: snapshotOf(moment, {}),
    fault: { kind: fault, detail: message, ...(log === undefined ? {} : { log }) },
  };
  return {
    violation,
    origin: { kind: 'corpus', file: moment.path },
    property: engineAgreesWithReference,
    clauses: moment.clauses,
  };
}

/** A history of the corpus through which an engine lives otherwise than it must. */
export function departureOfLife(engine: Engine, { path, scenario, clauses, result }: LivedAnswer): Departure {
  return {
    violation: violationOfResult(scenario, engine, result),
    origin: { kind: 'corpus', file: path },
    clauses,
  };
}

/** The part of a declared profile on which a verdict rests. */
function relyingOn({ basis }: Verdict, declared: PartialProfile): PartialProfile {
  if (basis.kind === 'mandated') return {};
  const conforming = conformingProfile(declared);
  const relevant = basis.options.filter((option) => conforming[option] !== SPEC_DEFAULT[option]);
  return Object.fromEntries(relevant.map((option) => [option, conforming[option]]));
}

function snapshotOf({ scenario, cluster }: Moment, profile: PartialProfile): Scenario {
  return scenarioOf(scenario.name, cluster, { profile });
}
