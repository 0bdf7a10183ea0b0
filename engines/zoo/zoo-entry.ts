import type { Semantics } from '../../evaluator/index.ts';
import type { PartialProfile } from '../../model/index.ts';
import type { NetworkParts } from '../../sim/index.ts';

/** What is known of a real bug, whatever part of a plugin had it. */
export interface RealBug {
  /** `OVN-845B`: as in the list of known bugs. */
  readonly id: string;
  readonly plugin: string;
  /** Where it was reported. */
  readonly link: string;
  /** What went wrong, in a sentence. */
  readonly symptom: string;
  /** The first of its classes in the list of known bugs: `ipblock-except`, `named-ports`, ... */
  readonly class: string;
  /**
   * The first of the bugs of the same mutation: they share what is wrong, and the scenario of that name in
   * `scenarios/zoo`.
   */
  readonly mutation: string;
}

/** A bug that a snapshot shows: the specification with one function replaced. */
export interface SemanticsBug extends RealBug {
  readonly kind: 'semantics';
  readonly replaces: keyof Semantics;
  readonly semantics: Semantics;
  /** What the plugin answers where the API leaves a choice; absent: as `spec-default`. */
  readonly profile?: PartialProfile;
}

/** What a simulated plugin is made of. */
export type PluginParts = Omit<NetworkParts, 'profile'> & { readonly profile?: PartialProfile };

/**
 * A bug of a simulated plugin: of its datapath, visible in rules; of its agent, visible in time; or a limit of
 * either, visible at scale.
 */
export interface PluginBug extends RealBug {
  readonly kind: 'datapath' | 'agent' | 'limit';
  /** The functions that are others: `cache.wakes`, `iptables.plan`. */
  readonly replaces: readonly string[];
  /** The plugin as it should be. */
  readonly right: PluginParts;
  readonly wrong: PluginParts;
}

/** A real bug, ready to be found. `kind` says what it is a bug of. */
export type ZooEntry = SemanticsBug | PluginBug;

/** All the bugs of one mutation. */
export type Mutation = readonly ZooEntry[];
