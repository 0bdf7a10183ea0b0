import type { ClusterObjectKind, Pod, Profile } from '../../model/index.ts';
import type { WatchEvent, WatchOptions, WatchStream } from '../apiserver/index.ts';
import type { EventQueue, Random } from '../clock/index.ts';
import type { ChangeKind, ConntrackTable } from '../conntrack/index.ts';
import type { RuleTable } from '../datapath/datapath.ts';
import type { NodeDatapath } from '../path/index.ts';
import type { AgentFaults } from '../faults.ts';
import type { AgentBehaviour, FittedIntent, NodeLimits } from './behaviour.ts';
import type { Cache, CacheChange } from './cache.ts';
import { createCache } from './cache.ts';
import { flushGoneAddresses } from './flush-gone-addresses.ts';
import type { ForeignState } from './hook.ts';
import { hooksOf } from './hook.ts';
import { intentFor } from './intent/index.ts';
import type { PlannedOperation, Program } from './program.ts';

/** What an agent lets others see of its work. */
export interface AgentObserver {
  seen(node: string, event: WatchEvent): void;
  operation(node: string, operation: PlannedOperation, outcome: 'made' | 'failed'): void;
  /** Everything that the agent knew is in effect. */
  inEffect(node: string, operations: number, revision: number): void;
  life(node: string, change: 'started' | 'stopped' | 'crashed'): void;
  refused(node: string, refused: FittedIntent['refused']): void;
}

/** Where an agent lives and what it has to work with. */
export interface NodeAgentOptions {
  readonly node: string;
  readonly clock: EventQueue;
  readonly random: Random;
  readonly profile: Profile;
  readonly behaviour: AgentBehaviour;
  readonly program: Program;
  readonly conntrack: ConntrackTable;
  readonly limits: NodeLimits;
  readonly foreign: ForeignState;
  /** What goes wrong now. */
  readonly faults: () => AgentFaults;
  readonly observer: AgentObserver;
  /** The pod of a key as it really is now: what {@link podIdentity} says of it. */
  readonly identityOf: (pod: string) => string | undefined;
  /** Opens the agent's watch; nothing arrives before its `start`. */
  readonly watch: (listener: WatchListener) => WatchStream;
  /** The newest revision that there is. */
  readonly revision: () => number;
}

/** The ends of a watch that belong to whoever watches. */
export type WatchListener = Pick<WatchOptions, 'deliver' | 'onRelist'>;

/** The kinds that agents make rules from. */
export const WATCHED_KINDS: readonly ClusterObjectKind[] = [
  'Node',
  'Namespace',
  'Pod',
  'Service',
  'NetworkPolicy',
];

/** What a state of the rules was made from. */
export interface SeenRevisions {
  /** The newest revision seen of each kind. */
  readonly kinds: ReadonlyMap<ClusterObjectKind, number>;
  /** The revision of each object (`Kind/key`) that was known. */
  readonly objects: ReadonlyMap<string, number>;
}

/** A plugin's process on a node, with the rules that it keeps there. */
export interface NodeAgent extends NodeDatapath {
  start(): void;
  /** The process ends. What it was doing stays half done; its rules stay. */
  stop(): void;
  restart(): void;
  /** Holds back what the watch brings, until released. */
  hold(): void;
  release(): void;
  /** What has been lost on the way is looked for now. */
  calm(): void;
  readonly isRunning: () => boolean;
  /** Whether it has also put into effect what it found at its start. Until then `pluginDown` says what holds (LIFE-12). */
  readonly isUp: () => boolean;
  /** Nothing is known that is not in effect. */
  readonly isQuiescent: () => boolean;
  /** What the rules were made from when last all that was known was in effect. */
  readonly inEffect: () => SeenRevisions;
  /** Policies of which something could not be programmed. */
  readonly refused: () => FittedIntent['refused'];
  print(): readonly RuleTable[];
}

/** What tells one life of a pod from another, and one address from the next. */
export function podIdentity({ uid, podIPs }: Pod): string {
  return `${uid} ${podIPs.join(' ')}`;
}

/** A running state of an agent; a new one with every start. */
interface Life {
  /** Kinds of which no list has come yet. Until it has them all, an agent cannot tell what is wanted. */
  readonly unlisted: Set<ClusterObjectKind>;
  dirty: boolean;
  /** A plan is being made or carried out. */
  busy: boolean;
  /** All that was known at some time since the start has been put into effect. */
  caughtUp: boolean;
  readonly causes: Set<ChangeKind>;
  readonly seen: Map<ClusterObjectKind, number>;
}

