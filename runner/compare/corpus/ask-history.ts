import type { Engine } from '../../../engines/index.ts';
import type {
  Action,
  ClauseId,
  Expectation,
  PacketExpectation,
  Scenario,
  StepExpectation,
} from '../../../model/index.ts';
import type { ExpectationResult } from '../../../properties/index.ts';
import { checkScenario } from '../../../properties/index.ts';
import type { CorpusFile } from '../../corpus/load-corpus.ts';

/** What became of one thing that a history expects, in the one life that the engine leads. */
export interface LivedAnswer {
  readonly path: string;
  readonly scenario: Scenario;
  readonly clauses: readonly ClauseId[];
  /** What the file says: an action, the choices on which it rests, what else there could be. */
  readonly wanting: Pick<PacketExpectation, 'action' | 'options' | 'otherwise'>;
  readonly observed: Action;
  readonly result: ExpectationResult;
}

/** Lets an engine that can live through a history do so, without telling it a profile. */
export async function askHistory(engine: Engine, { path, scenario }: CorpusFile): Promise<LivedAnswer[]> {
  const { withProfile: _, ...untold } = engine;
  const results = await checkScenario(inOneLife(scenario), untold);
  const wanted = wantingsOf(scenario);
  return results.flatMap((result, index): LivedAnswer[] => {
    const { observed } = result;
    const wanting = wanted[index];
    if (wanting === undefined || (observed !== 'allow' && observed !== 'deny')) return [];
    return [{ path, scenario, clauses: scenario.clauses, wanting, observed, result }];
  });
}

/** The scenario without what it expects under other profiles, so that it is lived through once. */
function inOneLife(scenario: Scenario): Scenario {
  return {
    ...scenario,
    expectations: scenario.expectations.map((each) => alone(each)),
    steps: scenario.steps.map((step) => ({
      ...step,
      expectations: step.expectations.map((each) => alone(each)),
    })),
  };
}

function alone<Each extends Expectation | StepExpectation>(expectation: Each): Each {
  if (expectation.kind === 'admission') return expectation;
  if (expectation.kind === 'connection') {
    return { ...expectation, packets: expectation.packets.map((packet) => ({ ...packet, otherwise: [] })) };
  }
  return { ...expectation, otherwise: [] };
}

/** What is expected, in the order in which it is answered. */
function wantingsOf({ expectations, steps }: Scenario): LivedAnswer['wanting'][] {
  const all: readonly StepExpectation[] = [...expectations, ...steps.flatMap((step) => step.expectations)];
  return all.flatMap((expectation): readonly LivedAnswer['wanting'][] => {
    switch (expectation.kind) {
      case 'flow':
      case 'packet':
        return [expectation];
      case 'connection':
        return expectation.packets;
      case 'admission':
        return [];
    }
  });
}
