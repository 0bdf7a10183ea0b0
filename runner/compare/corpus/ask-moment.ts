import type { Engine, EngineFailure } from '../../../engines/index.ts';
import { ALLOW, UNSUPPORTED } from '../../../engines/index.ts';
import type { Action } from '../../../model/index.ts';
import { probesOfFlows } from '../../../model/index.ts';
import { ask, unsupportedFeature } from '../../../properties/index.ts';
import type { Moment } from './corpus-questions.ts';

/** What an engine made of one question. */
export type Answer = Action | 'unsupported' | EngineFailure;

/**
 * Asks an engine everything about one moment at once, as it is: nobody tells it a profile.
 *
 * @returns an answer for each question, in their order
 */
export async function askMoment(engine: Engine, moment: Moment): Promise<readonly Answer[]> {
  const { cluster, history, questions } = moment;
  if (unsupportedFeature(engine, cluster) !== undefined) return questions.map(() => 'unsupported');
  const probes = probesOfFlows(
    cluster,
    questions.map(({ flow }) => flow),
    history,
  );
  const answer = await ask(engine, probes);
  return questions.map((_, index): Answer => {
    if (!answer.ok) return answer.failure;
    const byte = answer.verdicts[index];
    return byte === UNSUPPORTED ? 'unsupported' : byte === ALLOW ? 'allow' : 'deny';
  });
}
