import type { ClauseId } from '../../spec/index.ts';
import type { Position } from '../error.ts';
import type { Flow } from '../flow/flow.ts';
import type { PartialProfile, ProfileOption } from '../verdict/profile.ts';
import type { Action } from '../verdict/verdict.ts';

/** What a flow must get, now. */
export interface FlowExpectation {
  readonly kind: 'flow';
  readonly flow: Flow;
  readonly action: Action;
  /**
   * Set where the action rests on a plugin's choice: it holds under the scenario's profile, and the verdict's
   * basis must name these options. Absent: the action is mandated.
   */
  readonly options?: readonly ProfileOption[];
  /** The same flow under other declared profiles. */
  readonly otherwise?: readonly OtherwiseExpectation[];
  /** For messages: the line of the scenario file. */
  readonly position?: Position;
}

/** What holds instead under another declared profile. */
export interface OtherwiseExpectation {
  /** Takes the place of the scenario's profile, option by option. */
  readonly profile: PartialProfile;
  readonly action: Action;
}

/** What an API server must do with a submitted object. */
export interface AdmissionExpectation {
  readonly kind: 'admission';
  /** The object as submitted: decoded data, or verbatim YAML where the text itself matters. */
  readonly manifest: unknown;
  /** The stored object that an update replaces, in Kubernetes shape. Absent: a creation. */
  readonly old?: unknown;
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore';
  readonly strictCidrValidation?: 'on' | 'warn-only';
  readonly outcome: AdmissionOutcomeExpectation;
  readonly position?: Position;
}

export type AdmissionOutcomeExpectation =
  | {
      readonly kind: 'accepted';
      /** Paths that must, each, carry a warning. */
      readonly warnings?: readonly string[];
      /** Parts of the stored object that must be exactly so: path → value (`null`: absent). */
      readonly stored?: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: 'rejected';
      /** The field that the error names, as Kubernetes writes it: `spec.ingress[0].from[0].ipBlock.cidr`. */
      readonly field: string;
    };

/** What the packets of one connection must meet: the opening one, its replies, errors related to it. */
export interface ConnectionExpectation {
  readonly kind: 'connection';
  readonly flow: Flow;
  readonly packets: readonly PacketExpectation[];
  readonly position?: Position;
}

/** A packet of a connection that stands: from its initiator, back to it, or an ICMP error that the connection met. */
export type ConnectionPacket = 'original' | 'reply' | 'related-icmp';

/** What one packet of a connection must get. */
export interface PacketExpectation {
  readonly packet: ConnectionPacket;
  readonly action: Action;
  /** As in a {@link FlowExpectation}. */
  readonly options?: readonly ProfileOption[];
  /** The same packet under other declared profiles. */
  readonly otherwise?: readonly OtherwiseExpectation[];
}

export type Expectation = FlowExpectation | AdmissionExpectation | ConnectionExpectation;

/** Clauses that an expectation was written for. */
export type ClauseRefs = readonly ClauseId[];
