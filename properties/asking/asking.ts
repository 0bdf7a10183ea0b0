import type { Engine, Verdicts } from '../../engines/index.ts';
import { EngineFailure, UNSUPPORTED } from '../../engines/index.ts';
import type {
  Cluster,
  ClusterEvent,
  EndpointKind,
  PacketClassOptions,
  ProbeSet,
  Scenario,
} from '../../model/index.ts';
import { applyEvents, packetClasses } from '../../model/index.ts';
import type { Outcome, Violation } from '../property.ts';

/** Continues with a value that may still be on its way, without awaiting what is already there. */
export function andThen<A, B>(value: A | Promise<A>, next: (value: A) => B | Promise<B>): B | Promise<B> {
  // oxlint-disable-next-line promise/no-callback-in-promise -- passing it on is the point
  return value instanceof Promise ? value.then(next) : next(value);
}

/** What an engine answered, or how it failed to. */
export type Answer =
  | { readonly ok: true; readonly verdicts: Verdicts }
  | { readonly ok: false; readonly failure: EngineFailure };

/** Asks an engine; its failures come back as values, everything else is a defect and is thrown on. */
export function ask(engine: Engine, probes: ProbeSet): Answer | Promise<Answer> {
  const failed = (error: unknown): Answer => {
    if (error instanceof EngineFailure) return { ok: false, failure: error };
    throw error;
  };
  try {
    const verdicts = engine.judge(probes);
    return verdicts instanceof Promise
      ? verdicts.then((value): Answer => ({ ok: true, verdicts: value }), failed)
      : { ok: true, verdicts };
  } catch (error) {
    return failed(error);
  }
}

/** The packet classes of a cluster that an engine says it can judge. */
export function classesFor(engine: Engine, cluster: Cluster, options: PacketClassOptions = {}): ProbeSet {
  const { protocols, ipFamilies, endpoints } = engine.capabilities;
  return packetClasses(cluster, {
    protocols,
    families: ipFamilies,
    endpoints: endpoints as readonly EndpointKind[],
    ...options,
  });
}

/** Why an engine cannot be asked about a cluster at all; `undefined` where it can. */
export function unsupportedFeature(engine: Engine, cluster: Cluster): string | undefined {
  const { endPort, namedPorts } = engine.capabilities;
  if (endPort && namedPorts) return undefined;
  for (const { spec } of cluster.policies) {
    for (const { ports = [] } of [...(spec.ingress ?? []), ...(spec.egress ?? [])]) {
      for (const item of ports) {
        if (!endPort && item.endPort !== undefined) return 'endPort';
        if (!namedPorts && typeof item.port === 'string') return 'namedPorts';
      }
    }
  }
  return undefined;
}

/** How many cells an engine answered with `unsupported`. */
export function countUnsupported(verdicts: Verdicts): number {
  let count = 0;
  for (const verdict of verdicts) if (verdict === UNSUPPORTED) count++;
  return count;
}

/** The snapshots of a scenario: the beginning, and after each step that settles, if anything has changed since. */
export function snapshotsOf(
  scenario: Scenario,
): { readonly cluster: Cluster; readonly history?: ProbeSet['history'] }[] {
  const snapshots: { cluster: Cluster; history?: ProbeSet['history'] }[] = [{ cluster: scenario.cluster }];
  const events: ClusterEvent[] = [];
  let judged = 0;
  for (const step of scenario.steps) {
    for (const action of step.actions) if (action.kind === 'apply') events.push(action.event);
    if (!step.settled || events.length === judged) continue;
    const cluster = applyEvents(snapshots.at(-1)!.cluster, events.slice(judged));
    judged = events.length;
    snapshots.push({ cluster, history: { initial: scenario.cluster, events: [...events] } });
  }
  return snapshots;
}

/** The violation that an engine's failure to answer is. */
export function faultViolation(engine: Engine, scenario: Scenario, failure: EngineFailure): Violation {
  const { fault, message, log } = failure;
  return {
    summary: `${engine.name}: ${message}`,
    direction: 'none',
    expected: 'an answer',
    observed: fault,
    scenario,
    fault: { kind: fault, detail: message, ...(log === undefined ? {} : { log }) },
  };
}

/** Adds the outcomes of several moments of one scenario; the first violation ends it. */
export function mergeOutcomes(a: Outcome, b: Outcome): Outcome {
  const skipped: Record<string, number> = { ...a.skipped };
  for (const [reason, count] of Object.entries(b.skipped)) skipped[reason] = (skipped[reason] ?? 0) + count;
  const violation = a.violation ?? b.violation;
  return { cells: a.cells + b.cells, skipped, ...(violation === undefined ? {} : { violation }) };
}

/** An outcome in which nothing was asked, for a reason. */
export function skippedOutcome(reason: string, count = 1): Outcome {
  return { cells: 0, skipped: { [reason]: count } };
}

/** Checks snapshot after snapshot until one shows a violation. */
export function overSnapshots(
  scenario: Scenario,
  check: (snapshot: { cluster: Cluster; history?: ProbeSet['history'] }) => Outcome | Promise<Outcome>,
): Outcome | Promise<Outcome> {
  const snapshots = snapshotsOf(scenario);
  const from = (index: number, sofar: Outcome): Outcome | Promise<Outcome> => {
    const snapshot = snapshots[index];
    if (snapshot === undefined || sofar.violation !== undefined) return sofar;
    return andThen(check(snapshot), (outcome) => from(index + 1, mergeOutcomes(sofar, outcome)));
  };
  return from(0, { cells: 0, skipped: {} });
}
