import { admission } from '../admission/index.ts';
import type { Engine } from '../engines/index.ts';
import { ALLOW, UNSUPPORTED } from '../engines/index.ts';
import { createEvaluator, judgePacketOf } from '../evaluator/index.ts';
import type {
  Action,
  AdmissionExpectation,
  Basis,
  Cluster,
  ClusterEvent,
  ConnectionExpectation,
  Expectation,
  FlowExpectation,
  PacketExpectation,
  PartialProfile,
  Profile,
  ProfileOption,
  Scenario,
  StepExpectation,
} from '../model/index.ts';
import { applyEvents, formatFlow, probesOfFlows, SPEC_DEFAULT } from '../model/index.ts';
import { checkAdmission } from './admission-holds.ts';
import { andThen, ask } from './asking/asking.ts';
import { directionOf } from './engine-agrees-with-reference.ts';
import type { ExpectationResult } from './expectation-result.ts';
import type { Property, Violation } from './property.ts';
import { hasShape } from './property.ts';
import { checkLived } from './history/lived-expectations.ts';

const reference = createEvaluator();

/**
 * Asks an engine everything that a scenario expects, from the beginning to its last step.
 *
 * A verdict that rests on a plugin's choice is compared only where the engine has that choice: an engine that
 * can be told is told, for the others the expectation that fits its declared profile counts.
 */
export async function checkScenario(scenario: Scenario, engine: Engine): Promise<ExpectationResult[]> {
  if (engine.simulate !== undefined) return checkLived(scenario, engine);
  const results: ExpectationResult[] = [];
  let cluster = scenario.cluster;
  const events: ClusterEvent[] = [];
  const moments = [{ expectations: scenario.expectations as readonly StepExpectation[] }, ...scenario.steps];
  for (const [step, moment] of moments.entries()) {
    if ('actions' in moment) {
      const applied = moment.actions.flatMap((action) => (action.kind === 'apply' ? [action.event] : []));
      events.push(...applied);
      cluster = applyEvents(cluster, applied);
    }
    const at = { step, cluster, initial: scenario.cluster, events: [...events], profile: scenario.profile };
    const isSettled = !('settled' in moment) || moment.settled;
    for (const expectation of moment.expectations) {
      if (!isSettled && expectation.kind !== 'admission') {
        results.push({ ...IN_MID_CHANGE, step, expectation, title: `step ${step}` });
        continue;
      }
      results.push(...(await checkExpectation(expectation, engine, at)));
    }
  }
  return results;
}

/** Windows are for engines that live through a history. */
const IN_MID_CHANGE = {
  status: 'skipped',
  expected: 'judged in mid-change',
  detail: 'the engine judges what has settled',
} as const;

interface Moment {
  readonly step: number;
  readonly cluster: Cluster;
  readonly initial: Cluster;
  readonly events: readonly ClusterEvent[];
  readonly profile: PartialProfile;
}

async function checkExpectation(
  expectation: StepExpectation,
  engine: Engine,
  moment: Moment,
): Promise<ExpectationResult[]> {
  switch (expectation.kind) {
    case 'flow':
      return Promise.all(
        alternatives(expectation, moment.profile).map((alternative) =>
          checkFlow(expectation, alternative, engine, moment),
        ),
      );
    case 'connection':
      return checkConnection(expectation, engine, moment);
    case 'admission':
      return engine.name === 'reference'
        ? [{ step: moment.step, ...checkAdmission(expectation, admission) }]
        : [];
    case 'packet':
      return [
        {
          step: moment.step,
          expectation,
          status: 'skipped',
          title: `${expectation.packet} packet of ${expectation.connection}`,
          expected: expectation.action,
          detail: `${engine.name} keeps no connections`,
        },
      ];
  }
}

/** One way in which an expectation can be put to the test: an action under a profile. */
interface Alternative {
  readonly profile: PartialProfile;
  readonly action: Action;
}

function alternatives(
  { action, otherwise = [] }: Pick<PacketExpectation, 'action' | 'otherwise'>,
  profile: PartialProfile,
): Alternative[] {
  return [
    { profile, action },
    ...otherwise.map((other) => ({ profile: { ...profile, ...other.profile }, action: other.action })),
  ];
}

async function checkFlow(
  expectation: FlowExpectation,
  { profile, action }: Alternative,
  engine: Engine,
  moment: Moment,
): Promise<ExpectationResult> {
  const { flow, options = [] } = expectation;
  const evaluation = reference.of(moment.cluster, profile);
  const verdict = evaluation.evaluate(flow);
  const base = {
    step: moment.step,
    expectation,
    title: formatFlow(flow) + profileNote(profile, options),
    expected: action,
    verdict,
    cluster: moment.cluster,
  };
  const told = engine.withProfile?.(profile) ?? engine;
  if (told === engine && !answersLike(engine.capabilities.profile, profile, verdict.basis)) {
    return { ...base, status: 'skipped', detail: 'rests on a choice that the engine does not share' };
  }
  const history = moment.events.length === 0 ? undefined : { initial: moment.initial, events: moment.events };
  const probes = probesOfFlows(moment.cluster, [flow], history);
  const answer = await andThen(ask(told, probes), (value) => value);
  if (!answer.ok)
    return { ...base, status: 'failed', observed: answer.failure.fault, detail: answer.failure.message };
  const byte = answer.verdicts[0];
  if (byte === UNSUPPORTED) return { ...base, status: 'skipped', detail: 'unsupported by the engine' };
  const observed: Action = byte === ALLOW ? 'allow' : 'deny';
  if (observed !== action) return { ...base, status: 'failed', observed };
  const wrongBasis = engine.name === 'reference' ? basisProblem(verdict.basis, options) : undefined;
  return wrongBasis === undefined
    ? { ...base, status: 'held', observed }
    : { ...base, status: 'failed', observed, detail: wrongBasis };
}

