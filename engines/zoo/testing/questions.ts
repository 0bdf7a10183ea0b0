import { join } from 'node:path';
import type {
  Action,
  ClusterEvent,
  PartialProfile,
  ProbeSet,
  StepExpectation,
} from '../../../model/index.ts';
import { applyEvents, probesOfFlows } from '../../../model/index.ts';
import { findScenarioFiles, packagedScenariosDirectory, readScenarioFile } from '../../../scenarios/index.ts';

/** The flows of which a conformance scenario says something at one moment at rest. */
export interface Question {
  readonly probes: ProbeSet;
  readonly profile: PartialProfile;
  readonly expected: readonly Action[];
}

/** Everything that the conformance corpus expects of flows at rest. */
export function questionsOf(suite: string): readonly Question[] {
  return findScenarioFiles([join(packagedScenariosDirectory(), suite)]).flatMap((file) => {
    const { cluster: initial, profile, expectations, steps } = readScenarioFile(file);
    const events: ClusterEvent[] = [];
    const ask = (asked: readonly StepExpectation[]): Question[] => {
      const wanted = asked.filter((expectation) => expectation.kind === 'flow');
      if (wanted.length === 0) return [];
      const flows = wanted.map(({ flow }) => flow);
      const history = events.length === 0 ? undefined : { initial, events: [...events] };
      const probes = probesOfFlows(applyEvents(initial, events), flows, history);
      return [{ probes, profile, expected: wanted.map(({ action }) => action) }];
    };
    return [
      ...ask(expectations),
      ...steps.flatMap((step) => {
        for (const action of step.actions) if (action.kind === 'apply') events.push(action.event);
        return step.settled ? ask(step.expectations) : [];
      }),
    ];
  });
}
