import type {
  Action,
  Address,
  Direction,
  Flow,
  FlowProtocol,
  IPBlock,
  LabelSelector,
  LabelSelectorRequirement,
  Labels,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
  Pod,
  PolicyType,
  Profile,
  ProfileOption,
} from '../model/index.ts';
import type { End, World } from './world.ts';

/** What every function of the semantics is given. */
export interface Context {
  readonly semantics: Semantics;
  readonly world: World;
  /**
   * The plugin's answer to a point that the API leaves open. Ask only where the answer can matter: a verdict
   * is mandated exactly when no conforming answer to any option that was asked for changes it.
   */
  readonly option: <Name extends ProfileOption>(name: Name) => Profile[Name];
}

/** One end's question: may `subject` have this connection with `other`, as far as its own policies go? */
export interface SideQuestion {
  readonly direction: Direction;
  readonly subject: End;
  /** What selectors look at. */
  readonly other: End;
  /** What ipBlocks look at: normally `other`; behind a Service perhaps its address instead or as well. */
  readonly blockEnds: readonly End[];
  /** The connection's destination, on which port names resolve (PORT-9, PORT-18). */
  readonly destination: End;
  readonly protocol: FlowProtocol;
  /** The destination port compared with port items; absent for protocols without ports. */
  readonly port: number | undefined;
  /** The port compared where the peer is an ipBlock, if another one (`pre-dnat-with-expansion`). */
  readonly blockPort?: number | undefined;
}

/** How a peer item took in the other end; `any` where the rule lists no peers. */
export type PeerMatch = 'any' | 'selector' | 'ipBlock';

/** A flow after translation: what each side gets to judge. */
export interface Translated {
  readonly egress: Omit<SideQuestion, 'direction' | 'subject'>;
  readonly ingress: Omit<SideQuestion, 'direction' | 'subject'>;
  /** The connection's true ends. */
  readonly source: End;
  readonly destination: End;
  /** Whether a Service or hostPort stood in between. */
  readonly translated: boolean;
}

/**
 * Everything the API says about a snapshot, as a record of small functions. The reference is
 * `referenceSemantics`; a mutant is the same record with one function replaced.
 *
 * Functions call one another through `context.semantics`, never directly, so that a replacement is felt
 * wherever the original was used. They are pure.
 */
export interface Semantics {
  // Who is governed

  /** Whether NetworkPolicies are enforced at all (PLUG-1). */
  readonly isEnforced: (context: Context) => boolean;
  /** Whether policies can select the end as their subject (SCOPE-1, HOST-1, LIFE-9, LIFE-10). */
  readonly isSubject: (context: Context, end: End) => boolean;
  /** Whether both ends are one pod (SELF-2, SELF-3). */
  readonly isSamePod: (context: Context, source: End, destination: End) => boolean;
  /** Whether `other` is the node that `subject` runs on (NODE-1, NODE-3, NODE-5, NODE-6, HOST-3). */
  readonly isOwnNode: (context: Context, subject: End, other: End) => boolean;

  // Isolation

  /** The policies of a namespace (ISO-7, ISO-13). */
  readonly policiesOf: (context: Context, namespace: string) => readonly NetworkPolicy[];
  /** Whether a policy's podSelector selects a pod of any namespace (ISO-7, ISO-8, ISO-12, SEL-14). */
  readonly selectsSubject: (context: Context, policy: NetworkPolicy, pod: Pod) => boolean;
  /** The policy types in effect (TYPE-1..7, ISO-14). */
  readonly effectiveTypes: (context: Context, policy: NetworkPolicy) => readonly PolicyType[];
  /** The rules that count for a direction (RULE-4, TYPE-5, SEL-14). */
  readonly effectiveRules: (
    context: Context,
    policy: NetworkPolicy,
    direction: Direction,
  ) => readonly NetworkPolicyRule[];

  // Selectors