/** What a plan was made from. */
interface Plan {
  readonly operations: readonly PlannedOperation[];
  readonly seen: SeenRevisions;
  readonly pods: ReadonlySet<string>;
  readonly causes: readonly ChangeKind[];
  /** When it was made, in milliseconds. */
  readonly began: number;
}

/** An agent from within: what it works with, and what it has come to. */
interface Agent extends NodeAgentOptions {
  readonly cache: Cache;
  stream: WatchStream | undefined;
  life: Life | undefined;
  /** The pods whose rules are in effect, by {@link podIdentity}. */
  programmed: ReadonlySet<string>;
  inEffect: SeenRevisions;
  refused: FittedIntent['refused'];
  /** Operations that were tried while one of them was to fail. */
  attempts: number;
}

/** An agent that is not running, on a node without rules. */
export function createNodeAgent(options: NodeAgentOptions): NodeAgent {
  const { node, profile, behaviour, program, conntrack } = options;
  const agent: Agent = {
    ...options,
    cache: createCache(node, behaviour.cache),
    stream: undefined,
    life: undefined,
    programmed: new Set(),
    inEffect: { kinds: new Map(), objects: new Map() },
    refused: [],
    attempts: 0,
  };
  const stream = options.watch({
    deliver: (event) => deliver(agent, event),
    onRelist: (kind) => noteList(agent, kind),
  });
  agent.stream = stream;
  return {
    conntrack,
    filtersArp: behaviour.programming.filtersArp,
    judge: hooksOf(
      (pod) => {
        const identity = options.identityOf(pod);
        return {
          program,
          agentIsUp: isUp(agent),
          isProgrammed: identity === undefined || agent.programmed.has(identity),
          foreign: options.foreign,
        };
      },
      profile,
      behaviour.programming,
    ),
    start: () => start(agent),
    stop: () => end(agent, 'stopped'),
    restart: () => {
      end(agent, 'stopped');
      start(agent);
    },
    hold: stream.hold,
    release: stream.release,
    calm: stream.calm,
    isRunning: () => agent.life !== undefined,
    isUp: () => isUp(agent),
    isQuiescent: () => agent.life === undefined || isQuiescent(agent.life),
    inEffect: () => agent.inEffect,
    refused: () => agent.refused,
    print: () => program.print(),
  };
}

function isUp({ life }: Agent): boolean {
  return life?.caughtUp === true;
}

function isQuiescent({ unlisted, busy, dirty }: Life): boolean {
  return unlisted.size === 0 && !busy && !dirty;
}

function start(agent: Agent): void {
  if (agent.life !== undefined) return;
  const { program, behaviour, observer, node } = agent;
  const belief = behaviour.programming.atStart();
  if (belief === 'clear') program.clear();
  else program.believe(belief);
  agent.life = {
    unlisted: new Set(WATCHED_KINDS),
    dirty: true,
    busy: false,
    caughtUp: false,
    // What was changed meanwhile is not known: both kinds of change may take effect now.
    causes: new Set<ChangeKind>(['policy', 'label']),
    seen: new Map(WATCHED_KINDS.map((kind) => [kind, agent.revision()])),
  };
  observer.life(node, 'started');
  agent.stream?.start();
}

function end(agent: Agent, change: 'stopped' | 'crashed'): void {
  if (agent.life === undefined) return;
  agent.life = undefined;
  agent.stream?.stop();
  agent.cache.clear();
  agent.observer.life(agent.node, change);
}

/** Called before a list's events, which come at this same time, and so before the next task. */
function noteList(agent: Agent, kind: ClusterObjectKind): void {
  const { life } = agent;
  if (life === undefined) return;
  life.unlisted.delete(kind);
  if (life.unlisted.size === 0) wake(agent, life);
}

function deliver(agent: Agent, event: WatchEvent): void {
  const { life, behaviour, node } = agent;
  if (life === undefined) return;
  agent.observer.seen(node, event);
  const { object, revision } = event.stored;
  life.seen.set(object.kind, Math.max(life.seen.get(object.kind) ?? 0, revision));
  const change = agent.cache.take(event);
  if (change === undefined) return;
  if (behaviour.programming.flushesPod) flushGoneAddresses(agent.conntrack, change);
  if (!behaviour.cache.wakes(change.now, change.before, agent.cache.view)) return;
  life.causes.add(causeOf(change));
  wake(agent, life);
}

