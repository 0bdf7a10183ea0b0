import type { ClusterObject } from '../../model/index.ts';
import type { WatchEvent } from '../apiserver/index.ts';
import type { NodeIntent } from '../datapath/intent.ts';
import type { ConntrackBehaviour, TrackedConnection } from '../conntrack/index.ts';
import { correctConntrack } from '../conntrack/index.ts';
import type { AgentView, PolicyReading } from './intent/index.ts';
import { correctReading } from './intent/index.ts';
import type { Belief, PlannedOperation } from './program.ts';

/** How an agent keeps what its watches bring. `view` is all that it keeps at that moment. */
export interface CacheBehaviour {
  /** Whether an event is looked at at all; `view` does not know of it yet. */
  readonly receives: (event: WatchEvent, node: string, view: () => AgentView) => boolean;
  /**
   * What is kept of an object: `before` is what was kept of it so far (PEER-13: labels as they are now), `gone` the
   * last that had its name and was forgotten.
   */
  readonly keeps: (
    now: ClusterObject,
    before: ClusterObject | undefined,
    gone: ClusterObject | undefined,
  ) => ClusterObject;
  /** Whether a deletion removes the object. `kept` may be a younger object of the same name; `view` still has it. */
  readonly forgets: (event: WatchEvent, kept: ClusterObject, view: () => AgentView) => boolean;
  /** Whether what is kept has changed in a way that asks for other rules; `view` shows it as it is `now`. */
  readonly wakes: (
    now: ClusterObject | undefined,
    before: ClusterObject | undefined,
    view: () => AgentView,
  ) => boolean;
}

/** How an agent brings its node's rules from what they are to what they should be. */
export interface ProgrammingBehaviour {
  /** The order in which operations are made. */
  readonly order: (operations: readonly PlannedOperation[]) => readonly PlannedOperation[];
  /** What a starting agent takes the rules on its node to be, or whether it first removes them all. */
  readonly atStart: () => Belief | 'clear';
  /** After a failed operation: look again and make what is missing, leave it out, or take it for made. */
  readonly afterFailure: (operation: PlannedOperation) => 'retry' | 'skip' | 'assume';
  /**
   * What is wanted of a node that cannot hold it all: the rules that are left, and the policies that lost some. It
   * must not let anything pass that was not wanted to.
   */
  readonly fit: (intent: NodeIntent, limits: NodeLimits) => FittedIntent;
  /** Whether what the node remembers of a pod's connections goes with the pod. */
  readonly flushesPod: boolean;
  /** Whether connection tracking learns that the rules have changed (CONN-4). */
  readonly tellsConntrack: boolean;
  /**
   * Whether a connection is forgotten when rules that have been changed since `began`, in milliseconds, are all in
   * effect: none is (CONN-1).
   */
  readonly drops: (connection: TrackedConnection, began: number) => boolean;
  /** Whether a pod waits for its rules, as the profile says (LIFE-2). */
  readonly holdsNewPods: boolean;
  /** Whether what came while rules were being changed is seen to afterwards. */
  readonly looksAgain: boolean;
  /** Whether ARP has to pass the hooks of pods: it does not, for it is no IP. */
  readonly filtersArp: boolean;
  /** Whether the jump to the agent's own rules stays ahead of those that others put in. */
  readonly keepsFirst: boolean;
  /** Whether what the agent's rules allow is accepted for good, or left to whatever comes after. */
  readonly acceptsForGood: boolean;
}

/** What a node can hold. Absent: without limit. */
export interface NodeLimits {
  /** Most addresses and blocks that one rule can name as peers. */
  readonly peersPerRule?: number;
  /** Most port items of one rule. */
  readonly portsPerRule?: number;
  /** Most rules for one pod and direction. */
  readonly rulesPerPod?: number;
  /** Policies (`namespace/name`) whose rules cannot be programmed, whatever the reason. */
  readonly poison?: readonly string[];
}

/** An intent that fits, and what had to be left out to make it so. */
export interface FittedIntent {
  readonly intent: NodeIntent;
  /** Policies of which a rule was left out, with the reason. */
  readonly refused: readonly { readonly policy: string; readonly reason: string }[];
}

/** All that an agent decides, as a record of functions. A wrong agent is a right one with a function replaced. */
export interface AgentBehaviour {
  readonly cache: CacheBehaviour;
  readonly reading: PolicyReading;
  readonly programming: ProgrammingBehaviour;
  readonly conntrack: ConntrackBehaviour;
}

const correctCache: CacheBehaviour = {
  receives: () => true,
  keeps: (now) => now,
  // A late deletion must not remove what has taken its name since.
  forgets: ({ stored }, kept) => uidOf(stored.object) === uidOf(kept),
  wakes: (now, before) => now !== before,
};

/** The uid of a pod; other kinds are known by their name. */
function uidOf(object: ClusterObject): string | undefined {
  return object.kind === 'Pod' ? object.uid : undefined;
}

const correctProgramming: ProgrammingBehaviour = {
  order: (operations) => operations,
  atStart: () => 'installed',
  afterFailure: () => 'retry',
  fit: fitClosed,
  flushesPod: true,
  tellsConntrack: true,
  drops: () => false,
  holdsNewPods: true,
  looksAgain: true,
  filtersArp: false,
  keepsFirst: true,
  acceptsForGood: true,
};

/** What is right. */
export const CORRECT_BEHAVIOUR: AgentBehaviour = {
  cache: correctCache,
  reading: correctReading,
  programming: correctProgramming,
  conntrack: correctConntrack,
};

/**
 * Leaves out whole rules that do not fit, and nothing else: their policy still isolates its pods, so that what is
 * missing can only deny.
 */
export function fitClosed(intent: NodeIntent, limits: NodeLimits): FittedIntent {
  const refused = new Map<string, string>();
  const fitting = (direction: NodeIntent['pods'][number]['ingress']): typeof direction => {
    const rules = direction.rules.filter((rule, index) => {
      const reason = reasonAgainst(rule, index, limits);
      if (reason !== undefined) refused.set(rule.policy, reason);
      return reason === undefined;
    });
    return rules.length === direction.rules.length ? direction : { ...direction, rules };
  };
  const pods = intent.pods.map((pod) => ({
    ...pod,
    ingress: fitting(pod.ingress),
    egress: fitting(pod.egress),
  }));
  return {
    intent: refused.size === 0 ? intent : { ...intent, pods },
    refused: [...refused].map(([policy, reason]) => ({ policy, reason })),
  };
}

/** Why a rule cannot be held; `undefined`: it can. `index` counts the rules of one pod and direction. */
export function reasonAgainst(
  rule: NodeIntent['pods'][number]['ingress']['rules'][number],
  index: number,
  { peersPerRule = Infinity, portsPerRule = Infinity, rulesPerPod = Infinity, poison = [] }: NodeLimits,
): string | undefined {
  if (poison.includes(rule.policy)) return 'its rules cannot be programmed';
  if (index >= rulesPerPod) return `more than ${rulesPerPod} rules for one pod`;
  if (rule.ports !== 'any' && rule.ports.length > portsPerRule)
    return `more than ${portsPerRule} ports in a rule`;
  if (rule.peers === 'any') return undefined;
  const peers = rule.peers.reduce(
    (sum, term) => sum + (term.kind === 'pods' ? term.members.length : 1 + term.excepts.length),
    0,
  );
  return peers > peersPerRule ? `more than ${peersPerRule} peers in a rule` : undefined;
}
