import type { ClauseClass, ClauseId, ClauseKind } from '../../spec/index.ts';
import type { PartialProfile, ProfileOption } from '../verdict/profile.ts';
import type { Action } from '../verdict/verdict.ts';
import type { Finding } from './finding.ts';

/** What became of the questions that an engine was asked. */
export interface AnswerCounts {
  /** As the specification has it. */
  readonly held: number;
  /** Otherwise than the specification, where the API or the engine itself has fixed the answer. */
  readonly deviated: number;
  /** The API leaves the answer open and the engine does not declare one. */
  readonly open: number;
  /** Not asked because the engine says that it cannot be, or answered so. */
  readonly unsupported: number;
  /** The engine would not take objects that an API server accepts. */
  readonly refused: number;
  /** Crashes, hangs and nonsense in place of an answer. */
  readonly crashed: number;
}

/** An engine of a comparison. */
export interface ComparedEngine {
  /** What findings are keyed by. */
  readonly name: string;
  /** What starts it again: `exec:./my-engine`. */
  readonly spec: string;
  readonly version: string;
  /** Its own answers to what the API leaves open. */
  readonly declares: PartialProfile;
  readonly corpus: AnswerCounts;
  readonly generated: {
    readonly cases: number;
    /** Verdicts compared. */
    readonly cells: number;
    /** Cases in which it deviated or failed. */
    readonly departing: number;
  };
  /** Why it was not asked to the end. */
  readonly gaveUp?: string;
}

/**
 * - `holds`: every answer is that of the specification.
 * - `deviates`: an answer is not, and this clause is the best explanation.
 * - `fails`: no answer, but a refusal or a crash.
 * - `elsewhere`: what was written for the clause fails, and another clause explains it better.
 * - `open`: the API leaves it to plugins and the engine does not declare its answer: see the options.
 * - `unsupported`, `unasked`: nothing was answered.
 */
export type ClauseStanding =
  'holds' | 'deviates' | 'fails' | 'elsewhere' | 'open' | 'unsupported' | 'unasked';

/** How one engine fares with one clause. */
export interface ClauseCell extends AnswerCounts {
  readonly standing: ClauseStanding;
  /** Generated cases that deviate, and are explained by the clause. */
  readonly departingCases: number;
  /** Number of the {@link Deviation} that shows it. */
  readonly deviation?: number;
}

/** How every engine fares with one clause. */
export interface ComparedClause {
  readonly clause: ClauseId;
  readonly class: ClauseClass;
  readonly kind: ClauseKind;
  readonly statement: string;
  /** In the order of the engines. */
  readonly cells: readonly ClauseCell[];
}

/** What one engine shows of its answer to one option, without having been told any. */
export interface OptionCell {
  /** `shown`: values fit all its answers; `mixed`: no value does; `not-shown`: nothing that it answered depends on it. */
  readonly standing: 'shown' | 'mixed' | 'not-shown';
  /** The values that fit every answer; where none does, those that fit the most. */
  readonly values: readonly string[];
  /** Answers that tell values apart, and how many of them the values fit. */
  readonly answers: number;
  readonly fitting: number;
  readonly declared?: string;
  /** Whether none of the values is the one that the engine declares. */
  readonly contradictsDeclared: boolean;
  /** Whether all that fits breaks the API. */
  readonly breaksApi: boolean;
  /** An answer that tells the most; of a mixed one, first one that fits the values, then one that does not. */
  readonly evidence: readonly OptionEvidence[];
}

/** An answer that depends on an option. */
export interface OptionEvidence {
  /** `y/a → x/a TCP/80` */
  readonly flow: string;
  readonly action: Action;
  /** The values under which the specification gives that answer. */
  readonly values: readonly string[];
  /** The scenario in which it was asked. */
  readonly file: string;
  /** The scenario cut down to what shows it, as YAML. */
  readonly scenario?: string;
}

/** What every engine shows of one point that the API leaves open. */
export interface ComparedOption {
  readonly option: ProfileOption;
  readonly values: readonly string[];
  readonly nonConforming: readonly string[];
  readonly clauses: readonly string[];
  /** In the order of the engines. */
  readonly cells: readonly OptionCell[];
}

/** All departures of one engine that have one cause, and the smallest case that shows it. */
export interface Deviation {
  /** From 1, as the tables refer to it. */
  readonly number: number;
  readonly engine: string;
  /** The clause whose misreading explains it best; `none` for an engine that fails to answer. */
  readonly clause: ClauseId | 'none';
  /** Questions of the corpus. */
  readonly corpus: number;
  /** Generated cases. */
  readonly cases: number;
  /** The keys of a campaign's findings that fall into it; expected failures go by these. */
  readonly keys: readonly string[];
  /** Whether all its keys are known and expected. */
  readonly expected: boolean;
  readonly finding: Finding;
  /** The scenario file, which `fencepost replay` takes. */
  readonly scenario: string;
}

/** The semantics of several engines side by side. All but `timing` is the same for the same seed and cases. */
export interface Comparison {
  readonly schema: 'fencepost-compare/1';
  readonly fencepost: string;
  readonly seed: number;
  readonly settings: string;
  readonly generator: string;
  readonly ended: 'cases' | 'time' | 'interrupted';
  /** Scenarios and questions of the corpus. */
  readonly corpus: { readonly scenarios: number; readonly questions: number };
  readonly cases: number;
  readonly engines: readonly ComparedEngine[];
  /** Every clause for which anything was asked, in catalogue order. */
  readonly clauses: readonly ComparedClause[];
  /** Every option, in catalogue order. */
  readonly options: readonly ComparedOption[];
  readonly deviations: readonly Deviation[];
  readonly notes: readonly string[];
  readonly timing: { readonly startedAt: string; readonly elapsedMs: number };
}
