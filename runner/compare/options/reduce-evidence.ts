import type { Engine } from '../../../engines/index.ts';
import { ALLOW, UNSUPPORTED } from '../../../engines/index.ts';
import type {
  Action,
  FlowExpectation,
  OptionEvidence,
  PartialProfile,
  ProfileOption,
  Scenario,
} from '../../../model/index.ts';
import { probesOfFlows, scenarioOf } from '../../../model/index.ts';
import { ask } from '../../../properties/index.ts';
import {
  decodeScenarioDocument,
  encodeScenarioDocument,
  formatScenarioDocument,
} from '../../../scenarios/index.ts';
import type { DocumentValue } from '../../reduce/reduce-document.ts';
import { reduceDocument } from '../../reduce/reduce-document.ts';
import { isRemark } from '../../reduce/reduce-violation.ts';
import type { InferredOption } from './infer-options.ts';
import type { OptionHint } from './option-hint.ts';
import { actionsUnder } from './option-hint.ts';

/** A question cut down to what tells the values of an option apart. */
interface SmallQuestion {
  readonly scenario: Scenario;
  readonly expectation: FlowExpectation;
  readonly text: string;
}

/** Cuts evidence down; what several engines were asked is cut down once. */
export interface EvidenceReducer {
  /** The scenario file that shows the same of the engine; `undefined` where only the whole one does. */
  reduce(engine: Engine, hint: OptionHint): Promise<string | undefined>;
}

/** @param stopped ends reductions with what they have */
export function createEvidenceReducer(stopped: () => boolean): EvidenceReducer {
  const known = new Map<string, Promise<SmallQuestion | undefined>>();
  return {
    async reduce(engine, hint) {
      const key = JSON.stringify([hint.option, hint.path, hint.flow]);
      const small = known.get(key) ?? cutDown(hint, stopped);
      known.set(key, small);
      const question = await small;
      if (question === undefined) return undefined;
      return (await answerOf(engine, question)) === hint.action ? question.text : undefined;
    },
  };
}

/** An inferred option whose evidence carries the scenarios that show it. */
export async function withScenarios(
  engine: Engine,
  inferred: InferredOption,
  reducer: EvidenceReducer,
): Promise<InferredOption> {
  const evidence: OptionEvidence[] = [];
  for (const [index, shown] of inferred.cell.evidence.entries()) {
    const scenario = await reducer.reduce(engine, inferred.hints[index]!);
    evidence.push(scenario === undefined ? shown : { ...shown, scenario });
  }
  return { ...inferred, cell: { ...inferred.cell, evidence } };
}

async function cutDown(hint: OptionHint, stopped: () => boolean): Promise<SmallQuestion | undefined> {
  const { option, asked, fits, excludes, action } = hint;
  if (asked === undefined || asked.moment.history !== undefined || stopped()) return undefined;
  const { cluster } = asked.moment;
  const said = actionsUnder(cluster, asked.question.flow, option);
  const isWhole =
    fits.every((value) => said.get(value) === action) &&
    excludes.every((value) => said.get(value) !== action);
  // It tells values apart only together with what is known of other options.
  if (!isWhole || said.size === 0) return undefined;
  const expectation = expectationOf(asked.question.flow, option, said);
  const remarks = {
    title: `${option}: ${[...said].map(([value, each]) => `${value} ${each === 'allow' ? 'allows' : 'denies'}`).join(', ')}`,
    clauses: asked.moment.clauses,
  };
  const whole = scenarioOf(option, cluster, { ...remarks, expectations: [expectation] });
  const wanted = JSON.stringify([...said]);
  let best = whole;
  const keeps = (document: DocumentValue): Promise<boolean> => {
    const scenario = decoded(document);
    const [kept] = scenario?.expectations ?? [];
    if (scenario === undefined || kept?.kind !== 'flow' || !statesAll(kept, expectation)) {
      return Promise.resolve(false);
    }
    const still = JSON.stringify([...actionsUnder(scenario.cluster, kept.flow, option)]) === wanted;
    if (still) best = scenario;
    return Promise.resolve(still);
  };
  const document = encodeScenarioDocument(whole) as DocumentValue;
  const reduced = await reduceDocument(document, keeps, isRemark, stopped);
  const [last] = best.expectations;
  if (last?.kind !== 'flow') return undefined;
  return { scenario: best, expectation: last, text: formatScenarioDocument(whole, reduced.document) };
}

/** The question with what must come of it under each value: under the default, and otherwise. */
function expectationOf(
  flow: FlowExpectation['flow'],
  option: ProfileOption,
  said: ReadonlyMap<string, Action>,
): FlowExpectation {
  const [[, byDefault], ...others] = [...said] as [[string, Action], ...[string, Action][]];
  return {
    kind: 'flow',
    flow,
    action: byDefault,
    options: [option],
    otherwise: others.map(([value, action]) => ({ profile: { [option]: value } as PartialProfile, action })),
  };
}

/** Whether everything that was said of the values is still said. */
function statesAll(kept: FlowExpectation, whole: FlowExpectation): boolean {
  const statement = ({ action, options, otherwise }: FlowExpectation): string =>
    JSON.stringify([action, options, otherwise]);
  return statement(kept) === statement(whole);
}

function decoded(document: DocumentValue): Scenario | undefined {
  try {
    return decodeScenarioDocument(document);
  } catch {
    // Not a scenario any more.
    return undefined;
  }
}

async function answerOf(
  engine: Engine,
  { scenario, expectation }: SmallQuestion,
): Promise<Action | undefined> {
  const answer = await ask(engine, probesOfFlows(scenario.cluster, [expectation.flow]));
  const byte = answer.ok ? answer.verdicts[0] : UNSUPPORTED;
  if (byte === UNSUPPORTED) return undefined;
  return byte === ALLOW ? 'allow' : 'deny';
}
