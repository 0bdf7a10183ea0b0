import type {
  ClauseId,
  Cluster,
  ClusterEvent,
  Flow,
  FlowExpectation,
  ProbeSet,
  Scenario,
} from '../../../model/index.ts';
import { applyEvents } from '../../../model/index.ts';
import type { CorpusFile } from '../../corpus/load-corpus.ts';

/** One flow that somebody wrote a scenario about. */
export interface Question {
  readonly flow: Flow;
  readonly expectation: FlowExpectation;
}

/** What is asked of one cluster at one moment of a scenario. */
export interface Moment {
  readonly path: string;
  readonly scenario: Scenario;
  /** What the scenario was written for. */
  readonly clauses: readonly ClauseId[];
  readonly cluster: Cluster;
  readonly history?: NonNullable<ProbeSet['history']>;
  readonly questions: readonly Question[];
}

/** The corpus as questions to engines. */
export interface CorpusQuestions {
  readonly moments: readonly Moment[];
  /** Scenarios with more in them than what has settled; for engines that can live through one. */
  readonly histories: readonly CorpusFile[];
}

/** Takes the corpus apart: what can be asked of any engine, and what must be lived through. */
export function questionsOf(corpus: readonly CorpusFile[]): CorpusQuestions {
  return {
    moments: corpus.flatMap((file) => momentsOf(file)),
    histories: corpus.filter(({ scenario }) => isHistory(scenario)),
  };
}

/** Whether a scenario says more than what flows meet once everything is in effect. */
export function isHistory({ expectations, steps, simulation }: Scenario): boolean {
  return (
    steps.length > 0 || simulation !== undefined || expectations.some(({ kind }) => kind === 'connection')
  );
}

function momentsOf({ path, scenario }: CorpusFile): Moment[] {
  const { clauses } = scenario;
  const moments: Moment[] = [];
  const add = (moment: Omit<Moment, 'path' | 'scenario' | 'clauses'>): void => {
    if (moment.questions.length > 0) moments.push({ path, scenario, clauses, ...moment });
  };
  let cluster = scenario.cluster;
  const events: ClusterEvent[] = [];
  add({ cluster, questions: flowsAmong(scenario.expectations) });
  for (const { actions, settled, expectations } of scenario.steps) {
    const applied = actions.flatMap((action) => (action.kind === 'apply' ? [action.event] : []));
    events.push(...applied);
    cluster = applyEvents(cluster, applied);
    const history = { initial: scenario.cluster, events: [...events] };
    // In mid-change an engine without a clock has nothing to say.
    if (settled) add({ cluster, history, questions: flowsAmong(expectations) });
  }
  return moments;
}

function flowsAmong(expectations: readonly Scenario['steps'][number]['expectations'][number][]): Question[] {
  return expectations.flatMap((expectation) =>
    expectation.kind === 'flow' ? [{ flow: expectation.flow, expectation }] : [],
  );
}