/** Sees to it that what is known now gets into effect: at once if nothing is under way, else right after it. */
function wake(agent: Agent, life: Life): void {
  life.dirty = true;
  if (life.busy || life.unlisted.size > 0) return;
  life.busy = true;
  agent.clock.schedule(0, () => reconcile(agent, life));
}

function reconcile(agent: Agent, life: Life): void {
  if (agent.life !== life) return;
  life.dirty = false;
  const { node, profile, behaviour, program, observer } = agent;
  const { programming, reading } = behaviour;
  const view = agent.cache.view();
  const fitted = programming.fit(intentFor(view, node, profile, reading), agent.limits);
  if (fitted.refused.length > 0 || agent.refused.length > 0) observer.refused(node, fitted.refused);
  agent.refused = fitted.refused;
  const plan: Plan = {
    operations: programming.order(program.plan(fitted.intent)),
    seen: { kinds: new Map(life.seen), objects: new Map(agent.stream?.seen()) },
    pods: new Set([...view.pods.values()].map(podIdentity)),
    causes: [...life.causes],
    began: agent.clock.now(),
  };
  life.causes.clear();
  carryOut(agent, life, plan, 0);
}

function carryOut(agent: Agent, life: Life, plan: Plan, next: number): void {
  if (agent.life !== life) return;
  const operation = plan.operations[next];
  if (operation === undefined) return finish(agent, life, plan);
  const { crash: chance, operationDelay } = agent.faults();
  if (next > 0 && agent.random.chance(chance)) return crash(agent, plan);
  if (!make(agent, operation)) return giveUp(agent, life, plan);
  agent.clock.schedule(operationDelay, () => carryOut(agent, life, plan, next + 1));
}

/** @returns false if the plan has to be made anew */
function make(agent: Agent, operation: PlannedOperation): boolean {
  const { node, behaviour, observer } = agent;
  const fails = failsNow(agent);
  if (!fails) operation.run();
  observer.operation(node, operation, fails ? 'failed' : 'made');
  if (!fails) return true;
  const reaction = behaviour.programming.afterFailure(operation);
  if (reaction === 'assume') operation.assume();
  return reaction !== 'retry';
}

function failsNow(agent: Agent): boolean {
  const { operationFailure, failAt } = agent.faults();
  if (failAt > 0 && ++agent.attempts === failAt) return true;
  return agent.random.chance(operationFailure);
}

function giveUp(agent: Agent, life: Life, { causes }: Plan): void {
  tellConntrack(agent, causes);
  for (const cause of causes) life.causes.add(cause);
  // Later than now, always: what fails for ever must not stop the clock.
  agent.clock.schedule(Math.max(1, agent.faults().retryDelay), () => reconcile(agent, life));
}

function finish(agent: Agent, life: Life, plan: Plan): void {
  const { programming } = agent.behaviour;
  if (plan.operations.length > 0) {
    tellConntrack(agent, plan.causes);
    agent.conntrack.flush((connection) => programming.drops(connection, plan.began));
  }
  agent.programmed = plan.pods;
  agent.inEffect = plan.seen;
  life.caughtUp = true;
  life.busy = false;
  agent.observer.inEffect(agent.node, plan.operations.length, Math.max(...plan.seen.kinds.values()));
  life.dirty &&= programming.looksAgain;
  if (life.dirty) wake(agent, life);
}

function tellConntrack({ behaviour, conntrack, clock }: Agent, causes: readonly ChangeKind[]): void {
  if (!behaviour.programming.tellsConntrack) return;
  for (const cause of causes) conntrack.noteChange(cause, clock.now());
}

function crash(agent: Agent, { causes }: Plan): void {
  tellConntrack(agent, causes);
  end(agent, 'crashed');
  agent.clock.schedule(Math.max(1, agent.faults().restartDelay), () => start(agent));
}

/** Connections tell a change of policies from one of the labels of their ends (CONN-4). */
function causeOf({ now, before }: CacheChange): ChangeKind {
  return (now ?? before)?.kind === 'NetworkPolicy' ? 'policy' : 'label';
}