function profileNote(profile: PartialProfile, options: readonly ProfileOption[]): string {
  const named = options.filter((option) => Object.hasOwn(profile, option));
  return named.length === 0 ? '' : ` (${named.map((option) => `${option}: ${profile[option]}`).join(', ')})`;
}

/** Whether an engine has the answers on which a verdict rests. Mandated verdicts rest on none. */
function answersLike(declared: PartialProfile, wanted: PartialProfile, basis: Basis): boolean {
  const full: Profile = { ...SPEC_DEFAULT, ...wanted };
  const resting = new Set<ProfileOption>(basis.kind === 'profile' ? basis.options : []);
  // An option that the scenario sets on purpose counts even where its other conforming values agree.
  for (const option of Object.keys(wanted) as ProfileOption[]) resting.add(option);
  return [...resting].every((option) => declared[option] === full[option]);
}

/** The basis of a verdict is part of what a scenario says: mandated, or by the options it names. */
function basisProblem(basis: Basis, options: readonly ProfileOption[]): string | undefined {
  const found = basis.kind === 'profile' ? basis.options : [];
  const missing = options.filter((option) => !found.includes(option));
  if (missing.length > 0) return `expected to rest on ${missing.join(', ')}, found ${describeBasis(basis)}`;
  if (options.length === 0 && found.length > 0)
    return `expected to be mandated, rests on ${found.join(', ')}`;
  return undefined;
}

function describeBasis(basis: Basis): string {
  return basis.kind === 'mandated' ? 'mandated' : basis.options.join(', ');
}

function checkConnection(
  expectation: ConnectionExpectation,
  engine: Engine,
  moment: Moment,
): ExpectationResult[] {
  return expectation.packets.flatMap((packet) =>
    alternatives(packet, moment.profile).map((alternative) =>
      checkPacket(expectation, packet, alternative, engine, moment),
    ),
  );
}

function checkPacket(
  expectation: ConnectionExpectation,
  { packet, options = [] }: PacketExpectation,
  { profile, action }: Alternative,
  engine: Engine,
  moment: Moment,
): ExpectationResult {
  const base = {
    step: moment.step,
    expectation,
    title: `${packet} of ${formatFlow(expectation.flow)}${profileNote(profile, options)}`,
    expected: action,
    cluster: moment.cluster,
  };
  if (engine.name !== 'reference') {
    return { ...base, status: 'skipped', detail: `${engine.name} keeps no connections` };
  }
  const judged = judgePacketOf(moment.cluster, expectation.flow, packet, profile);
  const problem =
    judged.action === action
      ? basisProblem(judged.basis, options)
      : `expected ${action}, observed ${judged.action}`;
  const status = problem === undefined ? 'held' : 'failed';
  return { ...base, status, observed: judged.action, ...(problem === undefined ? {} : { detail: problem }) };
}

/** Whether an expectation is about admission, which no engine judges. */
export function isAdmission(expectation: Expectation | StepExpectation): expectation is AdmissionExpectation {
  return expectation.kind === 'admission';
}

/** What a failed expectation is as a violation: the snapshot at its moment, and the one thing expected of it. */
export function violationOfResult(scenario: Scenario, engine: Engine, result: ExpectationResult): Violation {
  const { expectation, cluster, title, expected, observed = 'nothing', detail, verdict } = result;
  const isFlow = expectation.kind === 'flow';
  const note = detail === undefined ? '' : ` (${detail})`;
  return {
    summary: `${scenario.name}: ${engine.name} answers ${observed} to ${title}, expected ${expected}${note}`,
    direction: verdict === undefined ? 'none' : directionOf(verdict),
    expected,
    observed,
    scenario:
      isFlow && cluster !== undefined
        ? { ...scenario, cluster, steps: [], expectations: [expectation] }
        : scenario,
    ...(isFlow ? { flow: expectation.flow } : {}),
    ...(verdict === undefined ? {} : { verdict }),
  };
}

/** What a scenario file says, for an engine: the property behind replaying the corpus. */
export const scenarioHolds: Property = {
  name: 'scenario-holds',
  sentence: 'Everything that a scenario expects comes true.',
  kind: 'differential',
  appliesTo: () => true,
  async check(scenario, engine, { like } = {}) {
    const results = await checkScenario(scenario, engine);
    const skipped = results.filter(({ status }) => status === 'skipped').length;
    const violation = results
      .filter(({ status }) => status === 'failed')
      .map((result) => violationOfResult(scenario, engine, result))
      .find((candidate) => hasShape(candidate, like));
    return {
      cells: results.length - skipped,
      skipped: skipped === 0 ? {} : { 'not comparable': skipped },
      ...(violation === undefined ? {} : { violation }),
    };
  },
};