  /** SEL-1, SEL-6, SEL-7, SEL-10, SEL-13. */
  readonly matchesSelector: (context: Context, selector: LabelSelector, labels: Labels) => boolean;
  /** One `matchLabels` entry (SEL-1, SEL-9, SEL-11). */
  readonly matchesLabel: (context: Context, key: string, value: string, labels: Labels) => boolean;
  /** One `matchExpressions` entry (SEL-2..5, SEL-8, SEL-9, SEL-11). */
  readonly matchesRequirement: (
    context: Context,
    requirement: LabelSelectorRequirement,
    labels: Labels,
  ) => boolean;

  // Peers

  /** Whether the selectors of a peer item select the other end (PEER-3..11, NS-1, NS-6, HOST-2, HOST-5). */
  readonly matchesSelectors: (
    context: Context,
    policy: NetworkPolicy,
    peer: NetworkPolicyPeer,
    other: End,
  ) => boolean;
  /** Whether an ipBlock takes in an end (IPB-1, IPB-6, IPB-10, IPB-11). */
  readonly matchesBlock: (context: Context, block: IPBlock, end: End) => boolean;
  /** Whether the address lies in cidr and in no except (IPB-1..5, IPB-7..9, IPB-13..15). */
  readonly blockContains: (context: Context, block: IPBlock, address: Address) => boolean;

  // Ports

  /** Whether one port item matches (PORT-3..12, PORT-16..19, PORT-22, PROTO-3, PROTO-6). */
  readonly matchesPort: (
    context: Context,
    item: NetworkPolicyPort,
    question: SideQuestion,
    via: PeerMatch,
  ) => boolean;
  /** The numbers that a port name stands for on a destination (PORT-9..15, PORT-20, HOST-6). */
  readonly resolvePortName: (
    context: Context,
    name: string,
    protocol: string,
    destination: End,
  ) => readonly number[];

  // Combination. What follows is built into the matrix as bitset operations.

  /** PORT-1, PORT-2. */
  readonly matchesPorts: (
    context: Context,
    items: readonly NetworkPolicyPort[] | undefined,
    question: SideQuestion,
    via: PeerMatch,
  ) => boolean;
  /** One peer item, whatever its kind (PEER-2, VAL-9). */
  readonly matchesPeer: (
    context: Context,
    policy: NetworkPolicy,
    peer: NetworkPolicyPeer,
    question: SideQuestion,
  ) => boolean;
  /** Ports and peers of one rule (RULE-1, RULE-3, RULE-5, RULE-7, PEER-1, PEER-2). */
  readonly matchesRule: (
    context: Context,
    policy: NetworkPolicy,
    rule: NetworkPolicyRule,
    question: SideQuestion,
  ) => boolean;
  /** Protocols that port items cannot name (PROTO-2). */
  readonly matchesOtherProtocol: (
    context: Context,
    policy: NetworkPolicy,
    rule: NetworkPolicyRule,
    question: SideQuestion,
  ) => boolean;
  /** The policies that apply to a pod for a direction (ISO-2, ISO-3, TYPE-4..6). */
  readonly applicablePolicies: (context: Context, pod: Pod, direction: Direction) => readonly NetworkPolicy[];
  /** One end's answer (ISO-1, ISO-4, ISO-5, ISO-10, RULE-2, RULE-6). */
  readonly allowsSide: (context: Context, question: SideQuestion) => boolean;
  /** What each side gets to judge once Services and hostPorts are translated (SVC-1..9, PORT-21). */
  readonly translate: (context: Context, flow: Flow) => Translated;
  /** Both ends together (DIR-1..7, SCOPE-1, SELF-1..4). */
  readonly judge: (context: Context, flow: Flow) => Action;
}

/** The functions that the matrix calls; replacing any other one shows in `createEvaluator` alone. */
export const LEAVES = [
  'isEnforced',
  'isSubject',
  'isSamePod',
  'isOwnNode',
  'policiesOf',
  'selectsSubject',
  'effectiveTypes',
  'effectiveRules',
  'matchesSelector',
  'matchesLabel',
  'matchesRequirement',
  'matchesSelectors',
  'matchesBlock',
  'blockContains',
  'matchesPort',
  'resolvePortName',
  'translate',
] as const satisfies readonly (keyof Semantics)[];

export type Leaf = (typeof LEAVES)[number];
