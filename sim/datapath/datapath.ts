import type { NodeIntent } from './intent.ts';
import type { StateJudge } from './sweep.ts';

export type { HookPacket, HookVerdict } from './hook.ts';

/** One change that the kernel, or whatever stands in for it, makes whole or not at all. */
export interface Operation {
  /** As a person would type it: `ipset add KUBE-SRC-1 10.0.0.0/8`. */
  readonly describe: string;
  /** What it touches; operations of one object are never reordered. */
  readonly object: string;
}

/** A table of rules, for people. */
export interface RuleTable {
  readonly title: string;
  readonly lines: readonly string[];
}

/**
 * A kind of datapath: how an intent becomes rules, how rules are changed one operation at a time, and what they
 * say to a packet. `State` is plain data; nothing else is remembered anywhere.
 */
export interface Datapath<State, Op extends Operation = Operation> {
  readonly name: 'iptables' | 'ebpf' | 'acl' | 'nftables';
  /** A node without any rules: everything passes. */
  empty(): State;
  /** What the state should become. */
  compile(intent: NodeIntent): State;
  /**
   * The operations that lead from one state to another, in an order in which nothing forbidden passes between
   * two of them (a pod is isolated before, and stays so while, its allows change).
   */
  plan(from: State, to: State): readonly Op[];
  /** The state after one operation. @throws never: an operation that does not apply changes nothing */
  apply(state: State, operation: Op): State;
  /** What the hook of a local pod says. */
  readonly judge: StateJudge<State>;
  print(state: State): readonly RuleTable[];
  /**
   * What a starting agent makes of the rules that it finds, and what it then takes them to be. Absent: it leaves them
   * as they are, and sees them so.
   */
  readonly adopt?: (found: State) => { readonly installed: State; readonly believed: State };
}
