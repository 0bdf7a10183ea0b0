import type { ClusterObjectKind, Pod, Profile } from '../../model/index.ts';
import type { WatchEvent, WatchOptions, WatchStream } from '../apiserver/index.ts';
import type { EventQueue, Random } from '../clock/index.ts';
import type { ChangeKind, ConntrackTable } from '../conntrack/index.ts';
import type { RuleTable } from '../datapath/datapath.ts';
import type { NodeDatapath } from '../path/index.ts';
import type { AgentFaults } from '../faults.ts';
import type { AgentBehaviour, FittedIntent, NodeLimits } from './behaviour.ts';
import type { CacheChange } from './cache.ts';
import { createCache } from './cache.ts';
import { flushGoneAddresses } from './flush-gone-addresses.ts';
import type { ForeignState } from './hook.ts';
import { judgeAtHook } from './hook.ts';
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

/** The revision of each kind that a state of the rules was made from. */
export type KindRevisions = ReadonlyMap<ClusterObjectKind, number>;

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
  /** Nothing is known that is not in effect. */
  readonly isQuiescent: () => boolean;
  /** What the rules were made from when last all that was known was in effect. */
  readonly inEffect: () => KindRevisions;
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
  readonly seen: KindRevisions;
  readonly pods: ReadonlySet<string>;
  readonly causes: readonly ChangeKind[];
}

/** An agent that is not running, on a node without rules. */
export function createNodeAgent(options: NodeAgentOptions): NodeAgent {
  const { node, clock, random, profile, behaviour, program, conntrack, observer } = options;
  const { programming } = behaviour;
  const cache = createCache(node, behaviour.cache);
  let life: Life | undefined;
  let programmed: ReadonlySet<string> = new Set();
  let inEffect: KindRevisions = new Map();
  let refused: FittedIntent['refused'] = [];

  const stream = options.watch({
    deliver,
    // Called before the list's events, which come at this same time, and so before the next task.
    onRelist: (kind) => {
      if (life === undefined) return;
      life.unlisted.delete(kind);
      if (life.unlisted.size === 0) wake(life);
    },
  });

  function deliver(event: WatchEvent): void {
    if (life === undefined) return;
    observer.seen(node, event);
    const { object, revision } = event.stored;
    life.seen.set(object.kind, Math.max(life.seen.get(object.kind) ?? 0, revision));
    const change = cache.take(event);
    if (change === undefined) return;
    if (programming.flushesPod) flushGoneAddresses(conntrack, change);
    if (!behaviour.cache.wakes(change.now, change.before)) return;
    life.causes.add(causeOf(change));
    wake(life);
  }

  /** Sees to it that what is known now gets into effect: at once if nothing is under way, else right after it. */
  function wake(current: Life): void {
    current.dirty = true;
    if (current.busy || current.unlisted.size > 0) return;
    current.busy = true;
    clock.schedule(0, () => reconcile(current));
  }

  function reconcile(current: Life): void {
    if (life !== current) return;
    current.dirty = false;
    const view = cache.view();
    const fitted = programming.fit(intentFor(view, node, profile, behaviour.reading), options.limits);
    if (fitted.refused.length > 0 || refused.length > 0) observer.refused(node, fitted.refused);
    refused = fitted.refused;
    const plan: Plan = {
      operations: programming.order(program.plan(fitted.intent)),
      seen: new Map(current.seen),
      pods: new Set([...view.pods.values()].map(podIdentity)),
      causes: [...current.causes],
    };
    current.causes.clear();
    carryOut(current, plan, 0);
  }

  function carryOut(current: Life, plan: Plan, next: number): void {
    if (life !== current) return;
    const operation = plan.operations[next];
    if (operation === undefined) return finish(current, plan);
    const { crash: chance, operationDelay } = options.faults();
    if (next > 0 && random.chance(chance)) return crash(plan);
    if (!make(operation)) return giveUp(current, plan);
    clock.schedule(operationDelay, () => carryOut(current, plan, next + 1));
  }

  /** @returns false if the plan has to be made anew */
  function make(operation: PlannedOperation): boolean {
    const fails = random.chance(options.faults().operationFailure);
    if (!fails) operation.run();
    observer.operation(node, operation, fails ? 'failed' : 'made');
    if (!fails) return true;
    const reaction = programming.afterFailure(operation);
    if (reaction === 'assume') operation.assume();
    return reaction !== 'retry';
  }

  function giveUp(current: Life, { causes }: Plan): void {
    tellConntrack(causes);
    for (const cause of causes) current.causes.add(cause);
    // Later than now, always: what fails for ever must not stop the clock.
    clock.schedule(Math.max(1, options.faults().retryDelay), () => reconcile(current));
  }

  function finish(current: Life, plan: Plan): void {
    if (plan.operations.length > 0) tellConntrack(plan.causes);
    programmed = plan.pods;
    inEffect = plan.seen;
    current.caughtUp = true;
    current.busy = false;
    observer.inEffect(node, plan.operations.length, Math.max(...plan.seen.values()));
    if (current.dirty) wake(current);
  }

  function tellConntrack(causes: readonly ChangeKind[]): void {
    if (!programming.tellsConntrack) return;
    for (const cause of causes) conntrack.noteChange(cause, clock.now());
  }

  function crash({ causes }: Plan): void {
    tellConntrack(causes);
    end('crashed');
    clock.schedule(Math.max(1, options.faults().restartDelay), () => {
      if (life === undefined) start();
    });
  }

  function end(change: 'stopped' | 'crashed'): void {
    if (life === undefined) return;
    life = undefined;
    stream.stop();
    cache.clear();
    observer.life(node, change);
  }

  function start(): void {
    if (life !== undefined) return;
    const belief = programming.atStart();
    if (belief === 'clear') program.clear();
    else program.believe(belief);
    life = {
      unlisted: new Set(WATCHED_KINDS),
      dirty: true,
      busy: false,
      caughtUp: false,
      // What was changed meanwhile is not known: both kinds of change may take effect now.
      causes: new Set<ChangeKind>(['policy', 'label']),
      seen: new Map(WATCHED_KINDS.map((kind) => [kind, options.revision()])),
    };
    observer.life(node, 'started');
    stream.start();
  }

  return {
    conntrack,
    judge: (pod, direction, packet) => {
      const identity = options.identityOf(pod);
      const state = {
        program,
        agentIsUp: life?.caughtUp === true,
        isProgrammed: identity === undefined || programmed.has(identity),
        foreign: options.foreign,
      };
      return judgeAtHook(state, profile, programming, pod, direction, packet);
    },
    start,
    stop: () => end('stopped'),
    restart: () => {
      end('stopped');
      start();
    },
    hold: () => stream.hold(),
    release: () => stream.release(),
    calm: () => stream.calm(),
    isRunning: () => life !== undefined,
    isQuiescent: () => life === undefined || (life.unlisted.size === 0 && !life.busy && !life.dirty),
    inEffect: () => inEffect,
    refused: () => refused,
    print: () => program.print(),
  };
}

/** Connections tell a change of policies from one of the labels of their ends (CONN-4). */
function causeOf({ now, before }: CacheChange): ChangeKind {
  return (now ?? before)?.kind === 'NetworkPolicy' ? 'policy' : 'label';
}
