import { createEvaluator } from '../../../evaluator/index.ts';
import type { Action, Cluster, Flow, PartialProfile, ProfileOption } from '../../../model/index.ts';
import { formatFlow, SPEC_DEFAULT } from '../../../model/index.ts';
import type { Moment, Question } from '../corpus/corpus-questions.ts';
import type { LivedAnswer } from '../corpus/ask-history.ts';
import { OPEN_OPTIONS, valueIn } from './option-values.ts';

/** An answer that depends on one option, and what it says about it. */
export interface OptionHint {
  readonly option: ProfileOption;
  readonly flow: string;
  readonly action: Action;
  /** Values under which the specification gives that answer. */
  readonly fits: readonly string[];
  readonly excludes: readonly string[];
  readonly path: string;
  /** Where it was asked, if that can be asked again of a cluster alone. */
  readonly asked?: { readonly moment: Moment; readonly question: Question };
}

const reference = createEvaluator();

/**
 * What an engine's answer to a question says about the options on which it depends.
 *
 * @param others what is known of the engine's other answers; the rest is taken for `spec-default`
 */
export function hintsOfAnswer(
  moment: Moment,
  question: Question,
  action: Action,
  others: PartialProfile,
): OptionHint[] {
  const { options = [], otherwise = [] } = question.expectation;
  if (options.length === 0 && otherwise.length === 0) return [];
  const decisive = actionsByValue(moment, question, { ...SPEC_DEFAULT, ...others });
  // Two choices that could both be behind an answer excuse each other, unless one of them is known.
  const unknown = decisive.filter(({ option }) => !Object.hasOwn(others, option));
  const telling = unknown.length === 0 ? decisive : unknown;
  if (telling.length !== 1) return [];
  const { option, actions } = telling[0]!;
  return [
    {
      option,
      ...sortedOut(actions, action),
      flow: formatFlow(question.flow),
      path: moment.path,
      asked: { moment, question },
    },
  ];
}

/** What the specification says under each value of each option that makes a difference, the others being as they are. */
function actionsByValue(
  { cluster }: Moment,
  { flow, expectation }: Question,
  base: PartialProfile,
): { readonly option: ProfileOption; readonly actions: ReadonlyMap<string, Action> }[] {
  const basis = reference.of(cluster).basisOf(flow);
  const concerned = new Set<string>([
    ...(basis.kind === 'profile' ? basis.options : []),
    ...(expectation.otherwise ?? []).flatMap(({ profile }) => Object.keys(profile)),
  ]);
  return OPEN_OPTIONS.filter(({ option }) => concerned.has(option))
    .map(({ option }) => ({ option, actions: actionsUnder(cluster, flow, option, base) }))
    .filter(({ actions }) => new Set(actions.values()).size > 1);
}

/** What the specification says of a flow under each value of one option, the default first. */
export function actionsUnder(
  cluster: Cluster,
  flow: Flow,
  option: ProfileOption,
  base: PartialProfile = {},
): ReadonlyMap<string, Action> {
  const values = OPEN_OPTIONS.find((each) => each.option === option)?.values ?? [];
  return new Map(
    values
      .filter((value) => !value.includes('(n)'))
      .map((value) => [value, reference.of(cluster, { ...base, [option]: value }).judge(flow)]),
  );
}

function sortedOut(
  said: ReadonlyMap<string, Action>,
  action: Action,
): Pick<OptionHint, 'action' | 'fits' | 'excludes'> {
  const values = [...said.keys()];
  return {
    action,
    fits: values.filter((value) => said.get(value) === action),
    excludes: values.filter((value) => said.get(value) !== action),
  };
}

/** What a lived answer says about the one option on which it rests, by what the scenario's author says of its values. */
export function hintsOfHistory({ wanting, observed, scenario, path, result }: LivedAnswer): OptionHint[] {
  const { options = [], action, otherwise = [] } = wanting;
  const [option, ...more] = options;
  if (option === undefined || more.length > 0) return [];
  const own = valueIn({ ...SPEC_DEFAULT, ...scenario.profile }, option);
  const said = new Map<string, Action>();
  for (const other of otherwise) {
    const value = valueIn(other.profile, option);
    if (value !== undefined) said.set(value, other.action);
  }
  if (own !== undefined) said.set(own, action);
  if (new Set(said.values()).size < 2) return [];
  return [{ option, ...sortedOut(said, observed), flow: result.title, path }];
}
